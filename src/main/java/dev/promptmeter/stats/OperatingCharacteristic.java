package dev.promptmeter.stats;

/**
 * How probable each decision of a gate is.
 *
 * @param pFail the probability of FAIL, 0 to 1
 * @param pPass the probability of PASS, 0 to 1
 * @param pInconclusive the probability of neither, 0 to 1
 * @param method how they were computed
 */
public record OperatingCharacteristic(double pFail, double pPass, double pInconclusive, Method method) {

    /** How probabilities were computed. */
    public enum Method {
        /** Summed over every outcome. */
        EXACT,
        /** By the normal approximation, which is to be said beside the figures. */
        NORMAL
    }

    static OperatingCharacteristic of(double pFail, double pPass, Method method) {
        return new OperatingCharacteristic(pFail, pPass, Math.max(0, 1 - pFail - pPass), method);
    }
}
