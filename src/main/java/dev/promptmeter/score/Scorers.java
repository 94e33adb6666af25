package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Vocabulary;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            new JavaPattern(),
            new EmptyText(),
            Counting.WORDS,
            Counting.CHARACTERS,
            TokenRange.ofAnswer(),
            new Refusal(List.of()),
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
            new ValidToolCall("is-valid-tool-call"),
            new ValidToolCall("is-valid-openai-tools-call"),
            new ValidToolCall("is-valid-function-call"),
            new ValidToolCall("is-valid-openai-function-call"),
            new CalledTool(),
            new CalledArguments(),
            new CalledNames(),
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
            MeasuredTime.FIRST_TOKEN,
            new CostLimit(),
            TokenRange.ofExchange(),
            Perplexity.LIMIT,
            Perplexity.SCORE,
            Rubric.named("llm-rubric"),
            Rubric.named("grade"),
            ClosedQuestion.named("closedqa"),
            ClosedQuestion.named("model-graded-closedqa"),
            Factuality.named("factuality"),
            Factuality.named("model-graded-factuality"),
            new LabelByModel(),
            new SelectBest(),
            Similarity.named("similar", Similarity.Measure.COSINE),
            Similarity.named("similar:cosine", Similarity.Measure.COSINE),
            Similarity.named("similar:dot", Similarity.Measure.DOT),
            Similarity.far("similar:euclidean"));

    private static final Map<String, Filling> FILLINGS = BUILT_IN.stream()
            .collect(Collectors.toUnmodifiableMap(scorer -> scorer.help().name(), Scorer::filling));

    private static final int MOST_PREPARED = 1_024;

    private final ForeignNames foreign = new ForeignNames();
    private final Map<String, Scorer> scorers = new LinkedHashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<Question.Asker, String> asked;
    private @Nullable OwnScorers own;
    private final Map<Meaning, Judgement> prepared = Collections.synchronizedMap(new LatestUsed<>(MOST_PREPARED));

    private Scorers(List<String> refusalPhrases, Map<Question.Asker, String> asked) {
        this.asked = new EnumMap<>(Question.Asker.class);
        this.asked.putAll(asked);
        BUILT_IN.forEach(this::add);
        add(new AssertSet(this::prepare));
        if (!refusalPhrases.isEmpty()) {
            add(new Refusal(refusalPhrases));
        }
    }

    private void add(Scorer scorer) {
        scorers.put(scorer.help().name(), scorer);
        versions.put(scorer.help().name(), scorer.version());
    }

    /** {@return the scorers as they come; keep them, since they remember the checks that they have made ready} */
    public static Scorers builtIn() {
        return new Scorers(List.of(), Map.of());
    }

    /** {@return what variables may fill in the value of a check of that type} */
    public static Filling filling(String type) {
        return FILLINGS.getOrDefault(type, Filling.TEXT);
    }

    /**
     * {@return the same with a user's own phrases of refusal, for checks that ask these models}
     *
     * @param lines of a file of phrases, as {@code is-refusal} reads it
     * @param asked what tells each of them from one that would say otherwise
     */
    public static Scorers of(List<String> lines, Map<Question.Asker, String> asked) {
        return new Scorers(lines, asked);
    }

    /** {@return every scorer in the order of the catalogue, then those of users by name} */
    public List<Scorer> all() {
        return Stream.concat(scorers.values().stream(), own().all().values().stream())
                .toList();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(scorers.keySet());
        names.addAll(own().all().keySet());
        return Collections.unmodifiableSet(names);
    }

    /** Looked for when somebody asks: most suites use none, and the class path may be long. */
    private synchronized OwnScorers own() {
        if (own == null) {
            own = OwnScorers.load();
        }
        return own;
    }

    @Override
    public Optional<String> replacementFor(String foreignName) {
        return foreignName.equals("java")
                ? own().faults().map(faults -> "a custom check cannot be used: " + faults)
                : foreign.replacementFor(foreignName);
    }

    /** {@return names of checks elsewhere that have no twin here, and what to write instead; a star stands for any end} */
    public Map<String, String> foreignNames() {
        Map<String, String> names = new TreeMap<>(foreign.all());
        names.keySet().removeAll(scorers.keySet());
        return names;
    }

    /** {@return names that would run code or read something from outside, and are refused} */
    public Set<String> refusedNames() {
        return new TreeSet<>(ForeignNames.CODE);
    }

    @Override
    public boolean takesNumber(String name) {
        return name.startsWith(OwnScorers.PREFIX)
                || scorers.containsKey(name) && scorers.get(name).help().takesNumber();
    }

    /**
     * {@return what a suite must have for that check}
     *
     * @throws CheckException if its type is unknown
     */
    public Set<Need> needs(Check check) {
        return scorer(check.type()).needs();
    }

    /**
     * {@return what is odd about that check; empty if nothing is}
     *
     * @throws CheckException if it cannot be used as it is written
     */
    public Optional<String> doubt(Check check) {
        return scorer(check.type()).doubt(check);
    }

    /**
     * {@return the check, ready to judge answers}
     *
     * @throws CheckException if its type is unknown, or its value, threshold or options are not what the type takes
     */
    public PreparedCheck prepare(Check check) {
        Meaning meaning = Meaning.of(check);
        Judgement judgement = prepared.get(meaning);
        Scorer scorer = scorer(check.type());
        if (judgement == null) {
            refuseNegation(check, scorer.help());
            judgement = scorer.prepare(check);
            prepared.put(meaning, judgement);
        }
        return new PreparedCheck(check, judgement, version(scorer, judgement));
    }

    /** Own scorers are asked each time: they come when the first check wants one. */
    private String version(Scorer scorer, Judgement judgement) {
        String known = versions.get(scorer.help().name());
        String version = known == null ? scorer.version() : known;
        return judgement instanceof AskingJudgement asking
                ? String.join("\n", version, Question.PROTOCOL, asked.getOrDefault(asking.asker(), ""))
                : version;
    }

    private static void refuseNegation(Check check, CheckHelp help) {
        if (check.negated() && help.negation() == CheckHelp.Negation.REFUSED) {
            throw new CheckException("PM-1401", "'" + help.name() + "' cannot be negated");
        }
    }

    private Scorer scorer(String type) {
        boolean users = type.startsWith(OwnScorers.PREFIX);
        Scorer scorer = users ? own().all().get(type) : scorers.get(type);
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
        if (type.startsWith(OwnScorers.PREFIX)) {
            return own().unknown(shown);
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
        return NearName.of(type.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-'), scorers.keySet());
    }
}
