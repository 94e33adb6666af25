package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What follows a failure, where a whole run would show it only seldom. */
class RetryRuleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Times NEVER = new Times(0, 0, 0, null, null, null, 0);
    private static final Retry OFTEN = new Retry(10, 1, Duration.ofSeconds(120), Duration.ofMinutes(10));

    private final RetryBudget budget = new RetryBudget(1, () -> {});
    private final RetryRule rule = new RetryRule(OFTEN, new Backoff(7), budget);

    private static Failed failed(FailureKind kind, Integer status, Duration retryAfter, String... flags) {
        return failed(kind, status, retryAfter, Billed.NO, flags);
    }

    private static Failed failed(
            FailureKind kind, Integer status, Duration retryAfter, Billed billed, String... flags) {
        return new Failed(kind, "no", billed, status, retryAfter, null, Timing.plain(NEVER, 0L), Set.of(flags));
    }

    private static Pending after(int times, Failed failure) {
        Pending pending = new Pending(VirtualTraffic.asked(), History.Past.NOTHING);
        for (int i = 0; i < times; i++) {
            pending.add(VirtualTraffic.attempt(failure), failure);
        }
        return pending;
    }

    private RetryRule.Decision decide(int attempts, Failed failure) {
        return rule.decide(after(attempts, failure), failure, rule.pauseNanos(failure));
    }

    private long wait(int attempts, Failed failure) {
        return ((RetryRule.Decision.Again) decide(attempts, failure)).waitNanos();
    }

    @Test
    void whatTheEndpointAsksForIsAFloorUnderTheBackOffAndNoMore() {
        Failed told = failed(FailureKind.RATE, 429, Duration.ofSeconds(1));

        long[] waits = LongStream.range(0, 200).map(i -> wait(5, told)).sorted().toArray();

        assertThat(waits[0]).isBetween(SECOND, SECOND + SECOND / 10);
        assertThat(waits[199]).isBetween(10 * SECOND, 16 * SECOND);
    }

    @Test
    void aWaitThatOnlyTheRepeatHeedsIsAFloorToo() {
        Failed told = failed(FailureKind.BAD_REQUEST, 409, Duration.ofSeconds(20));

        assertThat(rule.pauseNanos(told)).isNull();
        assertThat(wait(1, told)).isBetween(20 * SECOND, 22 * SECOND);
    }

    @Test
    void aLaneWaitsWhereTheEndpointWantsMoreCreditAndSaysWhen() {
        Failed unpaid = failed(FailureKind.CREDIT, 402, Duration.ofSeconds(2));

        assertThat(rule.pauseNanos(unpaid)).isBetween(2 * SECOND, 2 * SECOND + SECOND / 5);
        assertThat(rule.asksTooMuch(failed(FailureKind.CREDIT, 402, Duration.ofSeconds(121))))
                .isTrue();
    }

    @Test
    void aLongerWaitThanARunSitsOutIsNotWaitedFor() {
        assertThat(decide(1, failed(FailureKind.RATE, 429, Duration.ofSeconds(121))))
                .isInstanceOf(RetryRule.Decision.Final.class);
        assertThat(decide(1, failed(FailureKind.RATE, 429, Duration.ofSeconds(120))))
                .isInstanceOf(RetryRule.Decision.Again.class);
    }

    @Test
    void whoComesBackWhenToldOrFoundAConnectionClosedTakesNothingFromTheBudget() {
        decide(1, failed(FailureKind.SERVER, 503, Duration.ofSeconds(1)));
        decide(1, failed(FailureKind.RATE, 429, null));
        decide(1, failed(FailureKind.STALE_CONNECTION, null, null));

        assertThat(budget.left()).isEqualTo(100);

        decide(1, failed(FailureKind.SERVER, 503, null));

        assertThat(budget.left()).isEqualTo(99);
    }

    @Test
    void whatWasCertainlyNotBilledFollowsHoweverManyMayHaveBeen() {
        Pending cutOffTwice = after(2, failed(FailureKind.TIMEOUT, null, null, Billed.MAYBE));
        Failed rate = failed(FailureKind.RATE, 429, null);
        cutOffTwice.add(VirtualTraffic.attempt(rate), rate);

        assertThat(rule.mayFollow(cutOffTwice, rate)).isTrue();
        assertThat(rule.mayFollow(cutOffTwice, failed(FailureKind.TIMEOUT, null, null, Billed.MAYBE)))
                .isFalse();
    }

    @Test
    void advisedByAHeaderIsOnlyWhatWasNotBilled() {
        Failed refused = failed(FailureKind.BAD_REQUEST, 400, null, "retry_advised");
        Failed unusable = failed(FailureKind.MALFORMED_SUCCESS, 200, null, Billed.MAYBE, "retry_advised");

        assertThat(rule.mayFollow(after(1, refused), refused)).isTrue();
        assertThat(rule.mayFollow(after(1, unusable), unusable)).isFalse();
    }
}
