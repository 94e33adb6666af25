package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.cost.Cost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what another run was answered by the checks that a plan has now. Asks nothing: it has no way to.
 *
 * <p>One run per object, in dataset order, one row in memory at a time.
 */
public final class Rescore {

    private static final int CASES_AHEAD = 256;

    private final RunPlan plan;
    private final StoredAnswers answers;
    private final Recorder recorder;
    private long reused;
    private long missing;

    /**
     * What became of the planned repeats.
     *
     * @param reused that were asked in the other run
     * @param missing that were not
     */
    public record Counts(long reused, long missing) {}

    /** Takes what is planned now, what is on record, and what keeps the results together with the answers behind them. */
    public Rescore(RunPlan plan, StoredAnswers answers, Recorder recorder) {
        this.plan = plan;
        this.answers = answers;
        this.recorder = recorder;
    }

    /**
     * Judges every planned repeat and gives the results to {@code sink}.
     *
     * @throws InterruptedException if the calling thread was interrupted
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public Counts run(ResultSink sink) throws InterruptedException {
        try (CaseSource source = new CaseSource(plan, recorder);
                CaseFeeder feeder = new CaseFeeder(source, CASES_AHEAD)) {
            for (Case asked = feeder.next(); asked != null; asked = feeder.next()) {
                judge(asked, answers.of(asked), sink);
            }
        }
        recorder.drain();
        return new Counts(reused, missing);
    }

    private void judge(Case asked, StoredAnswers.Past past, ResultSink sink) {
        if (!past.attempts().isEmpty()) {
            reused++;
            new Known(asked, past).conclude(sink);
        } else if (asked.row().options().providedOutput() != null && asked.row().skip() == null) {
            recorder.result(Conclusions.withoutAsking(asked), asked, sink);
        } else {
            missing += asked.row().skip() == null ? 1 : 0;
            String why = asked.row().skip() == null
                    ? "no answer is on record"
                    : asked.row().skip();
            recorder.skipped(Conclusions.skipped(asked.id(), asked.row(), why), sink);
        }
    }

    /** A repeat that was asked; its records are copied before it is judged. */
    private final class Known {

        private final Case asked;
        private final boolean settled;
        private final List<Attempt> attempts = new ArrayList<>();
        private @Nullable Exchange last;

        Known(Case asked, StoredAnswers.Past past) {
            String key = past.attempts().get(0).intent().key();
            this.asked = new Case(asked.id(), asked.row(), asked.model(), asked.body(), key, asked.checks());
            this.settled = past.settled() == History.Settled.YES;
            past.attempts().forEach(this::copy);
        }

        private void copy(StoredAnswers.Sent sent) {
            Intent intent = sent.intent();
            recorder.intent(intent);
            var begun = new Attempt.Begun(intent.attempt(), intent.requestId(), intent.waitNanos());
            if (sent.answer() == null) {
                attempts.add(
                        Attempt.cutOff(begun, plan.prices().costOf(asked.model().id(), (Completion) null)));
                return;
            }
            recorder.answer(sent.answer());
            last = asked.model().wire().reader().read(sent.answer());
            Cost cost = plan.prices().costOf(asked.model().id(), last);
            attempts.add(Attempt.ended(begun, sent.answer(), last, cost));
        }

        void conclude(ResultSink sink) {
            boolean judged = last instanceof Answered || last != null && settled;
            if (judged && asked.row().skip() == null) {
                var result = Conclusions.ofAttempts(asked.id(), asked.row(), asked.checks(), last, attempts);
                recorder.result(result, asked, sink);
            } else {
                missing += asked.row().skip() == null ? 1 : 0;
                var skipped =
                        Conclusions.skipped(asked.id(), asked.row(), asked.row().skip());
                recorder.skipped(Conclusions.withAttempts(skipped, last, attempts), sink);
            }
        }
    }
}
