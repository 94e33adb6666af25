package dev.promptmeter.gate;

/**
 * What decides how a run ends, besides its gates.
 *
 * @param maxErrorRate share of errors above which the run is unfit, 0 to 1
 * @param gating whether gates decide
 * @param failCode what the process ends with instead of 100 and 101
 * @param gateExit whether the process shows the results of gates
 */
public record ExitRules(double maxErrorRate, Gating gating, int failCode, GateExit gateExit) {

    /** What holds unless suite or flags say otherwise. */
    public static final ExitRules DEFAULT = new ExitRules(0.02, Gating.DECIDES, 100, GateExit.SHOWN);

    /** Whether gates decide. */
    public enum Gating {
        /** They do. */
        DECIDES,
        /** They are shown as information, {@code --no-gates}. */
        INFORMS
    }

    /** Whether the process ends by the results of gates. */
    public enum GateExit {
        /** It does. */
        SHOWN,
        /** It ends with 0 instead of 100, 101 and 102, {@code --exit-zero}. */
        HIDDEN
    }

    /** Refuses a share or a code out of range. */
    public ExitRules {
        boolean taken = failCode != 100
                && (failCode < 6 || failCode > 255 || ExitCode.of(failCode).isPresent());
        if (!(maxErrorRate >= 0 && maxErrorRate <= 1) || taken && failCode != 101) {
            throw new IllegalArgumentException("not rules for an exit: " + maxErrorRate + ", " + failCode);
        }
    }

    /** {@return what the process ends with where the verdict's own code is that one} */
    public int processCode(int verdictCode) {
        boolean failed = verdictCode == ExitCode.FAILED.number() || verdictCode == ExitCode.REGRESSED.number();
        if (gateExit == GateExit.HIDDEN && (failed || verdictCode == ExitCode.INCONCLUSIVE.number())) {
            return 0;
        }
        return failed && failCode != ExitCode.FAILED.number() ? failCode : verdictCode;
    }
}
