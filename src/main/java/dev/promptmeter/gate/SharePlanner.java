package dev.promptmeter.gate;

import dev.promptmeter.gate.GatePlan.Chance;
import dev.promptmeter.gate.GatePlan.Proof;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Proportion;
import dev.promptmeter.stats.ShareFloor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Foresees what a gate on a share will say. A ceiling is a floor under all that does not count. */
final class SharePlanner {

    private static final double CONFIDENCE = 0.95;
    private static final double POWER = 0.8;
    private static final double STEP = 0.02;
    private static final double FURTHER = 0.03;

    private final Gate gate;
    private final long cases;
    private final double floor;

    SharePlanner(Gate gate, long cases) {
        this.gate = gate;
        this.cases = cases;
        this.floor = mirrored(gate.bound().value());
    }

    /** {@return a share as one that is better the higher it is, and back} */
    private double mirrored(double share) {
        return gate.comparator().ceiling()
                ? BigDecimal.ONE.subtract(BigDecimal.valueOf(share)).doubleValue()
                : share;
    }

    GatePlan plan() {
        if (!(floor > 0 && floor <= 1)) {
            return new GatePlan.Unforeseen(gate, "every run keeps it");
        }
        List<Chance> chances = new ArrayList<>();
        for (double truth : truths()) {
            chances.add(chance(truth));
        }
        return new GatePlan.OfShare(gate, cases, interval(), chances, proofs());
    }

    private double[] truths() {
        double room = 1 - floor;
        if (room == 0) {
            return new double[] {0.999, 0.99, 0.97};
        }
        double better = Math.min(STEP, room / 2);
        return new double[] {floor + better, floor, Math.max(0, floor - better)};
    }

    private Interval interval() {
        long passes = Math.min(cases, Math.round(cases * floor));
        Interval wilson = new Proportion(passes, cases).wilson(CONFIDENCE);
        return gate.comparator().ceiling() ? new Interval(mirrored(wilson.upper()), mirrored(wilson.lower())) : wilson;
    }

    private Chance chance(double truth) {
        if (gate.confidence() == Confidence.POINT) {
            double green = GatePlanner.atLeast(leastPasses(), cases, truth);
            return new Chance(mirrored(truth), 1 - green, green);
        }
        double alpha = gate.demand().alpha();
        double green = surely(new Share(floor, alpha), truth);
        double red = surely(new Share(1 - floor, alpha), 1 - truth);
        return new Chance(mirrored(truth), red, green);
    }

    /** A share that is to be proved, which may be all or nothing. */
    private record Share(double floor, double alpha) {}

    /** {@return the chance that so much of it is seen that the floor is surely kept} */
    private double surely(Share share, double truth) {
        if (!(share.floor() > 0 && share.floor() < 1)) {
            // Any failure at all breaks what all must pass; nothing proves it.
            return share.floor() == 0 ? 1 - GatePlanner.atLeast(cases, cases, 1 - truth) : 0;
        }
        OptionalLong passes = new ShareFloor(share.floor(), share.alpha()).passesToProve(Math.toIntExact(cases));
        return passes.isEmpty() ? 0 : GatePlanner.atLeast(passes.getAsLong(), cases, truth);
    }

    /** In decimals: 95 % of 20 are 19, and not a little more. */
    private long leastPasses() {
        BigDecimal exact = BigDecimal.valueOf(floor).multiply(BigDecimal.valueOf(cases));
        long least = exact.setScale(0, RoundingMode.CEILING).longValueExact();
        boolean strict = gate.comparator() == Comparator.ABOVE || gate.comparator() == Comparator.BELOW;
        return strict && exact.compareTo(BigDecimal.valueOf(least)) == 0 ? Math.min(cases, least + 1) : least;
    }

    private List<Proof> proofs() {
        List<Proof> proofs = new ArrayList<>();
        double room = 1 - floor;
        if (room > 0) {
            for (double step : new double[] {Math.min(STEP, room / 2), Math.min(FURTHER, room * 3 / 4)}) {
                OptionalLong needed = new ShareFloor(floor, gate.demand().alpha()).casesToProve(floor + step, POWER);
                Long cases = needed.isEmpty() ? null : (Long) needed.getAsLong();
                proofs.add(new Proof(mirrored(floor + step), cases));
            }
        }
        return proofs;
    }
}
