package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenPace;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one repeat of one case came to. Final: nothing changes it afterwards.
 *
 * @param id which case and repeat
 * @param row the row it was made of
 * @param grade what its checks say; without them, why it is an error or was skipped
 * @param exchange the answered attempt, else the last failed one; null if nothing was asked
 * @param attempts every try, in order
 * @param origin where the answer came from
 * @param cost of all attempts together
 * @param judging what judging it took, apart from everything above
 * @param saved what an answer from the cache cost when it was asked for; nothing for any other
 * @param shedAt its planned start, nanoseconds since the run's origin, if it was given up because that had passed; null for any other
 */
public record CaseResult(
        CaseId id,
        Row row,
        Grade grade,
        @Nullable Exchange exchange,
        List<Attempt> attempts,
        Answer.Origin origin,
        Cost cost,
        Judging judging,
        Cost saved,
        @Nullable Long shedAt) {

    /** Why a repeat is skipped whose planned start had passed long ago. */
    public static final String SHED = "shed";

    /** A result about which no judge was asked, and that owes nothing to a cache. */
    public CaseResult(
            CaseId id,
            Row row,
            Grade grade,
            @Nullable Exchange exchange,
            List<Attempt> attempts,
            Answer.Origin origin,
            Cost cost) {
        this(id, row, grade, exchange, attempts, origin, cost, Judging.NONE, Cost.NOTHING, null);
    }

    /** Copies the attempts. */
    public CaseResult {
        attempts = List.copyOf(attempts);
    }

    /** {@return the same result with what judging it took} */
    public CaseResult with(Judging took) {
        return new CaseResult(id, row, grade, exchange, attempts, origin, cost, took, saved, shedAt);
    }

    /** {@return the same result of a repeat that was given up at that planned start; null if it was not} */
    public CaseResult shedAt(@Nullable Long plan) {
        return new CaseResult(id, row, grade, exchange, attempts, origin, cost, judging, saved, plan);
    }

    /** {@return pass, fail, error or skip} */
    public CaseVerdict verdict() {
        return grade.verdict();
    }

    /** {@return weighted mean of the checks, 0 to 1; null if there is none} */
    public @Nullable Double score() {
        return grade.score();
    }

    /** {@return first failing check, error text or skip reason, one line; null for a pass} */
    public @Nullable String reason() {
        return grade.reason();
    }

    /** {@return why it is an error; null unless the verdict is error} */
    public @Nullable FailureKind failure() {
        return grade.kind();
    }

    /** {@return what each check gave, in suite order; empty if nothing was judged} */
    public List<Outcome> outcomes() {
        return grade.outcomes();
    }

    /** {@return what was understood of the answer, also of a broken one; null if nothing was} */
    public @Nullable Completion completion() {
        if (exchange instanceof Answered answered) {
            return answered.completion();
        }
        return exchange instanceof Failed failed ? failed.partial() : null;
    }

    /** {@return the text that was judged: what came, or what the row brought along; null if there is none} */
    public @Nullable String output() {
        if (origin == Answer.Origin.PROVIDED) {
            return row.options().providedOutput();
        }
        Completion completion = completion();
        return completion == null ? null : completion.text();
    }

    /** {@return named oddities of the exchange, and of its judging} */
    public Set<String> flags() {
        Set<String> flags = exchange == null ? Set.of() : exchange.flags();
        if (judging.flags().isEmpty()) {
            return flags;
        }
        Set<String> all = new HashSet<>(flags);
        all.addAll(judging.flags());
        return all;
    }

    /** {@return whether it has times of its own: answered, and asked for in this run} */
    public boolean timed() {
        return origin == Answer.Origin.FRESH
                && exchange instanceof Answered
                && !exchange.flags().contains(RecordedAnswer.CLOCK_JUMP)
                && !Resumed.marked(exchange);
    }

    /** {@return whether its answered attempt, else the last failed one, may have opened a connection} */
    public boolean cold() {
        return exchange != null && exchange.flags().contains(RecordedAnswer.COLD);
    }

    /** {@return whether it has a time, and an earlier case of the run asked the same} */
    public boolean duplicate() {
        return timed() && exchange != null && exchange.flags().contains(RecordedAnswer.DUPLICATE_PROMPT);
    }

    /** {@return when the answered attempt happened; null without a fresh answer} */
    public @Nullable Timing timing() {
        return timed() && exchange != null ? exchange.timing() : null;
    }

    /** {@return how many tokens came, whole answer or broken off, from wherever it came; null if nothing did} */
    public @Nullable OutputTokens outputTokens() {
        Completion completion = completion();
        return completion == null || exchange == null ? null : OutputTokens.of(completion, exchange.timing());
    }

    /** {@return how fast the tokens of the answered attempt came; null without a fresh answer} */
    public @Nullable TokenPace pace() {
        Timing timing = timing();
        OutputTokens tokens = outputTokens();
        return timing == null || tokens == null ? null : new TokenPace(tokens, timing);
    }

    /** {@return what its time was spent on; null without a fresh answer} */
    public @Nullable CaseTimes times() {
        Timing timing = timing();
        return timing == null ? null : CaseTimes.of(attempts, timing);
    }

    /** {@return headline latency, nanoseconds: of a planned start its response, else its service time; null without a fresh answer} */
    public @Nullable Long latencyNanos() {
        Timing timing = timing();
        return timing == null ? null : (Long) (timing.last() - headlineStart(timing));
    }

    /** An endpoint that stalls must not hide it by the answers that it holds up: what is planned counts from its plan. */
    private long headlineStart(Timing timing) {
        Times first = firstTimes();
        return first != null && first.planned() ? first.plan() : timing.times().start();
    }

    /** {@return from handing the answered attempt to the client to its last output, nanoseconds; null without a fresh answer} */
    public @Nullable Long serviceNanos() {
        Timing timing = timing();
        return timing == null ? null : timing.serviceNanos();
    }

    /** {@return headline time to first output, nanoseconds; null unless streamed and fresh} */
    public @Nullable Long ttftNanos() {
        Timing timing = timing();
        return timing == null ? null : sinceHeadline(timing, timing.firstOutput());
    }

    /** {@return headline time to the first output that is no reasoning, nanoseconds; null unless streamed and fresh} */
    public @Nullable Long ttfaNanos() {
        Timing timing = timing();
        return timing == null ? null : sinceHeadline(timing, timing.firstAnswer());
    }

    private @Nullable Long sinceHeadline(Timing timing, @Nullable Long instant) {
        return instant == null ? null : instant - headlineStart(timing);
    }

    /** {@return from the instant at which it was due to its first output, nanoseconds; null unless streamed and fresh} */
    public @Nullable Long responseTtftNanos() {
        Timing timing = timing();
        Times first = firstTimes();
        Long output = timing == null ? null : timing.firstOutput();
        return first == null || output == null ? null : output - first.plan();
    }

    /** {@return from the first attempt's start to the last output, waits included, nanoseconds; null without a fresh answer} */
    public @Nullable Long e2eNanos() {
        Timing timing = timing();
        Times first = firstTimes();
        return timing == null || first == null ? null : timing.last() - first.start();
    }

    /** {@return our own waiting before the first attempt, nanoseconds; null if nothing was sent} */
    public @Nullable Long queueNanos() {
        Times first = firstTimes();
        return first == null ? null : first.permit() - first.plan();
    }

    /** {@return from its planned start to the start of its first attempt, nanoseconds; null if it was not planned or not sent} */
    public @Nullable Long dispatchLagNanos() {
        Times first = firstTimes();
        return first == null || !first.planned() ? null : (Long) (first.start() - first.plan());
    }

    /** {@return from the permit to the start of the first attempt: the harness's own lag, nanoseconds; null if nothing was sent} */
    public @Nullable Long ownLagNanos() {
        Times first = firstTimes();
        return first == null ? null : first.start() - first.permit();
    }

    /** {@return the sum of waits between attempts, nanoseconds} */
    public long retryWaitNanos() {
        long sum = 0;
        for (Attempt attempt : attempts) {
            sum += attempt.waitNanos();
        }
        return sum;
    }

    /** {@return how many attempts may have been charged although nothing usable came of them} */
    public int maybeBilled() {
        int count = 0;
        for (Attempt attempt : attempts) {
            count += attempt.maybeBilled() ? 1 : 0;
        }
        return count;
    }

    /** {@return the instants of the first attempt; null if nothing was sent or its end is not on record} */
    public @Nullable Times firstTimes() {
        return attempts.isEmpty() ? null : attempts.get(0).times();
    }

    /** {@return whether it was given up because its planned start had passed long ago} */
    public boolean shed() {
        return verdict() == CaseVerdict.SKIP && row.skip() == null && SHED.equals(reason());
    }

    /** {@return whether its last attempt was broken off at the end of the run: neither good nor bad} */
    public boolean cancelled() {
        return verdict() == CaseVerdict.SKIP
                && !attempts.isEmpty()
                && attempts.get(attempts.size() - 1).failure() == FailureKind.CANCELLED;
    }

    /** {@return whether our deadline ended the last attempt: its latency is only known to be longer} */
    public boolean timedOut() {
        return failure() == FailureKind.TIMEOUT;
    }
}
