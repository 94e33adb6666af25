package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.dataset.Vocabulary;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The scorers that there are, and the way from a check to a judgement. Safe for many threads. */
public final class Scorers implements Vocabulary {

    /** One line for each scorer, in the order of the catalogue. */
    private static final List<Scorer> BUILT_IN = List.of(
            EqualText.EXACTLY,
            EqualText.LOOSELY,
            OneOf.EXACTLY,
            OneOf.LOOSELY,
            Containing.one("contains", "the text stands in the answer"),
            Containing.one("icontains", "the text stands in the answer, case ignored"),
            Containing.all("contains-all", "every item stands in the answer"),
            Containing.all("icontains-all", "every item stands in the answer, case ignored"),
            Containing.any("contains-any", "at least one item stands in the answer"),
            Containing.any("icontains-any", "at least one item stands in the answer, case ignored"),
            Affix.start("starts-with", "the answer begins with the text"),
            Affix.start("istarts-with", "the answer begins with the text, case ignored"),
            Affix.end("ends-with", "the answer ends with the text, white space at its end ignored"),
            Affix.end("iends-with", "the answer ends with the text, case and white space at its end ignored"),
            new MatchesPattern(),
            new EmptyText(),
            Counting.WORDS,
            Counting.CHARACTERS,
            Numeric.WHOLE,
            Numeric.LAST,
            new WholeJson(),
            new EmbeddedJson(),
            new EqualJson(),
            new SelectedJson(),
            new SimilarJson(),
            new WholeXml(),
            new EmbeddedXml(),
            new WholeHtml(),
            new EmbeddedHtml(),
            new WholeSql(),
            new EmbeddedSql(),
            new Finish(),
            EditDistance.EDITS,
            EditDistance.RATIO,
            new Bleu(),
            new Gleu(),
            Rouge.ONE,
            Rouge.TWO,
            Rouge.LONGEST,
            Rouge.N,
            new Chrf(),
            new TokenF1(),
            new ExactMatch(),
            new Meteor(),
            MeasuredTime.LATENCY,
            MeasuredTime.TOTAL,
            new CostLimit(),
            Rubric.named("llm-rubric"),
            Rubric.named("grade"),
            ClosedQuestion.named("closedqa"),
            ClosedQuestion.named("model-graded-closedqa"),
            Factuality.named("factuality"),
            Factuality.named("model-graded-factuality"),
            new LabelByModel(),
            Similarity.named("similar", Similarity.Measure.COSINE),
            Similarity.named("similar:cosine", Similarity.Measure.COSINE),
            Similarity.named("similar:dot", Similarity.Measure.DOT),
            Similarity.far("similar:euclidean"));

    private static final int MOST_PREPARED = 1_024;

    private final ForeignNames foreign = new ForeignNames();
    private final Map<String, Scorer> scorers = new LinkedHashMap<>();
    private final Map<Meaning, Judgement> prepared = Collections.synchronizedMap(new LatestUsed<>(MOST_PREPARED));

    private Scorers() {
        BUILT_IN.forEach(scorer -> scorers.put(scorer.help().name(), scorer));
    }

    /** {@return the built-in scorers; keep it, since it remembers the checks that it has made ready} */
    public static Scorers builtIn() {
        return new Scorers();
    }

    /** {@return every scorer in the order of the catalogue} */
    public List<Scorer> all() {
        return List.copyOf(scorers.values());
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(scorers.keySet());
    }

    @Override
    public Optional<String> replacementFor(String foreignName) {
        return foreign.replacementFor(foreignName);
    }

    @Override
    public boolean takesNumber(String name) {
        return scorers.containsKey(name) && scorers.get(name).help().takesNumber();
    }

    /** {@return which model has a say in checks of that name; empty if none has} */
    public Optional<Question.Asker> asks(String name) {
        return scorers.containsKey(name) ? scorers.get(name).asks() : Optional.empty();
    }

    /**
     * {@return the check, ready to judge answers}
     *
     * @throws CheckException if its type is unknown, or its value, threshold or options are not what the type takes
     */
    public PreparedCheck prepare(Check check) {
        Meaning meaning = new Meaning(check.type(), check.negated(), check.value(), check.threshold(), check.options());
        Judgement judgement = prepared.get(meaning);
        if (judgement == null) {
            judgement = scorer(check.type()).prepare(check);
            prepared.put(meaning, judgement);
        }
        return new PreparedCheck(check, judgement);
    }

    private Scorer scorer(String type) {
        Scorer scorer = scorers.get(type);
        if (scorer == null) {
            throw unknown(type);
        }
        return scorer;
    }

    private CheckException unknown(String type) {
        String shown = Excerpt.limit(Excerpt.visible(type), 60);
        if (foreign.code(type)) {
            return new CheckException("PM-1210", "'" + shown + "': code and files are never run or read by a check");
        }
        if (type.startsWith("java:")) {
            return new CheckException("PM-1401", "'" + shown + "': own checks are not yet supported");
        }
        if (type.startsWith("not-")) {
            return new CheckException("PM-1401", "'not-" + shown + "': 'not-' may stand once");
        }
        String way = replacementFor(type)
                .or(() -> nearest(type).map(name -> "did you mean '" + name + "'?"))
                .orElse("'promptmeter checks' lists what there is");
        return new CheckException("PM-1401", "unknown check '" + shown + "': " + way);
    }

    private Optional<String> nearest(String type) {
        String plain = type.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        int most = plain.length() >= 8 ? 3 : 2;
        return plain.length() > 60
                ? Optional.empty()
                : scorers.keySet().stream()
                        .filter(name -> Levenshtein.editsOfNames(name, plain) <= most)
                        .min(Comparator.comparingInt(name -> Levenshtein.editsOfNames(name, plain)));
    }

    /** What makes two checks judge and explain alike. */
    private record Meaning(
            String type,
            boolean negated,
            @Nullable JsonNode value,
            @Nullable Quantity threshold,
            Map<String, JsonNode> options) {}
}
