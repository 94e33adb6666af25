package dev.promptmeter.gate;

import dev.promptmeter.run.Glob;
import dev.promptmeter.summary.Condition;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads gates. What no method can judge is refused with its column.
 *
 * <pre>
 * gate       = figure , comparator , bound ;
 * figure     = path , [ selector ] ;
 * path       = a name of FigureNames | "metric" , "." , ( id | '"' , name , '"' ) , "." , statistic ;
 * selector   = "[" , condition , { "," , condition } , "]" ;
 * condition  = key , ( "=" | "!=" ) , value ;
 * key        = "tag" | "model" | "prompt" | "dataset" | "meta." , id ;
 * value      = barevalue | '"' , { any character but '"' } , '"' ;
 * comparator = "&gt;=" | "&lt;=" | "&gt;" | "&lt;" | "==" | "!=" ;
 * bound      = quantity | baseline ;
 * baseline   = "baseline" , [ ( "*" , number ) | ( ( "+" | "-" ) , quantity ) ] ;
 * quantity   = [ "-" ] , number , [ unit ] ;
 * unit       = "%" | "pp" | "ms" | "s" | "m" | "h" | "USD" | "tok/s" | "/s" ;
 * number     = digit , { digit } , [ "." , digit , { digit } ] ;
 * </pre>
 *
 * White space is free between tokens.
 */
public final class GateParser {

    private static final List<String> KEYS = List.of("tag", "model", "prompt", "dataset", "meta.KEY");

    private final KnownNames names;

    /** Makes a reader that knows the metrics and objectives of a suite. */
    public GateParser(KnownNames names) {
        this.names = names;
    }

    /**
     * {@return the gate, ready to judge a summary whose tally kept its figure and its part}
     *
     * @throws GateException if the expression is wrong or cannot be judged
     */
    public Gate parse(GateSpec spec) {
        var text = new GateText(spec.expression());
        int start = text.column();
        FigurePath path = new FigureReader(text, names).read();
        Selector selector = text.sees("[") ? selector(text) : Selector.ALL;
        requireWholeRun(text, start, path, selector);
        Comparator comparator = comparator(text, path);
        Bound bound = new BoundReader(text, path).read();
        if (!text.atEnd()) {
            throw text.expected("the end");
        }
        String name = spec.name() == null ? spec.expression() : spec.name();
        Demand demand = new DemandRule(spec, text).demand(path.name(), bound);
        return new Gate(
                name,
                spec.expression(),
                path.name(),
                path.unit(),
                selector,
                comparator,
                bound,
                demand,
                spec.severity(),
                spec.line());
    }

    private static Selector selector(GateText text) {
        List<Condition> conditions = new ArrayList<>();
        text.took("[");
        do {
            conditions.add(condition(text));
        } while (text.took(","));
        if (!text.took("]")) {
            throw text.expected("',' or ']'");
        }
        return new Selector(conditions);
    }

    private static Condition condition(GateText text) {
        int column = text.column();
        String key = text.run(FigureReader::idCharacter);
        if (!Condition.knows(key)) {
            throw text.expected(column, String.join(", ", KEYS), key, KEYS);
        }
        boolean negated = text.took("!=");
        if (!negated && !text.took("=")) {
            throw text.expected("= or !=");
        }
        return new Condition(key, negated, value(text));
    }

    private static Glob value(GateText text) {
        if (text.sees("\"")) {
            return new Glob(text.quoted(), true);
        }
        String bare = text.run(c -> !Character.isWhitespace(c) && ",]\"=[".indexOf(c) < 0);
        if (bare.isEmpty()) {
            throw text.expected("a value");
        }
        return Glob.of(bare);
    }

    private static void requireWholeRun(GateText text, int column, FigurePath path, Selector selector) {
        if (path.name().startsWith("run.") && !selector.equals(Selector.ALL)) {
            throw text.fault("PM-1505", column, path.name() + " is about the whole run and takes no […]");
        }
    }

    private static Comparator comparator(GateText text, FigurePath path) {
        int column = text.column();
        // Longer signs first, or '>=' would be read as '>'.
        Comparator found = Arrays.stream(Comparator.values())
                .sorted((one, other) -> other.sign().length() - one.sign().length())
                .filter(each -> text.took(each.sign()))
                .findFirst()
                .orElseThrow(() -> text.expected(">=, <=, >, <, == or !="));
        if (found == Comparator.EQUAL || found == Comparator.UNEQUAL) {
            requireCount(text, column, path, found);
        }
        if (!found.ceiling() && FigureNames.durationQuantile(path.name())) {
            throw text.fault(
                    "PM-1505",
                    column,
                    path.name() + " takes an upper bound only: write < or <= instead of " + found.sign());
        }
        return found;
    }

    private static void requireCount(GateText text, int column, FigurePath path, Comparator found) {
        if (path.unit() != Unit.COUNT) {
            String measured = found.sign() + " is for counts and " + path.name() + " is measured";
            throw text.fault("PM-1505", column, measured + ": write >= or <=");
        }
    }
}
