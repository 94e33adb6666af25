package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.cost.Cost;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** The reasons for an early end that a run finds by itself, as sentences for people. */
final class StopTexts {

    private static final int FEWEST_DIGITS = 3;

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

    static Stop maxCost(Spending.State state) {
        return new Stop(Stop.Cause.BUDGET, spending(state));
    }

    /** {@return the same at the end of the run, when it is known what was left out} */
    static Stop maxCost(Spending.State state, long notSent, long all) {
        String left = String.format(Locale.ROOT, ", %,d of %,d cases not sent", notSent, all);
        return new Stop(Stop.Cause.BUDGET, spending(state) + left);
    }

    private static String spending(Spending.State state) {
        int digits = Math.max(FEWEST_DIGITS, Cost.usd(state.maxPico()).scale() + 1);
        String over = state.spentPico() <= state.maxPico()
                ? ""
                : ", " + usd(state.spentPico() - state.maxPico(), digits)
                        + " over it because answers cost more than was set aside for them";
        return "stopped by maxCost: " + usd(state.spentPico(), digits) + " of " + usd(state.maxPico(), digits)
                + " USD spent" + over + ", " + usd(state.reservedPico(), digits) + " reserved";
    }

    /** Rounded up: nobody has spent less than it says. */
    private static String usd(long pico, int digits) {
        return Cost.usd(pico).setScale(digits, RoundingMode.UP).toPlainString();
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
