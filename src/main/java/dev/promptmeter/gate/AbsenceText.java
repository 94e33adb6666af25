package dev.promptmeter.gate;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import java.math.RoundingMode;
import java.util.Objects;

/** Why a gate cannot be judged by a figure, one sentence for people. */
final class AbsenceText {

    private final Gate gate;
    private final Slice slice;

    AbsenceText(Gate gate, Slice slice) {
        this.gate = gate;
        this.slice = slice;
    }

    String nothingSelected() {
        return gate.subject() + " has no data: no judged case matches " + gate.selector();
    }

    String of(Figure figure) {
        String absence = Objects.requireNonNull(figure.absence());
        return switch (absence) {
            case "NO_DATA" -> gate.subject() + " has no data" + noData(figure);
            case "UNDEFINED" -> gate.subject() + " has no data: a metric it is made of has none, or it divides by 0";
            case "TOO_FEW" -> tooFew(floor(), figure);
            case "CENSORED" ->
                gate.subject() + " is " + FigureText.of(figure)
                        + " because it falls among timed-out attempts; whether it meets " + gate.boundText()
                        + " is unknown";
            case "COST_UNKNOWN" -> gate.subject() + " is unknown" + knownPart(figure) + remedy(figure);
            default -> gate.subject() + " cannot be computed: " + absence;
        };
    }

    private String noData(Figure figure) {
        String family = gate.figure().substring(0, Math.max(gate.figure().indexOf('.'), 0));
        long judged = slice.counts().judged();
        return switch (family) {
            case "ttft" -> ": " + figure.n() + " of " + FigureText.count(judged) + " answers were streamed";
            case "chunkGap" -> ": no answer was streamed in two events or more";
            case "tpot" -> ": no answer was streamed in two events or more with tokens to spare";
            case "tokens", "outputRate" -> ": no answer states its tokens";
            case "metric" -> ": no answer was given that score";
            case "latency", "service", "e2e", "queue", "retryWait" -> ": no answer was asked for and timed in this run";
            default -> gate.figure().equals("passRate") ? ": no answer was judged" : ": nothing to count in this run";
        };
    }

    private long floor() {
        long floor = Percentile.of(gate.figure()).map(Percentile::floor).orElse(1L);
        return gate.minSamples() == null ? floor : Math.max(floor, gate.minSamples());
    }

    String tooFew(long needed, Figure figure) {
        return gate.subject() + " needs " + FigureText.count(needed) + " values, this run has "
                + FigureText.count(figure.n());
    }

    private static String knownPart(Figure figure) {
        return figure.beyond() == null ? "" : " beyond the known " + FigureText.value(figure.unit(), figure.beyond());
    }

    /** Where the most that it can be is known, no price is missing, but what some attempts used. */
    private static String remedy(Figure figure) {
        return figure.most() == null
                ? "; add the missing price under pricing"
                : ", and only surely at most " + FigureText.bound(figure.unit(), figure.most(), RoundingMode.CEILING);
    }

    String kept(Figure figure) {
        return gate.subject() + " is at most "
                + FigureText.bound(figure.unit(), Objects.requireNonNull(figure.most()), RoundingMode.CEILING) + ", "
                + FigureText.value(figure.unit(), Objects.requireNonNull(figure.beyond()))
                + " of it known and the rest bounded by what was sent";
    }

    String broken(Figure figure) {
        String known = FigureText.value(figure.unit(), Objects.requireNonNull(figure.beyond()));
        return "CENSORED".equals(figure.absence())
                ? gate.subject() + " is above " + known + ", where attempts time out"
                : "the known part of " + gate.subject() + " is already " + known;
    }
}
