package dev.promptmeter.report;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GatePlan;
import dev.promptmeter.gate.GatePlan.Chance;
import dev.promptmeter.gate.GatePlan.Proof;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a gate would say of so many cases, line by line. */
final class GateForecast {

    private GateForecast() {}

    static List<String> lines(GatePlan plan) {
        if (plan instanceof GatePlan.OfShare share) {
            return ofShare(share);
        }
        if (plan instanceof GatePlan.OfMargin margin) {
            return ofMargin(margin);
        }
        if (plan instanceof GatePlan.OfTimes times) {
            return List.of(ofTimes(times));
        }
        if (plan instanceof GatePlan.OfChanges changes) {
            return List.of("red without cause " + Chances.chance(changes.redWithoutCause()) + ": of "
                    + FigureText.count(changes.cases()) + (changes.cases() == 1 ? " case" : " cases")
                    + " some flip by chance");
        }
        return List.of(((GatePlan.Unforeseen) plan).why());
    }

    private static List<String> ofShare(GatePlan.OfShare share) {
        double bound = share.gate().bound().value();
        boolean point = share.gate().confidence() == Confidence.POINT;
        List<String> lines = new ArrayList<>();
        Figure interval = Figure.of("passRate", Unit.SHARE, bound, share.cases())
                .within(share.interval().lower(), share.interval().upper(), "proportion.wilson");
        lines.add("95 % interval at a true " + Chances.rate(bound) + ": " + FigureText.interval(interval));
        if (point) {
            lines.add("green with " + chances(share.chances(), "if the true rate is "));
        } else {
            lines.add("PASS with " + chances(share.chances(), "if the true rate is "));
            lines.add("red with "
                    + chances(
                            share.chances().stream()
                                    .map(each -> new Chance(each.truth(), each.green(), each.red()))
                                    .toList(),
                            "if the true rate is "));
        }
        if (!share.proofs().isEmpty()) {
            lines.add((point ? "to prove it instead (80 % power): " : "to prove it (80 % power): ")
                    + proofs(share.proofs()));
        }
        return lines;
    }

    private static String chances(List<Chance> chances, String condition) {
        List<String> parts = new ArrayList<>();
        for (Chance chance : chances) {
            String when = (parts.isEmpty() ? condition : "if ") + Chances.rate(chance.truth());
            parts.add(Chances.chance(chance.green()) + " " + when);
        }
        return String.join(", ", parts);
    }

    private static String proofs(List<Proof> proofs) {
        List<String> parts = new ArrayList<>();
        for (Proof proof : proofs) {
            String when = (parts.isEmpty() ? "if the true rate is " : "if ") + Chances.rate(proof.truth());
            String cases = proof.cases() == null ? "over 100,000" : FigureText.count(proof.cases());
            parts.add(cases + (parts.isEmpty() ? " cases " : " ") + when);
        }
        return String.join(", ", parts);
    }

    private static List<String> ofMargin(GatePlan.OfMargin margin) {
        Chance same = margin.unchanged();
        List<String> lines = new ArrayList<>();
        String about = margin.exact() == GatePlan.OfMargin.Sums.EXACT ? "" : " (approximated)";
        lines.add("red without cause " + Chances.chance(same.red()) + "    settles as PASS "
                + Chances.chance(same.green()) + ", inconclusive "
                + Chances.chance(Math.max(0, 1 - same.red() - same.green())) + " if nothing changed" + about);
        if (margin.quietMargin() != null) {
            lines.add("a margin of " + Chances.points(margin.quietMargin())
                    + " is red without cause in at most 1 % of runs");
        }
        if (!margin.drops().isEmpty()) {
            lines.add("true drop of "
                    + margin.drops().stream()
                            .map(drop -> Chances.points(drop.truth()) + ": red " + Chances.chance(drop.red()))
                            .collect(Collectors.joining("   ")));
        }
        String settle = margin.toSettle() == null
                ? "no number of cases settles PASS"
                : "to settle PASS (80 %): " + FigureText.count(margin.toSettle()) + " cases, now "
                        + FigureText.count(margin.cases());
        lines.add(detectable(margin.detectable()) + "     " + settle);
        return lines;
    }

    /** {@return the drop that is found, or that no drop is: none is larger than 100 points} */
    static String detectable(double drop) {
        return "detectable drop (80 %): " + (drop < 1 ? "about " + Chances.points(drop) : "none");
    }

    private static String ofTimes(GatePlan.OfTimes times) {
        boolean bounded = times.gate().againstBaseline() || times.gate().confidence() != Confidence.POINT;
        long calls = times.calls();
        String needs = bounded
                ? "needs " + FigureText.count(times.upperBound()) + " calls for an upper bound"
                : "needs " + FigureText.count(times.shownFrom()) + " calls, " + FigureText.count(times.bothEnds())
                        + " for an interval with both ends";
        boolean enough = calls >= (bounded ? times.upperBound() : times.bothEnds());
        boolean shown = calls >= times.shownFrom();
        String now = "this run has " + FigureText.count(calls);
        return needs + ": " + (enough ? "ok" : !bounded && shown ? "open above, " + now : "too few, " + now);
    }
}
