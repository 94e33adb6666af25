package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.Bound;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.VarianceSplit;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.FlakyCase;
import dev.promptmeter.summary.Reruns;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What repeats showed, in the words of every report. */
final class RepeatText {

    /** What is to be known of percentiles of times where cases were asked several times. */
    static final String CALLS = "n counts calls; repeats of a case are treated as independent here";

    /** What figures of repeats are called where they have a line of their own. */
    private static final Map<String, String> LABELS =
            Map.of("pass@", "passes at least once in ", "pass^", "passes all of ");

    private RepeatText() {}

    /** {@return the figures of repeats that were kept, as they are to be shown, by what they are called} */
    static Map<String, Figure> figures(Slice slice) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        slice.figures().forEach((name, figure) -> {
            LABELS.forEach((prefix, label) -> {
                if (name.startsWith(prefix)) {
                    figures.put(label + name.substring(prefix.length()), figure);
                }
            });
            if (name.equals("flipRate")) {
                figures.put("two repeats disagree", figure);
            }
        });
        return figures;
    }

    /** {@return how often a flaky case passed, with the interval of its own pass rate} */
    static String passed(FlakyCase flaky) {
        Interval own = flaky.interval();
        Figure rate = Figure.of("passRate", Unit.SHARE, 0, flaky.repeats().n())
                .within(own.lower(), own.upper(), "proportion.clopperPearson");
        return flaky.repeats().passed() + " of " + flaky.repeats().n() + " passed (" + FigureText.interval(rate)
                + " %)";
    }

    /** {@return what follows from the repeats: what to add, what must-pass rules risk, and what weighs unequally} */
    static List<String> remarks(FinishedRun run) {
        List<String> remarks = new ArrayList<>();
        Reruns reruns = run.summary().total().reruns();
        if (reruns == null) {
            return remarks;
        }
        if (reruns.split() != null && reruns.split().within() > 0) {
            remarks.add(advice(reruns.split()));
        }
        if (reruns.unequal()) {
            remarks.add("cases have " + reruns.fewest() + " to " + reruns.most()
                    + " judged answers; each case counts once all the same");
        }
        mustPass(run)
                .forEach((gate, rate) -> remarks.add("every case must pass in " + Visible.line(gate)
                        + ": red without any change in about " + FigureText.share(rate) + " of runs"));
        return remarks;
    }

    /** {@return what to add to learn more: rows or repeats} */
    static String advice(VarianceSplit split) {
        return split.repeatsSuffice()
                ? "more repeats would tell little: most of the spread lies between cases, so add rows"
                : "the spread within cases is large beside that between them: more repeats still help";
    }

    /** {@return the chance of each rule that every case must pass to break in the next run although nothing changed} */
    static Map<String, Double> mustPass(FinishedRun run) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (GateResult result : run.verdict().gates()) {
            Gate gate = result.gate();
            boolean every = gate.figure().equals("passRate") && demandsAll(gate);
            Reruns reruns = every ? run.summary().slice(gate.selector()).reruns() : null;
            if (reruns != null && reruns.most() > 0) {
                rates.put(gate.name(), reruns.flakeRate());
            }
        }
        return rates;
    }

    private static boolean demandsAll(Gate gate) {
        return gate.bound().kind() == Bound.Kind.NUMBER
                && gate.bound().value() == 1
                && !gate.comparator().ceiling();
    }
}
