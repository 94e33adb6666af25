package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Judges what another run was answered by the checks that a plan has now. Asks nothing: it has no way to. What a judge has to be asked
 * about is left to a {@link Runner} or stays unscored.
 *
 * <p>One run per object, in dataset order, one row in memory at a time.
 */
public final class Rescore {

    private static final int CASES_AHEAD = 256;

    private final RunPlan plan;
    private final AttemptReader reader;
    private final StoredAnswers answers;
    private final Recorder recorder;
    private final RescoreHistory history;
    private final @Nullable Interviews interviews;
    private final Queue<Open> ready = new ArrayDeque<>();
    private final RescoreContests contests;
    private long reused;
    private long missing;
    private long judgements;

    /** Who is asked for replies of judges that are not on record. */
    public enum Asking {
        /** The judges of the plan. */
        JUDGES,
        /** Nobody; checks that need such a reply are unscored. */
        NOBODY
    }

    /**
     * What became of the planned repeats.
     *
     * @param reused that were asked in the other run
     * @param missing that were not
     * @param judgements calls of judges that were copied
     * @param stop why it ended early; null if it did not
     */
    public record Counts(
            long reused,
            long missing,
            long judgements,
            @Nullable Stop stop) {}

    /** Takes what is planned now, what is on record, and what keeps the results together with the answers behind them. */
    public Rescore(RunPlan plan, StoredAnswers answers, Recorder recorder) {
        this.plan = plan;
        this.reader = new AttemptReader(plan);
        this.answers = answers;
        this.recorder = recorder;
        this.history = new RescoreHistory(answers.judges());
        this.interviews = plan.advisers().any() ? new Interviews(plan.advisers(), plan.tariff(), history) : null;
        this.contests = new RescoreContests(interviews, recorder, ready);
    }

    /**
     * {@return whether a judge has to be asked about an answer, since no usable reply is on record}
     *
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static boolean asks(RunPlan plan, StoredAnswers answers) throws InterruptedException {
        if (!plan.advisers().any()) {
            return false;
        }
        Rescore trial = new Rescore(plan, answers, Unrecorded.INSTANCE);
        try (Remaining remaining = trial.new Remaining(result -> {})) {
            return remaining.next() != null;
        }
    }

    /** {@return what a runner must know that asks judges for this} */
    public History history() {
        return history;
    }

    /**
     * Judges every planned repeat and gives the results to {@code sink}; checks that wait for a reply of a judge are unscored.
     *
     * @throws InterruptedException if the calling thread was interrupted
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public Counts run(ResultSink sink) throws InterruptedException {
        try (Remaining remaining = new Remaining(sink)) {
            for (Open left = remaining.open(); left != null; left = remaining.open()) {
                left.interview().forgo();
                recorder.result(left.interview().result(), left.asked(), sink);
            }
        }
        recorder.drain();
        return counts(null);
    }

    /**
     * Judges every planned repeat and gives the results to {@code sink}; {@code judges} asks for the replies that are missing.
     *
     * @throws InterruptedException if the calling thread was interrupted; what was received has been recorded
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public Counts run(Runner judges, ResultSink sink) throws InterruptedException {
        try (Remaining remaining = new Remaining(sink)) {
            Stop stop = judges.run(remaining, sink);
            recorder.drain();
            return counts(stop);
        }
    }

    private Counts counts(@Nullable Stop stop) {
        return new Counts(reused, missing, judgements, stop);
    }

    /** A repeat whose answer waits for a judge. */
    record Open(Case asked, Interview interview, History.Past past) {}

    /** What is behind an answer, which has been copied, and who is told of its result. */
    record Copied(History.Past past, ResultSink sink) {}

    /** The repeats that are left to a judge; all others are judged on the way to them. */
    private final class Remaining implements Cases {

        private final ResultSink sink;
        private final CaseSource source = new CaseSource(plan, recorder);
        private final CaseFeeder feeder = new CaseFeeder(source, CASES_AHEAD);

        Remaining(ResultSink sink) {
            this.sink = sink;
        }

        @Override
        public @Nullable Case next() throws InterruptedException {
            Open left = open();
            if (left == null) {
                return null;
            }
            history.hand(left.asked(), left.past());
            return left.asked();
        }

        @Nullable
        Open open() throws InterruptedException {
            for (Case asked = next(ready); asked != null; asked = next(ready)) {
                judge(asked, answers.of(asked));
            }
            return ready.poll();
        }

        /** {@return the next repeat to look at; null if one that was looked at is left to a judge, and at the end} */
        private @Nullable Case next(Queue<Open> left) throws InterruptedException {
            return left.isEmpty() ? feeder.next() : null;
        }

        private void judge(Case asked, StoredAnswers.Past past) {
            Known known = past.attempts().isEmpty() && past.cached() == null ? null : new Known(asked, past);
            past.judging().forEach(Rescore.this::copy);
            judgements += past.judging().size();
            if (known != null) {
                reused++;
                known.conclude(sink);
                return;
            }
            if (asked.row().options().providedOutput() != null && asked.row().skip() == null) {
                CaseResult unjudged = Conclusions.unjudgedProvided(asked.id(), asked.row());
                hear(unjudged, asked, History.Past.NOTHING, sink);
                return;
            }
            contests.missing(asked, sink);
            missing += asked.row().skip() == null ? 1 : 0;
            String why = asked.row().skip() == null
                    ? "no answer is on record"
                    : asked.row().skip();
            recorder.skipped(Conclusions.skipped(asked.id(), asked.row(), why), sink);
        }

        @Override
        public void close() {
            feeder.close();
            source.close();
        }
    }

    private void copy(StoredAnswers.Sent sent) {
        recorder.intent(sent.intent());
        if (sent.answer() != null) {
            recorder.answer(sent.answer());
        }
    }

    /** Records the result of an answer, unless it waits for a judge or for answers that it is compared with. */
    private void hear(CaseResult unjudged, Case asked, History.Past past, ResultSink sink) {
        if (interviews == null || !asked.checks().asksModel()) {
            recorder.result(Conclusions.unheard(unjudged, asked.checks()), asked, sink);
            return;
        }
        if (asked.seat() != null) {
            contests.come(unjudged, asked, asked.seat(), new Copied(past, sink));
            return;
        }
        Interview interview = interviews.about(asked, unjudged);
        if (interview != null && interview.open() != null) {
            ready.add(new Open(asked, interview, past));
            return;
        }
        recorder.result(interview == null ? interviews.spared(asked, unjudged) : interview.result(), asked, sink);
    }

    /** A repeat that was asked; its records are copied before it is judged. */
    private final class Known {

        private final Case asked;
        private final boolean settled;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<History.Tried> tried = new ArrayList<>();
        private final @Nullable CachedAnswer cached;
        private final Tries tries;
        private @Nullable Exchange last;

        Known(Case asked, StoredAnswers.Past past) {
            this.asked = past.attempts().isEmpty()
                    ? asked
                    : asAsked(asked, past.attempts().get(0).intent());
            this.settled = past.settled() == History.Settled.YES;
            this.cached = past.cached();
            past.attempts().forEach(this::take);
            if (cached != null) {
                recorder.cached(asked, cached);
            }
            this.tries = cached == null ? Tries.asked(attempts, last) : reader.cached(this.asked.model(), cached);
        }

        /** Where the case was found by its name only, what was sent is not what would be sent now. */
        private static Case asAsked(Case asked, Intent first) {
            byte[] body = first.key().equals(asked.key()) ? asked.body() : first.body();
            return new Case(
                    asked.id(),
                    asked.row(),
                    asked.model(),
                    body,
                    first.key(),
                    asked.checks(),
                    asked.seat(),
                    asked.novelty());
        }

        private void take(StoredAnswers.Sent sent) {
            Intent intent = sent.intent();
            copy(sent);
            var begun = new Attempt.Begun(intent.attempt(), intent.requestId(), intent.waitNanos());
            tried.add(new History.Tried(begun, sent.answer()));
            if (sent.answer() == null) {
                attempts.add(reader.cutOff(asked.model(), begun));
                return;
            }
            AttemptReader.Ended ended = reader.ended(asked.model(), begun, sent.answer());
            attempts.add(ended.attempt());
            last = ended.exchange();
        }

        void conclude(ResultSink sink) {
            String skip = asked.row().skip();
            if (skip == null && tries.last() instanceof Answered) {
                CaseResult unjudged = Conclusions.unjudged(asked.id(), asked.row(), tries);
                hear(unjudged, asked, new History.Past(History.Settled.NO, tried, cached), sink);
                return;
            }
            if (skip == null && tries.last() != null && settled) {
                var result = Conclusions.ofTries(asked.id(), asked.row(), asked.checks(), tries);
                contests.without(asked, sink);
                recorder.result(result, asked, sink);
                return;
            }
            contests.missing(asked, sink);
            missing += skip == null ? 1 : 0;
            var skipped = Conclusions.skipped(asked.id(), asked.row(), skip);
            recorder.skipped(Conclusions.withTries(skipped, tries), sink);
        }
    }
}
