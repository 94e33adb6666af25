package dev.promptmeter.stats;

/**
 * Tango's score statistic for a difference of two paired shares (Tango 1998, Statistics in Medicine 17, 891-908).
 *
 * @param z how many standard errors the difference observed lies above the assumed one; infinite if that cannot be
 * @param q21 the share of pairs that get worse, as estimated under the assumed difference
 * @param error the standard error of the difference, as estimated under the assumed one
 */
record TangoScore(double z, double q21, double error) {

    /** {@return the score of so many pairs, which need not be whole numbers, if the true difference were {@code assumed}} */
    static TangoScore of(double improved, double worsened, double n, double assumed) {
        double linear = (2 * n - improved + worsened) * assumed - improved - worsened;
        double constant = -worsened * assumed * (1 - assumed);
        double root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
        // The usual formula cancels its digits where the linear term is positive.
        double q21 = linear > 0 ? -2 * constant / (root + linear) : (root - linear) / (4 * n);
        double error = Math.sqrt(Math.max(0, (2 * q21 + assumed * (1 - assumed)) / n));
        double excess = (improved - worsened) / n - assumed;
        return new TangoScore(excess == 0 ? 0 : excess / error, q21, error);
    }
}
