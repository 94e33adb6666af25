package dev.promptmeter.gate;

import java.util.List;

/**
 * What a run was found to be.
 *
 * @param word passed, failed, regressed or inconclusive
 * @param exitCode what the program ends with
 * @param exitName the name of that code
 * @param exitReason one sentence that says why
 * @param gates every gate in suite order
 */
public record Verdict(Word word, int exitCode, String exitName, String exitReason, List<GateResult> gates) {

    /** The verdict of a run. */
    public enum Word {
        /** Every gate that decides holds. */
        PASSED,
        /** An absolute gate is broken. */
        FAILED,
        /** Only gates against a baseline are broken. */
        REGRESSED,
        /** The run cannot decide. */
        INCONCLUSIVE
    }

    /** Copies the gates. */
    public Verdict {
        gates = List.copyOf(gates);
    }
}
