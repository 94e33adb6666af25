package dev.promptmeter.summary;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.summary.Formula.Sign;
import dev.promptmeter.summary.Formula.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the expression of a derived metric.
 *
 * <pre>
 * sum      = product , { ( "+" | "-" ) , product } ;
 * product  = factor , { ( "*" | "/" ) , factor } ;
 * factor   = number | "-" , factor | "(" , sum , ")" | call | derived ;
 * call     = ( "mean" | "sum" | "n" | "min" | "max" ) , "(" , metric , ")"
 *          | ( "min" | "max" ) , "(" , sum , "," , sum , { "," , sum } , ")" ;
 * metric   = name , derived = name ;
 * name     = letter , { letter | digit | "_" | "." } | '"' , { any character but '"' } , '"' ;   (* in a call also "-" *)
 * number   = digit , { digit } , [ "." , digit , { digit } ] ;
 * </pre>
 */
final class FormulaParser {

    private static final int DEEPEST = 50;
    private static final Map<String, Statistic> STATISTICS = Map.of(
            "mean", Statistic.MEAN, "sum", Statistic.SUM, "n", Statistic.N, "min", Statistic.MIN, "max", Statistic.MAX);

    private final String name;
    private final FormulaText text;
    private FormulaNames names = new FormulaNames(List.of(), List.of());
    private int depth;

    FormulaParser(String name, String expression) {
        this.name = name;
        this.text = new FormulaText(name, expression);
    }

    Formula parse(FormulaNames known) {
        names = known;
        Formula formula = sum();
        if (!text.atEnd()) {
            throw text.expected("an operator or the end");
        }
        return formula;
    }

    private Formula sum() {
        if (++depth > DEEPEST) {
            throw text.fault("PM-1501", "more than " + DEEPEST + " parentheses inside each other");
        }
        Formula left = product();
        while (text.sees('+') || text.sees('-')) {
            Sign sign = text.took('+') ? Sign.PLUS : minus();
            left = new Formula.Pair(left, sign, product());
        }
        depth--;
        return left;
    }

    private Sign minus() {
        text.took('-');
        return Sign.MINUS;
    }

    private Formula product() {
        Formula left = factor();
        while (text.sees('*') || text.sees('/')) {
            Sign sign = text.took('*') ? Sign.TIMES : over();
            left = new Formula.Pair(left, sign, factor());
        }
        return left;
    }

    private Sign over() {
        text.took('/');
        return Sign.OVER;
    }

    private Formula factor() {
        if (text.took('-')) {
            return new Formula.Pair(new Formula.Constant(0), Sign.MINUS, factor());
        }
        if (text.took('(')) {
            Formula inside = sum();
            text.require(')');
            return inside;
        }
        if (text.seesDigit()) {
            return new Formula.Constant(text.number());
        }
        boolean quoted = text.sees('"');
        String word = text.name("");
        if (word.isEmpty()) {
            throw text.expected("a number, a parenthesis, a derived metric or one of mean, sum, n, min, max");
        }
        return !quoted && text.took('(') ? call(word) : derived(word);
    }

    private Formula call(String function) {
        Statistic statistic = STATISTICS.get(function);
        if (statistic == null) {
            throw text.fault(
                    "PM-1501",
                    "there is no function '" + function + "': use mean, sum, n, min or max"
                            + NearName.question(function, STATISTICS.keySet()));
        }
        boolean several = statistic == Statistic.MIN || statistic == Statistic.MAX;
        if (several && !text.holdsOneName()) {
            return extreme(statistic);
        }
        String metric = text.name("-");
        if (metric.isEmpty()) {
            throw text.expected("the name of a metric");
        }
        text.require(')');
        return new Formula.OfMetric(statistic, known(metric));
    }

    private Formula extreme(Statistic statistic) {
        List<Formula> parts = new ArrayList<>();
        do {
            parts.add(sum());
        } while (text.took(','));
        text.require(')');
        if (parts.size() < 2) {
            throw text.fault(
                    "PM-1501",
                    statistic.name().toLowerCase(Locale.ROOT) + "(…) takes the name of a metric, or several parts");
        }
        return new Formula.Extreme(statistic, parts);
    }

    private String known(String metric) {
        if (names.metrics().contains(metric)) {
            return metric;
        }
        String why = names.derived().contains(metric)
                ? "'" + metric + "' is derived and has one value: write it without a function"
                : "no check has metric '" + metric + "'" + NearName.question(metric, names.metrics());
        throw text.fault("PM-1502", why);
    }

    private Formula derived(String word) {
        if (names.derived().contains(word)) {
            return new Formula.OfDerived(word);
        }
        if (word.equals(name)) {
            throw text.fault("PM-1502", "it cannot be made of itself");
        }
        throw text.fault(
                "PM-1502",
                names.metrics().contains(word)
                        ? "'" + word + "' is a metric of checks: write mean(" + word + "), or sum, n, min, max"
                        : "no derived metric '" + word + "' stands before it"
                                + NearName.question(word, names.derived()));
    }
}
