package dev.promptmeter.gate;

import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.PairedPasses;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changed since the baseline, how sure that is, and what it would take to be surer. */
final class ChangeSentence {

    private static final MathContext ABOUT = new MathContext(2, RoundingMode.CEILING);
    private static final double WORTH_SAYING = 0.01;

    private final GateResult result;
    private final Gate gate;
    private final GateChange change;
    private final Size size;

    private ChangeSentence(GateResult result, GateChange change) {
        this.result = result;
        this.gate = result.gate();
        this.change = change;
        this.size = new Size(gate.unit(), change.scale());
    }

    static List<String> of(GateResult result) {
        var sentence = new ChangeSentence(
                result, Objects.requireNonNull(result.grounds().change()));
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence.figures());
        if (!sentence.sizes().isEmpty()) {
            sentences.add(sentence.sizes());
        }
        sentence.outlook(sentences);
        return sentences;
    }

    private String figures() {
        String before =
                change.baseline() == null ? FigureText.NOTHING : FigureText.value(gate.unit(), change.baseline());
        return before + " -> " + FigureText.of(result.figure()) + " (" + basis() + ").";
    }

    private String basis() {
        GateChange.Flips flips = change.flips();
        if (flips != null) {
            return "improved " + flips.improved() + ", worsened " + flips.worsened() + " of "
                    + FigureText.count(flips.n());
        }
        if (gate.kind() == FigureKind.QUANTILE || gate.kind() == FigureKind.OTHER) {
            return FigureText.count(result.figure().n()) + (gate.kind() == FigureKind.OTHER ? " answers" : " calls");
        }
        Sureness sureness = result.grounds().sureness();
        Integer clusters = sureness == null ? null : sureness.units().clusters();
        long n = result.figure().n();
        return FigureText.count(n) + " cases"
                + (clusters == null || clusters >= n ? "" : " in " + FigureText.count(clusters) + " clusters");
    }

    private String sizes() {
        String seen = change.size() == null ? "" : size.seen(change.size());
        String bounds = bounds();
        if (seen.isEmpty() || bounds.isEmpty()) {
            return seen + bounds + (seen.isEmpty() && bounds.isEmpty() ? "" : ".");
        }
        return seen + "; " + bounds + ".";
    }

    private String bounds() {
        Sureness sureness = result.grounds().sureness();
        Interval bounds = sureness == null ? null : sureness.bounds();
        if (bounds == null || bounds.lower() == null || bounds.upper() == null) {
            return result.grounds().flags().contains(Flag.NO_SPREAD) ? "every case changed alike" : "";
        }
        if (gate.confidence() == Confidence.POINT) {
            return "95 % interval " + size.end(bounds.lower(), RoundingMode.FLOOR) + " to "
                    + size.end(bounds.upper(), RoundingMode.CEILING);
        }
        boolean scaled = gate.bound().kind() == Bound.Kind.FACTOR && change.scale() == Scale.DIFFERENCE;
        return scaled ? besideBound(bounds) : decisive(bounds.lower(), bounds.upper());
    }

    /** {@return the bound that decided, or that would have to move} */
    private String decisive(double low, double high) {
        boolean fails = result.verdict() == GateVerdict.FAIL;
        boolean upper = gate.comparator().ceiling() != fails;
        double end = upper ? high : low;
        String sure = GateSentence.sure(gate);
        boolean beyond = upper ? end < size.none() : end > size.none();
        if (fails || beyond) {
            return size.surely(end, upper) + " (" + sure + " sure)" + small();
        }
        return size.ruledOut(end, upper) + " is ruled out (" + sure + ")" + small();
    }

    private String small() {
        return result.grounds().flags().contains(Flag.SMALL_DROP) ? "; surely worse, but within the margin" : "";
    }

    /** A limit that is a factor is judged by the distance from it. */
    private String besideBound(Interval bounds) {
        return "from " + size.end(Objects.requireNonNull(bounds.lower()), RoundingMode.FLOOR) + " to "
                + size.end(Objects.requireNonNull(bounds.upper()), RoundingMode.CEILING) + " beside the bound ("
                + GateSentence.sure(gate) + " sure on each side)";
    }

    private void outlook(List<String> sentences) {
        GateChange.Outlook outlook = change.outlook();
        if (outlook == null || gate.confidence() == Confidence.POINT) {
            return;
        }
        String settle = settle(outlook);
        if (settle != null) {
            sentences.add(settle);
        }
        if (gate.confidence() == Confidence.GUARD && outlook.forecastFail() > WORTH_SAYING) {
            String margin = outlook.quietMargin() == null
                    ? ""
                    : "; a margin of " + size.points(outlook.quietMargin(), RoundingMode.HALF_EVEN)
                            + " brings that to 1 % or less";
            sentences.add("It would fail in " + FigureText.share(outlook.forecastFail()) + " of runs if nothing changed"
                    + margin + ".");
        }
    }

    private @Nullable String settle(GateChange.Outlook outlook) {
        Long needed = outlook.casesNeeded();
        long n = result.figure().n();
        if (result.verdict() != GateVerdict.INCONCLUSIVE || needed == null || needed <= n) {
            return null;
        }
        long about = BigDecimal.valueOf(needed).round(ABOUT).longValue();
        double margin = settling(outlook, n);
        String wider = margin < 1
                ? ", or a margin of " + size.points(margin, RoundingMode.CEILING) + " at " + FigureText.count(n)
                        + " cases"
                : "";
        return "To settle this with 80 % power if nothing changed: about " + FigureText.count(about) + " cases" + wider
                + ".";
    }

    /** Even if no case flips, a margin must be so wide. */
    private double settling(GateChange.Outlook outlook, long n) {
        Interval still = new PairedPasses(0, 0, n).bounds(gate.demand().alpha());
        return Math.max(outlook.detectable(), Objects.requireNonNull(still.upper()));
    }

    /**
     * The size of a change in words.
     *
     * @param unit of the figure
     * @param scale how sizes are given
     */
    private record Size(Unit unit, Scale scale) {

        double none() {
            return scale == Scale.RATIO ? 1 : 0;
        }

        String seen(double value) {
            return scale == Scale.RATIO
                    ? "Ratio " + number(value, RoundingMode.HALF_EVEN)
                    : "Change " + end(value, RoundingMode.HALF_EVEN);
        }

        String end(double value, RoundingMode mode) {
            return scale == Scale.RATIO ? number(value, mode) : (value > 0 ? "+" : "") + points(value, mode);
        }

        String surely(double end, boolean upper) {
            RoundingMode outward = upper ? RoundingMode.CEILING : RoundingMode.FLOOR;
            if (scale == Scale.RATIO) {
                return (upper ? "at most " : "at least ") + number(end, outward) + " times the baseline";
            }
            boolean lower = end < 0;
            String least = lower == upper ? "at least " : "at most ";
            return least
                    + points(Math.abs(end), lower == upper ? RoundingMode.FLOOR : RoundingMode.CEILING)
                    + (lower ? " lower" : " higher");
        }

        String ruledOut(double end, boolean upper) {
            RoundingMode outward = upper ? RoundingMode.CEILING : RoundingMode.FLOOR;
            if (scale == Scale.RATIO) {
                return (upper ? "more than " : "less than ") + number(end, outward) + " times the baseline";
            }
            return "a " + (upper ? "rise" : "drop") + " of more than " + points(Math.abs(end), RoundingMode.CEILING);
        }

        /** {@return so many points of a share, or so much of a score} */
        String points(double value, RoundingMode mode) {
            return unit == Unit.SHARE
                    ? scaled(BigDecimal.valueOf(value).movePointRight(2), 1, mode) + " points"
                    : scaled(BigDecimal.valueOf(value), 3, mode);
        }

        private static String number(double value, RoundingMode mode) {
            return scaled(BigDecimal.valueOf(value), 2, mode);
        }

        private static String scaled(BigDecimal value, int decimals, RoundingMode mode) {
            return value.setScale(decimals, mode).toPlainString();
        }
    }
}
