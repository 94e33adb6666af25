package dev.promptmeter.gate;

import dev.promptmeter.compare.BaselineCase;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Figure;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges what single answers came to, such as the largest of a kind, by the figure itself. */
final class SingleJudgement {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double PICO = 1e12;

    private final Gate gate;
    private final List<BaselineRepeat> before;
    private final List<BaselineRepeat> after;

    SingleJudgement(Gate gate, PairedPart part) {
        this.gate = gate;
        this.before = repeats(part, CasePair::before);
        this.after = repeats(part, CasePair::after);
    }

    private static List<BaselineRepeat> repeats(PairedPart part, Function<CasePair, BaselineCase> side) {
        return part.pairs().stream()
                .map(side)
                .flatMap(each -> each.repeats().stream())
                .filter(repeat -> repeat.source() == BaselineRepeat.Source.ASKED)
                .toList();
    }

    Opinion opinion() {
        double[] then = values(before);
        double[] now = values(after);
        if (then.length == 0 || now.length == 0) {
            Absence code = then.length == 0 ? Absence.BASELINE_LACKS_DATA : Absence.NO_DATA;
            return invalid(
                    code, gate.subject() + " has no value in " + (then.length == 0 ? "the baseline" : "this run"));
        }
        boolean late = gate.figure().startsWith("latency.") && after.stream().anyMatch(BaselineRepeat::timedOut);
        if (late && gate.comparator().ceiling()) {
            return invalid(Absence.CENSORED, gate.subject() + " falls among timed-out attempts of this run");
        }
        long floor = Math.max(gate.minSamples() == null ? 1 : gate.minSamples(), shownFrom());
        if (Math.min(then.length, now.length) < floor) {
            return invalid(
                    Absence.TOO_FEW,
                    gate.subject() + " needs " + FigureText.count(floor) + " values, the baseline has "
                            + FigureText.count(then.length) + ", this run has " + FigureText.count(now.length));
        }
        return judged(statistic(then), statistic(now), now.length);
    }

    private long shownFrom() {
        return Percentile.of(gate.figure()).map(Percentile::floor).orElse(1L);
    }

    private Opinion invalid(Absence code, String reason) {
        Figure none = Figure.absent(gate.figure(), gate.unit(), after.size(), code.name());
        return Opinion.invalid(gate, none, code.name(), reason);
    }

    private double[] values(List<BaselineRepeat> repeats) {
        return repeats.stream()
                .map(this::value)
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private @Nullable Double value(BaselineRepeat repeat) {
        if (gate.figure().startsWith("metric.")) {
            var score = repeat.metrics().get(PairedReading.metric(gate.figure()));
            return score == null ? null : (Double) score.doubleValue();
        }
        if (gate.figure().startsWith("cost.")) {
            Long pico = repeat.measured().costPico();
            return pico == null ? null : (Double) (pico / PICO);
        }
        Long amount = PairedReading.measured(gate.figure()).apply(repeat.measured());
        double size = gate.figure().startsWith("tokens.") ? 1 : NANOS_PER_MICRO;
        return amount == null ? null : (Double) (amount * size);
    }

    private double statistic(double[] sorted) {
        if (gate.figure().endsWith(".min")) {
            return sorted[0];
        }
        return Percentile.of(gate.figure())
                .map(percentile -> sorted[(int) percentile.quantile().rank(sorted.length) - 1])
                .orElse(sorted[sorted.length - 1]);
    }

    private Opinion judged(double then, double now, int n) {
        double bound = gate.bound().effective(then).orElseThrow();
        boolean holds = gate.comparator().holds(PointComparison.compare(now, bound));
        var settled = new Settled(holds ? GateVerdict.PASS : GateVerdict.FAIL, null, null);
        Figure figure = Figure.of(gate.figure(), gate.unit(), now, n);
        GateChange change = gate.bound().kind() == Bound.Kind.SHIFT
                ? new GateChange(then, Scale.DIFFERENCE, now - then, null, null)
                : GateChange.ratio(then, then == 0 ? null : (Double) (now / then));
        return new Opinion(gate, figure, settled, null, change, List.of());
    }
}
