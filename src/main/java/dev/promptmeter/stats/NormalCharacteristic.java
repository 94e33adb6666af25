package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Approximates the chances of a decision for many pairs: the score has the standard error that the expected numbers of
 * flips give it, and the difference observed is normal around the true one.
 */
final class NormalCharacteristic {

    private final NonInferiority rule;
    private final TrueChange change;
    private final int n;

    NormalCharacteristic(NonInferiority rule, int n, TrueChange change) {
        this.rule = rule;
        this.n = n;
        this.change = change;
    }

    OperatingCharacteristic estimate() {
        if (change.variance() == 0) {
            return certain();
        }
        double z = Confidence.z(rule.alpha());
        return OperatingCharacteristic.of(below(-z), 1 - below(z), OperatingCharacteristic.Method.NORMAL);
    }

    /** Either no pair flips or all do, in one direction. */
    private OperatingCharacteristic certain() {
        var pairs = new PairedPasses(Math.round(n * change.improved()), Math.round(n * change.worsened()), n);
        Decision decision = rule.decision(pairs).orElseThrow();
        return OperatingCharacteristic.of(
                decision == Decision.FAIL ? 1 : 0,
                decision == Decision.PASS ? 1 : 0,
                OperatingCharacteristic.Method.EXACT);
    }

    /** {@return the probability that the score is below this one} */
    private double below(double score) {
        double boundary = -rule.margin();
        double assumedError = TangoScore.of(n * change.improved(), n * change.worsened(), n, boundary)
                .error();
        double trueError = Math.sqrt(change.variance() / n);
        return NormalDistribution.of(change.difference(), trueError)
                .cumulativeProbability(boundary + score * assumedError);
    }
}
