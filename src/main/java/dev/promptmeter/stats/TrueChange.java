package dev.promptmeter.stats;

/**
 * What is assumed of two systems when a comparison of pass or fail is planned.
 *
 * @param discordance the share of cases whose result differs between two runs, 0 to 1
 * @param difference by how much the true pass rate rises, in size at most {@code discordance}; 0 if nothing changed
 */
public record TrueChange(double discordance, double difference) {

    public TrueChange {
        if (!(discordance >= 0 && discordance <= 1) || !(Math.abs(difference) <= discordance)) {
            throw new IllegalArgumentException("a change of " + difference
                    + " needs a discordance at least as large and at most 1: " + discordance);
        }
    }

    /** {@return two runs of the same system, which differ in this share of cases by chance} */
    public static TrueChange none(double discordance) {
        return new TrueChange(discordance, 0);
    }

    double improved() {
        return (discordance + difference) / 2;
    }

    double worsened() {
        return (discordance - difference) / 2;
    }

    /** {@return the variance of the difference that one pair shows} */
    double variance() {
        return discordance - difference * difference;
    }
}
