package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.cost.Cost;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reasons for an early end that a run finds by itself, as sentences for people. */
final class StopTexts {

    private static final int FEWEST_DIGITS = 3;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private StopTexts() {}

    /** What the endpoint said, and what that often means. */
    static Stop access(Failed failed) {
        return new Stop(Stop.Cause.ACCESS, failed.message() + hint(failed));
    }

    /** The same, from somebody who is asked about answers. */
    static Stop access(JudgeCall call, Failed failed) {
        return new Stop(Stop.Cause.ACCESS, call.who() + ": " + failed.message());
    }

    private static String hint(Failed failed) {
        return switch (FailureRule.of(failed)) {
            case PROVIDER -> "; is the path of the base URL right, up to and with /v1?";
            case MALFORMED -> failed.message().contains("HTML page") ? "; answer is HTML: proxy or wrong URL?" : "";
            default -> "";
        };
    }

    /**
     * The endpoint asks for a wait that nobody sits out.
     *
     * @param date by the wall clock, now
     */
    static Stop waitTooLong(Failed failed, Instant date) {
        Duration wait = failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter();
        return new Stop(
                Stop.Cause.WAIT,
                "the endpoint asks for a wait of " + wait.toSeconds() + " s (" + failed.message()
                        + "); resume the run after " + SECONDS.format(date.plus(wait)));
    }

    /** Breaker and probes have given an endpoint up. */
    static Stop outage(String lane, @Nullable Failed last) {
        return new Stop(
                Stop.Cause.OUTAGE,
                lane + " fails and goes on failing" + (last == null ? "" : " (" + last.message() + ")")
                        + ": three tries, each after a wait, failed too; resume the run when it is well");
    }

    /** {@return a length of time for people, such as {@code 5.3 s}} */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
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
        String left = notSent == 0 ? "" : String.format(Locale.ROOT, ", %,d of %,d cases not sent", notSent, all);
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
