package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a case say of one answer together.
 *
 * @param verdict pass, fail, or error where a check that matters could not be judged
 * @param score weighted mean over the judged checks, 0 to 1; null if there is none
 * @param reason the first failing check in suite order, or what could not be judged; null for a pass
 * @param kind why it is an error; null otherwise
 * @param outcomes every check in order, the implied one only where it failed
 */
public record Grade(
        CaseVerdict verdict,
        @Nullable Double score,
        @Nullable String reason,
        @Nullable FailureKind kind,
        List<Outcome> outcomes) {

    /** Copies the outcomes. */
    public Grade {
        outcomes = List.copyOf(outcomes);
    }

    /** {@return that verdict where no check was judged} */
    public static Grade unchecked(CaseVerdict verdict, @Nullable String reason) {
        return new Grade(verdict, null, reason, null, List.of());
    }
}
