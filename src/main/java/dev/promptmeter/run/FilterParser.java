package dev.promptmeter.run;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter language.
 *
 * <pre>
 * filter = { term } ;                          terms are joined by AND
 * term   = [ "!" ] atom , { "OR" , [ "!" ] atom } ;
 * atom   = key , ":" , value | text ;
 * value  = comparison | glob | '"' , any character but '"' , '"' ;
 * text   = word | '"' , any character but '"' , '"' ;
 * </pre>
 *
 * Plain text is looked for in the id and the description of a row, and where there are results also in the reason and at the start of
 * the answer, whatever the case of its letters.
 */
public final class FilterParser {

    /** What a filter may ask about. */
    private enum Reach {
        ROWS,
        RESULTS
    }

    private static final String META = "meta.";

    private static final Map<String, BiFunction<Row, CaseId, List<String>>> KEYS = Map.of(
            "id", (row, id) -> List.of(id.dataset() + "/" + id.row()),
            "d", (row, id) -> List.of(id.dataset()),
            "p", (row, id) -> List.of(id.prompt()),
            "m", (row, id) -> List.of(id.model()),
            "t", (row, id) -> row.tags());

    private static final Set<String> NEED_RESULTS =
            Set.of("v", "ch", "fr", "check", "err", "lat", "ttft", "e2e", "cost", "tok", "score", "attempts", "is");

    /** What people write instead of a key. */
    private static final Map<String, String> LONG_NAMES = Map.of(
            "model", "m", "dataset", "d", "prompt", "p", "tag", "t", "row", "id", "verdict", "v", "latency", "lat",
            "error", "err", "tokens", "tok", "change", "ch");

    private static final String KNOWN =
            "id, d, p, m, t, meta.KEY; v, ch, fr, check, err, lat, ttft, e2e, cost, tok, score, attempts, is";

    private final String filter;
    private final Reach reach;
    private final WholeRun whole;
    private int at;

    private FilterParser(String filter, Reach reach, WholeRun whole) {
        this.filter = filter;
        this.reach = reach;
        this.whole = whole;
    }

    /** A case, and what came of it if there is a result; null if it has not been asked. */
    private record Subject(Row row, CaseId id, @Nullable CaseResult result) {}

    /**
     * {@return the filter that this expression stands for; a blank one chooses every case}
     *
     * @throws FilterException if it is wrong, or needs results
     */
    public static Filter parse(String filter) {
        Predicate<Subject> terms = new FilterParser(filter, Reach.ROWS, WholeRun.UNKNOWN).terms();
        return (row, id) -> terms.test(new Subject(row, id, null));
    }

    /**
     * {@return the filter of results that this expression stands for; a blank one chooses every result}
     *
     * @throws FilterException if it is wrong
     */
    public static ResultFilter ofResults(String filter) {
        return ofResults(filter, WholeRun.UNKNOWN);
    }

    /**
     * {@return the same for results of a run of which more is known than one result tells}
     *
     * @throws FilterException if the expression is wrong, or asks what is not known
     */
    public static ResultFilter ofResults(String filter, WholeRun whole) {
        Predicate<Subject> terms = new FilterParser(filter, Reach.RESULTS, whole).terms();
        return result -> terms.test(new Subject(result.row(), result.id(), result));
    }

    private Predicate<Subject> terms() {
        List<Predicate<Subject>> terms = new ArrayList<>();
        while (!atEnd()) {
            terms.add(term());
        }
        return subject -> terms.stream().allMatch(term -> term.test(subject));
    }

    private boolean atEnd() {
        while (at < filter.length() && Character.isWhitespace(filter.charAt(at))) {
            at++;
        }
        return at == filter.length();
    }

    private Predicate<Subject> term() {
        List<Predicate<Subject>> choices = new ArrayList<>();
        do {
            choices.add(choice());
        } while (tookOr());
        return subject -> choices.stream().anyMatch(choice -> choice.test(subject));
    }

    private boolean tookOr() {
        boolean or = !atEnd() && word().equals("OR");
        if (or) {
            at += "OR".length();
        }
        return or;
    }

    private Predicate<Subject> choice() {
        boolean negated = !atEnd() && filter.charAt(at) == '!';
        if (negated) {
            at++;
        }
        if (atEnd() || word().equals("OR")) {
            throw fault("PM-1003", "a term is missing: write KEY:VALUE or a text");
        }
        Predicate<Subject> atom = atom();
        return negated ? atom.negate() : atom;
    }

    /** {@return the characters up to the next white space} */
    private String word() {
        int end = at;
        while (end < filter.length() && !Character.isWhitespace(filter.charAt(end))) {
            end++;
        }
        return filter.substring(at, end);
    }

    private Predicate<Subject> atom() {
        String word = word();
        int colon = word.indexOf(':');
        boolean field = colon > 0 && Character.isLetter(word.charAt(0)) && word.lastIndexOf('"', colon) < 0;
        return field ? field(word, word.substring(0, colon)) : text(value());
    }

    private Predicate<Subject> field(String word, String key) {
        if (NEED_RESULTS.contains(key)) {
            return resultField(word, key);
        }
        BiFunction<Row, CaseId, List<String>> values = values(key);
        Glob glob = fieldValue(key);
        return subject -> values.apply(subject.row(), subject.id()).stream().anyMatch(glob::matches);
    }

    private Glob fieldValue(String key) {
        at += key.length() + 1;
        Glob glob = value();
        if (glob.text().isEmpty()) {
            throw fault("PM-1003", "'" + key + ":' has no value");
        }
        return glob;
    }

    private Predicate<Subject> resultField(String word, String key) {
        if (reach == Reach.ROWS) {
            throw fault("PM-4002", "'" + word + "' needs an earlier run of this suite, which is not yet supported");
        }
        Glob value = fieldValue(key);
        try {
            ResultFilter term = key.equals("ch") ? change(value) : ResultTerms.of(key, value, whole.flaky());
            return subject -> subject.result() != null && term.chooses(subject.result());
        } catch (IllegalArgumentException e) {
            throw fault("PM-1003", String.valueOf(e.getMessage()));
        }
    }

    private ResultFilter change(Glob word) {
        Function<CaseId, @Nullable String> known = whole.changes();
        if (known == null) {
            throw new IllegalArgumentException("'ch:' needs a baseline; this run was not compared with one");
        }
        return result -> {
            String change = known.apply(result.id());
            return change != null && word.matches(change);
        };
    }

    private BiFunction<Row, CaseId, List<String>> values(String key) {
        if (key.startsWith(META) && key.length() > META.length()) {
            String name = key.substring(META.length());
            return (row, id) -> row.meta().getOrDefault(name, List.of());
        }
        BiFunction<Row, CaseId, List<String>> values = KEYS.get(key);
        if (values == null) {
            throw fault("PM-1004", "unknown filter key '" + key + "'" + suggestion(key) + " known keys: " + KNOWN);
        }
        return values;
    }

    private static String suggestion(String key) {
        return NearName.of(key, LONG_NAMES.keySet().stream().sorted().toList())
                .map(LONG_NAMES::get)
                .or(() -> NearName.of(key, NEED_RESULTS.stream().sorted().toList()))
                .map(name -> ": did you mean '" + name + "'?")
                .orElse(";");
    }

    private Glob value() {
        if (at == filter.length() || filter.charAt(at) != '"') {
            String word = word();
            at += word.length();
            return Glob.of(word);
        }
        int end = filter.indexOf('"', at + 1);
        if (end < 0) {
            throw fault("PM-1003", "a quotation mark is not closed");
        }
        String quoted = filter.substring(at + 1, end);
        at = end + 1;
        return new Glob(quoted, true);
    }

    private static Predicate<Subject> text(Glob wanted) {
        String part = wanted.text().toLowerCase(Locale.ROOT);
        return subject -> {
            String description = subject.row().options().description();
            String name = subject.id().dataset() + "/" + subject.id().row();
            return name.toLowerCase(Locale.ROOT).contains(part)
                    || description != null
                            && description.toLowerCase(Locale.ROOT).contains(part)
                    || subject.result() != null && ResultTerms.mentions(subject.result(), part);
        };
    }

    private FilterException fault(String code, String what) {
        int column = filter.codePointCount(0, at) + 1;
        return new FilterException(code, column, "filter '" + filter + "', column " + column + ": " + what);
    }
}
