package dev.promptmeter.stats;

/** Adds up the trinomial probabilities of every number of improved and worsened pairs, by the decision they lead to. */
final class ExactCharacteristic {

    static final int MOST_PAIRS = 1_000;

    // Half a million terms of this size would not change the tenth digit.
    private static final double NEGLIGIBLE = 1e-20;

    private final NonInferiority rule;
    private final int n;
    private final double logImproved;
    private final double logWorsened;
    private final double logSame;
    private final double[] logFactorials;
    private double pFail;
    private double pPass;

    ExactCharacteristic(NonInferiority rule, int n, TrueChange change) {
        this.rule = rule;
        this.n = n;
        this.logImproved = Math.log(change.improved());
        this.logWorsened = Math.log(change.worsened());
        this.logSame = Math.log(1 - change.discordance());
        this.logFactorials = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
    }

    OperatingCharacteristic sum() {
        for (int improved = 0; improved <= n; improved++) {
            for (int worsened = 0; worsened <= n - improved; worsened++) {
                add(improved, worsened);
            }
        }
        return OperatingCharacteristic.of(pFail, pPass, OperatingCharacteristic.Method.EXACT);
    }

    private void add(int improved, int worsened) {
        double probability = probability(improved, worsened);
        if (probability < NEGLIGIBLE) {
            return;
        }
        switch (rule.decision(new PairedPasses(improved, worsened, n)).orElseThrow()) {
            case FAIL -> pFail += probability;
            case PASS -> pPass += probability;
            case INCONCLUSIVE -> {}
        }
    }

    private double probability(int improved, int worsened) {
        int same = n - improved - worsened;
        double ways = logFactorials[n] - logFactorials[improved] - logFactorials[worsened] - logFactorials[same];
        return Math.exp(
                ways + logPower(logImproved, improved) + logPower(logWorsened, worsened) + logPower(logSame, same));
    }

    // 0⁰ is 1, where the logarithm would give NaN.
    private static double logPower(double logarithm, int times) {
        return times == 0 ? 0 : times * logarithm;
    }
}
