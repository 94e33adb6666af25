package dev.promptmeter.gate;

import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.ShareFloor;
import dev.promptmeter.summary.Figure;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The figure of a gate with a number of its own, and how sure it is. */
final class LoneSentence {

    private static final double WHOLE = 1e-6;

    private final GateResult result;
    private final Gate gate;
    private final Figure figure;

    private LoneSentence(GateResult result) {
        this.result = result;
        this.gate = result.gate();
        this.figure = result.figure();
    }

    static List<String> of(GateResult result) {
        var sentence = new LoneSentence(result);
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence.figures());
        if (result.grounds().sureness() != null) {
            sentence.certainty(result.grounds().sureness()).ifPresent(sentences::add);
        }
        return sentences;
    }

    private String figures() {
        List<String> parts = new ArrayList<>();
        parts.add(basis());
        String interval = FigureText.interval(figure);
        if (!interval.isEmpty() && gate.confidence() == Confidence.POINT) {
            parts.add("95 % interval " + interval);
        }
        return FigureText.of(figure) + " (" + String.join(", ", parts) + ").";
    }

    private String basis() {
        Sureness sureness = result.grounds().sureness();
        if (sureness != null && (sureness.units().clusters() != null || gate.kind() == FigureKind.SCORE_MEAN)) {
            return cases(sureness.units());
        }
        Double value = figure.value();
        if (gate.kind() == FigureKind.SHARE && value != null) {
            double part = value * figure.n();
            boolean counted = Math.abs(part - Math.rint(part)) < WHOLE;
            return (counted ? FigureText.count(Math.round(part)) + " of " : "")
                    + FigureText.count(figure.n())
                    + noun()
                    + FigureText.clusters(figure);
        }
        return gate.kind() == FigureKind.CHANGES
                ? FigureText.count(figure.n()) + " cases compared"
                : "n=" + FigureText.n(figure);
    }

    private String noun() {
        boolean answers =
                gate.figure().startsWith("finishReason.") || gate.figure().endsWith("rrorRate");
        return answers ? " answers" : " cases";
    }

    private static String cases(Sureness.Units units) {
        String effect = units.designEffect() == null
                ? ""
                : ", design effect " + String.format(Locale.ROOT, "%.1f", units.designEffect());
        Integer clusters = units.clusters();
        return clusters == null
                ? FigureText.count(units.n()) + " cases"
                : FigureText.count(units.n()) + " cases in " + FigureText.count(clusters) + " clusters" + effect;
    }

    private Optional<String> certainty(Sureness sureness) {
        Interval bounds = sureness.bounds();
        if (result.verdict() == GateVerdict.INCONCLUSIVE) {
            return Optional.ofNullable(undecided(sureness));
        }
        if (bounds == null) {
            return Optional.empty();
        }
        boolean upper = gate.comparator().ceiling() == (result.verdict() == GateVerdict.PASS);
        Double end = upper ? bounds.upper() : bounds.lower();
        return Optional.ofNullable(end)
                .map(bound -> (upper ? "At most " : "At least ")
                        + FigureText.bound(gate.unit(), bound, upper ? RoundingMode.CEILING : RoundingMode.FLOOR) + " ("
                        + GateSentence.sure(gate) + " sure).");
    }

    private @Nullable String undecided(Sureness sureness) {
        boolean exact = sureness.method().equals(SurelyWithin.EXACT);
        if (exact && gate.confidence() == Confidence.PROVE) {
            return proof(sureness.units().n());
        }
        Interval bounds = sureness.bounds();
        if (bounds == null || bounds.lower() == null || bounds.upper() == null) {
            return null;
        }
        return "Between " + FigureText.bound(gate.unit(), bounds.lower(), RoundingMode.FLOOR) + " and "
                + FigureText.bound(gate.unit(), bounds.upper(), RoundingMode.CEILING) + " (" + GateSentence.sure(gate)
                + " sure on each side).";
    }

    private @Nullable String proof(long n) {
        boolean ceiling = gate.comparator().ceiling();
        double floor = ceiling ? 1 - gate.bound().value() : gate.bound().value();
        if (!(floor > 0 && floor < 1)) {
            return null;
        }
        var rule = new ShareFloor(floor, gate.demand().alpha());
        OptionalLong passes = rule.passesToProve(Math.toIntExact(n));
        String proof = "Proof at " + GateSentence.sure(gate) + " needs ";
        if (passes.isPresent()) {
            String part = ceiling ? "at most " + (n - passes.getAsLong()) : FigureText.count(passes.getAsLong());
            return proof + part + " of " + FigureText.count(n) + ".";
        }
        OptionalLong least = rule.casesToProve(1, 0.5);
        return least.isEmpty() ? null : proof + FigureText.count(least.getAsLong()) + " cases or more.";
    }
}
