package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import java.time.Duration;

/** The reasons for an early end that a run finds by itself, as sentences for people. */
final class StopTexts {

    private StopTexts() {}

    static Stop waitTooLong(Failed failed) {
        Duration wait = failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter();
        return new Stop(
                Stop.Cause.WAIT,
                "the endpoint asks for a wait of " + wait.toSeconds() + " s (" + failed.message()
                        + "); resume the run after that time");
    }

    static Stop unrecorded(String cause) {
        return new Stop(Stop.Cause.STORAGE, "the journal cannot be written: " + cause);
    }

    static Stop timeLimit(Duration limit) {
        return new Stop(Stop.Cause.TIME, "the time limit of " + text(limit) + " was reached");
    }

    static Stop failFast(int failures) {
        return new Stop(
                Stop.Cause.FAIL_FAST,
                failures == 1 ? "the first failure was to end the run" : failures + " failures were to end the run");
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
