package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.gate.ExitRules;
import java.util.Map;

/** The flags that change how a run ends. */
final class ExitFlags {

    /** The fact that tells whether gates decide. */
    static final String GATES = "gates";

    private static final String INFORM = "inform only";

    private ExitFlags() {}

    /** {@return the rules as the command line has them} */
    static ExitRules applied(ExitRules rules, Given given) {
        String code = given.find(RunFlags.FAIL_EXIT_CODE);
        return new ExitRules(
                rules.maxErrorRate(),
                given.has(RunFlags.NO_GATES) ? ExitRules.Gating.INFORMS : rules.gating(),
                code == null ? rules.failCode() : Integer.parseInt(code),
                given.has(RunFlags.EXIT_ZERO) ? ExitRules.GateExit.HIDDEN : rules.gateExit());
    }

    /** {@return what the journal keeps of these flags: whatever changes a verdict} */
    static Map<String, String> facts(Given given) {
        return given.has(RunFlags.NO_GATES) ? Map.of(GATES, INFORM) : Map.of();
    }

    /** {@return the rules as the command line of that run had them} */
    static ExitRules recalled(ExitRules rules, Manifest manifest) {
        boolean informs = INFORM.equals(manifest.environment().get(GATES));
        ExitRules.Gating gating = informs ? ExitRules.Gating.INFORMS : rules.gating();
        return new ExitRules(rules.maxErrorRate(), gating, rules.failCode(), rules.gateExit());
    }
}
