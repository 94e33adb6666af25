package dev.promptmeter.cli;

import dev.promptmeter.gate.ExitRules;

/** The flags that change how a run ends. */
final class ExitFlags {

    private ExitFlags() {}

    static ExitRules applied(ExitRules rules, Given given) {
        String code = given.find(RunFlags.FAIL_EXIT_CODE);
        return new ExitRules(
                rules.maxErrorRate(),
                given.has(RunFlags.NO_GATES) ? ExitRules.Gating.INFORMS : rules.gating(),
                code == null ? rules.failCode() : Integer.parseInt(code),
                given.has(RunFlags.EXIT_ZERO) ? ExitRules.GateExit.HIDDEN : rules.gateExit());
    }
}
