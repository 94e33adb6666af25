package dev.promptmeter.gate;

import dev.promptmeter.summary.Figure;
import org.jspecify.annotations.Nullable;

/**
 * A gate and what came of it.
 *
 * @param gate the rule
 * @param verdict what came of it
 * @param figure what it was judged by
 * @param reason one sentence for people; null where rule and figure say it all
 */
public record GateResult(Gate gate, GateVerdict verdict, Figure figure, @Nullable String reason) {

    /** {@return whether it may decide the exit code} */
    public boolean decides() {
        return gate.severity() == Severity.FAIL;
    }
}
