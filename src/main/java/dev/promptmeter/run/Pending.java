package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.cost.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A case on its way to its result: what was tried so far and when the next try is due. Handled by one thread at a time. */
final class Pending {

    private final Case asked;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final History.Past past;
    private final @Nullable Judged judged;
    private final Passage passage = new Passage();
    private final List<Judging.Call> calls = new ArrayList<>(0);
    private @Nullable StartGate start;
    private @Nullable CaseResult unjudged;
    private @Nullable Interview interview;
    private @Nullable Exchange last;
    private @Nullable Long begunNanos;
    private @Nullable Long dueNanos;
    private @Nullable Cost saved;
    private @Nullable Long reservedPico;
    private @Nullable ClockGap gap;
    private long endedNanos;
    private long waitNanos;
    private int spent;

    /**
     * The answer that a judge is asked about.
     *
     * @param key answer key of its case
     * @param about the attempt that brought it, and who is asked
     */
    record Judged(String key, Intent.About about) {}

    Pending(Case asked, History.Past past) {
        this(asked, past, null);
    }

    private Pending(Case asked, History.Past past, @Nullable Judged judged) {
        this.asked = asked;
        this.past = past;
        this.judged = judged;
    }

    /** {@return a question to a judge, which is tried and retried like any other} */
    static Pending toJudge(Case asked, History.Past past, Judged judged) {
        return new Pending(asked, past, judged);
    }

    /** {@return the answer that it is about; null unless a judge is asked} */
    @Nullable
    Judged judged() {
        return judged;
    }

    /** {@return the calls of a judge that it took in this start} */
    List<Judging.Call> calls() {
        return List.copyOf(calls);
    }

    /** {@return what a judge is being asked about its answer; null before that, or if nobody is asked} */
    @Nullable
    Interview interview() {
        return interview;
    }

    /** Its answer has come, and is compared with others once they have. */
    void answered(CaseResult answer) {
        unjudged = answer;
    }

    /** {@return its answer, which is compared with others; only once it has come} */
    CaseResult unjudged() {
        return Objects.requireNonNull(unjudged, "not answered yet");
    }

    /** {@return whether a judge is asked about its answer} */
    boolean asksJudge() {
        return interview != null && interview.asks();
    }

    /** Its answer waits for a judge. */
    void begin(Interview about) {
        interview = about;
    }

    Case asked() {
        return asked;
    }

    /** Its first attempt is planned. */
    void plan(StartGate gate) {
        start = gate;
    }

    /** {@return its planned start; null if nothing says when it starts} */
    @Nullable
    StartGate start() {
        return start;
    }

    /** {@return whether it is about to be tried for the first time, and that is planned} */
    boolean startsByPlan() {
        return start != null && attempts.isEmpty() && !resumed();
    }

    /** {@return what earlier starts have on record of it} */
    History.Past past() {
        return past;
    }

    /** {@return whether an earlier start has its result on record, so that it only matters to those it is compared with} */
    boolean settled() {
        return past.settled() == History.Settled.YES;
    }

    /** {@return whether earlier starts have begun it} */
    boolean resumed() {
        return !past.attempts().isEmpty();
    }

    /** An attempt of an earlier start; its exchange is null if it was cut off. */
    void addPast(Attempt attempt, @Nullable Exchange exchange) {
        attempts.add(attempt);
        if (judged != null) {
            calls.add(Judging.Call.of(attempt, exchange));
        }
        last = exchange == null ? last : exchange;
    }

    /** {@return whether anything has been asked, found or put on record of it} */
    boolean begun() {
        return !attempts.isEmpty() || saved != null || resumed();
    }

    /** It has its answer from the cache. */
    void found(Tries cached) {
        last = cached.last();
        saved = cached.saved();
    }

    /** {@return what its answer from the cache cost when it was asked for; null unless it has one} */
    @Nullable
    Cost saved() {
        return saved;
    }

    /** {@return what was tried, and what came of it} */
    Tries tries() {
        return saved == null || last == null ? Tries.asked(attempts, last) : Tries.cached(last, saved);
    }

    /** It is to be asked again although it had failed for good: what was tried before uses up none of what it may try now. */
    void renew() {
        spent = attempts.size();
    }

    /** Another attempt is over. */
    void add(Attempt attempt, Exchange exchange) {
        addPast(attempt, exchange);
        passage.tell(exchange);
        begunNanos = begunNanos == null ? exchange.timing().times().start() : begunNanos;
        endedNanos = exchange.timing().times().end();
    }

    /** {@return how the clocks stood when its first attempt of this start began, which is now if there was none} */
    ClockGap begunAt(Ticker ticker) {
        gap = gap == null ? ClockGap.of(ticker) : gap;
        return gap;
    }

    /** The next attempt waits. */
    void waitUntil(long due, long wait) {
        dueNanos = due;
        waitNanos = wait;
    }

    /** {@return what it will send next: itself, or its question to a judge} */
    Pending sends() {
        JudgeCall call = interview == null ? null : interview.open();
        return call == null ? this : call.tries();
    }

    /** {@return how many bytes it will send next} */
    int bytesToSend() {
        return sends().asked().body().length;
    }

    /** It could go no sooner than that; what it waited for that counts as waiting between attempts. */
    void delayedTo(long at) {
        if (dueNanos != null && at > dueNanos) {
            waitNanos += at - dueNanos;
            dueNanos = at;
        }
    }

    /** {@return where it is on its way to an endpoint} */
    Passage passage() {
        return passage;
    }

    /** So many picodollars are set aside for the next attempt; null if spending is not limited. */
    void reserve(@Nullable Long pico) {
        reservedPico = pico;
    }

    /** {@return picodollars set aside for the attempt that is made; null if spending is not limited} */
    @Nullable
    Long reservedPico() {
        return reservedPico;
    }

    /** {@return how often it was tried, since it was last given up} */
    int attempts() {
        return attempts.size() - spent;
    }

    /** {@return the number of the next attempt; one that was cut off by the end of the program has used up its number} */
    int nextNumber() {
        if (!attempts.isEmpty()) {
            return attempts.get(attempts.size() - 1).number() + 1;
        }
        List<History.Tried> before = past.attempts();
        return before.isEmpty() ? 1 : before.get(before.size() - 1).begun().number() + 1;
    }

    List<Attempt> tried() {
        return attempts;
    }

    /** {@return what the latest attempt with an end came to; null if there is none} */
    @Nullable
    Exchange last() {
        return last;
    }

    /** {@return why the latest attempt failed; null if there is none} */
    @Nullable
    FailureKind lastFailure() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).failure();
    }

    long maybeBilled() {
        return attempts.stream().skip(spent).filter(Attempt::maybeBilled).count();
    }

    /** {@return how many attempts failed in one of those ways} */
    long failures(Set<FailureKind> kinds) {
        return attempts.stream()
                .filter(each -> each.failure() != null && kinds.contains(each.failure()))
                .count();
    }

    /** {@return when the next attempt is due; 0 for at once} */
    long dueNanos() {
        return dueNanos == null ? 0 : dueNanos;
    }

    /** {@return whether it has waited for its turn to be tried again} */
    boolean waited() {
        return dueNanos != null;
    }

    long waitNanos() {
        return waitNanos;
    }

    /** It waited as long as what stood in line for it. */
    void waitedWith(Pending standing) {
        if (dueNanos != null && standing.dueNanos != null) {
            dueNanos = standing.dueNanos;
            waitNanos = standing.waitNanos;
        }
    }

    /** {@return when the latest attempt of this start ended} */
    long endedNanos() {
        return endedNanos;
    }

    /** {@return from the start of this start's first attempt to the end of its latest} */
    long elapsedNanos() {
        return begunNanos == null ? 0 : endedNanos - begunNanos;
    }
}
