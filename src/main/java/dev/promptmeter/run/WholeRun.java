package dev.promptmeter.run;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What only a whole run tells about a case, as far as it is known.
 *
 * @param changes the word for what became of a case since the baseline, null for none; null if the run is compared with nothing
 * @param flaky whether some repeats of a case passed and some failed; null if nobody looked
 */
public record WholeRun(
        @Nullable Function<CaseId, @Nullable String> changes,
        @Nullable Predicate<CaseResult> flaky) {

    /** Nothing is known. */
    public static final WholeRun UNKNOWN = new WholeRun(null, null);
}
