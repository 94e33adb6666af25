package dev.promptmeter.gate;

import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Decision;
import dev.promptmeter.stats.EffectiveProportion;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.GuardedMean;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MeanEstimate;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.Proportion;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.KeptValues;
import dev.promptmeter.summary.KeptValues.CaseValues;
import java.util.Optional;
import java.util.OptionalDouble;

/** How sure it is that a figure keeps to a number. */
final class SurelyWithin {

    /** The method of a share of independent cases or requests. */
    static final String EXACT = "gate.absolute";

    private static final Interval SCORES = new Interval(0.0, 1.0);
    private static final String EFFECTIVE = "proportion.effectiveN";

    private final Gate gate;
    private final double alpha;
    private final double limit;

    SurelyWithin(Gate gate) {
        this.gate = gate;
        this.alpha = gate.demand().alpha();
        this.limit = gate.bound().value();
    }

    /** {@return how sure it is; empty if there is nothing to go by} */
    Optional<Sureness> of(Figure figure, KeptValues kept) {
        return switch (gate.kind()) {
            case SHARE -> share(kept.of(GateNeeds.values(gate)));
            case PROMISE -> promise(figure);
            case SCORE_MEAN -> mean(kept.of(GateNeeds.values(gate)));
            case QUANTILE -> quantile(kept.of(GateNeeds.calls(gate)));
            case AMOUNT, CHANGES, OTHER -> throw new IllegalStateException("has no method: " + gate);
        };
    }

    private Optional<Sureness> share(CaseValues values) {
        return values.sample().estimate().map(rates -> {
            boolean plain = values.calls() == rates.n() && rates.clusters() == rates.n();
            return plain ? exact(Math.round(rates.mean() * rates.n()), rates.n()) : effective(rates, values.calls());
        });
    }

    private Optional<Sureness> promise(Figure figure) {
        return Optional.ofNullable(figure.value()).map(share -> exact(Math.round(share * figure.n()), figure.n()));
    }

    private Sureness exact(long kept, long n) {
        var all = new Proportion(kept, n);
        Evidence evidence = gate.comparator().ceiling()
                ? new Proportion(n - kept, n).evidenceAtLeast(1 - limit).orElseThrow()
                : all.evidenceAtLeast(limit).orElseThrow();
        var bounds = new Interval(
                all.clopperPearsonLower(1 - alpha).lower(),
                all.clopperPearsonUpper(1 - alpha).upper());
        return Sureness.exact(evidence, bounds, EXACT, n);
    }

    private Sureness effective(MeanEstimate rates, long calls) {
        Optional<EffectiveProportion> worth = EffectiveProportion.of(rates, calls);
        return worth.map(share -> Sureness.approximate(evidence(share), share.bounds(alpha), EFFECTIVE, units(rates)))
                .orElseGet(() -> Sureness.mute(Absence.ONE_CLUSTER, EFFECTIVE, units(rates)));
    }

    private Evidence evidence(EffectiveProportion share) {
        return gate.comparator().ceiling()
                ? new EffectiveProportion(1 - share.share(), share.n()).evidenceAtLeast(1 - limit)
                : share.evidenceAtLeast(limit);
    }

    static Sureness.Units units(MeanEstimate estimate) {
        if (estimate.clusters() == estimate.n()) {
            return Sureness.Units.independent(estimate.n());
        }
        OptionalDouble effect = estimate.designEffect();
        return new Sureness.Units(
                estimate.n(), estimate.clusters(), effect.isPresent() ? (Double) effect.getAsDouble() : null);
    }

    private Optional<Sureness> mean(CaseValues values) {
        String method = "mean.guarded";
        return GuardedMean.ofScores(values.sample(), SCORES).map(mean -> {
            Sureness.Units units = units(mean.observed());
            Optional<Evidence> evidence =
                    gate.comparator().ceiling() ? mean.evidenceAtMost(limit) : mean.evidenceAtLeast(limit);
            return evidence.map(found ->
                            Sureness.approximate(found, mean.bounds(alpha).orElseThrow(), method, units))
                    .orElseGet(() -> Sureness.mute(Absence.ONE_CLUSTER, method, units));
        });
    }

    private Optional<Sureness> quantile(OrderedSample calls) {
        Quantile quantile = Percentile.of(gate.figure()).orElseThrow().quantile();
        Interval bounds = calls.bounds(quantile, alpha);
        int beyond = calls.from(firstBeyond());
        return quantile.evidenceWithin(beyond, calls.count()).map(evidence -> {
            boolean open = bounds.upper() == null && calls.count() < quantile.samplesForUpperBound(1 - alpha);
            return new Sureness(
                    evidence,
                    bounds,
                    "latency.sloGate",
                    Sureness.Units.independent(calls.count()),
                    open && !failing(evidence) ? Absence.OPEN_END : null,
                    null);
        });
    }

    private boolean failing(Evidence evidence) {
        return evidence.decision(alpha) == Decision.FAIL;
    }

    /** {@return the least time, in whole nanoseconds, that is not within the limit} */
    private long firstBeyond() {
        return gate.comparator() == Comparator.AT_MOST ? (long) Math.floor(limit) + 1 : (long) Math.ceil(limit);
    }
}
