package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How surprising the data would be on either side of a boundary, as one-sided p-values.
 *
 * @param pFail the probability of data this bad or worse if the boundary just held, 0 to 1; small: surely broken
 * @param pPass the probability of data this good or better if the boundary were just broken, 0 to 1; small: surely held
 */
public record Evidence(double pFail, double pPass) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public Evidence {
        requireProbability(pFail);
        requireProbability(pPass);
    }

    /** {@return the tails of a score that is high where a boundary is held, with a normal distribution} */
    static Evidence ofNormal(double z) {
        return new Evidence(NORMAL.cumulativeProbability(z), NORMAL.survivalProbability(z));
    }

    /** {@return the same with Student's distribution} */
    static Evidence ofStudent(double t, int degreesOfFreedom) {
        var student = TDistribution.of(degreesOfFreedom);
        return new Evidence(student.cumulativeProbability(t), student.survivalProbability(t));
    }

    static double requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a p-value must lie between 0 and 1: " + p);
        }
        return p;
    }

    /** {@return what this allows to say with an error of at most {@code alpha}, 0 to 0.5 exclusive, on each side} */
    public Decision decision(double alpha) {
        Confidence.requireError(alpha);
        if (Confidence.reaches(pFail, alpha)) {
            return Decision.FAIL;
        }
        return Confidence.reaches(pPass, alpha) ? Decision.PASS : Decision.INCONCLUSIVE;
    }

    /** {@return what both allow to say: the larger of the p-values on each side} */
    public Evidence and(Evidence other) {
        return new Evidence(Math.max(pFail, other.pFail), Math.max(pPass, other.pPass));
    }

    Evidence swapped() {
        return new Evidence(pPass, pFail);
    }
}
