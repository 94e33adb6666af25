package dev.promptmeter.archive;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CachedAnswer;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Conclusions;
import dev.promptmeter.run.Judging;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Resumed;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.score.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attempts of one repeat back from its records. Not thread-safe. */
final class StoredCases {

    private final RunPlan plan;
    private final JournalFile file;
    private final Origins origins;

    StoredCases(RunPlan plan, JournalFile file, Origins origins) {
        this.plan = plan;
        this.file = file;
        this.origins = origins;
    }

    /**
     * The attempts of a repeat.
     *
     * @param last what the last recorded one came to, or the answer from the cache; null if none was recorded
     * @param origin where an answer comes from
     * @param saved what an answer from the cache cost when it was asked for
     */
    record Tried(List<Attempt> attempts, @Nullable Exchange last, Answer.Origin origin, Cost saved) {

        /** {@return what all attempts cost together} */
        Cost cost() {
            return origin == Answer.Origin.CACHED ? Cost.FREE : Conclusions.total(attempts);
        }

        /** {@return the result of a repeat that was answered, before anything is said about the answer} */
        CaseResult unjudged(CaseId id, Row row, Answered answered) {
            return origin == Answer.Origin.CACHED
                    ? Conclusions.unjudgedCached(id, row, answered, saved)
                    : Conclusions.unjudged(id, row, answered, attempts);
        }
    }

    /** {@return what is on record of a repeat} */
    Tried read(Model model, RecordedRepeat positions) {
        if (positions.hit() >= 0) {
            CachedAnswer hit = AnswerRecord.decodeCached(file.record(positions.hit()));
            Exchange exchange = model.wire().reader().read(hit.answer());
            Cost saved = plan.prices().costOf(model.id(), exchange);
            return new Tried(List.of(), exchange, Answer.Origin.CACHED, saved);
        }
        return read(model, positions.attempts());
    }

    /** {@return those attempts} */
    Tried read(Model model, List<RecordedAttempt> positions) {
        List<Attempt> attempts = new ArrayList<>(positions.size());
        Exchange last = null;
        for (RecordedAttempt position : positions) {
            if (position.answer() < 0) {
                Cost cost = plan.prices().costOf(model.id(), (Completion) null);
                attempts.add(Attempt.cutOff(begun(position), cost));
                continue;
            }
            RecordedAnswer recorded = recorded(position);
            Exchange exchange = model.wire().reader().read(recorded);
            boolean resumed = startOf(position) != startOf(positions.get(0));
            Cost cost = plan.prices().costOf(model.id(), exchange);
            last = plan.marked(model, resumed ? Resumed.mark(exchange) : exchange, cost);
            // The intent of an only attempt says nothing that its answer does not.
            Attempt.Begun begun = positions.size() == 1
                    ? new Attempt.Begun(1, recorded.requestId(), 0)
                    : position.intent() < 0 ? IntentRecord.begun(recorded) : begun(position);
            attempts.add(Attempt.ended(begun, recorded, last, cost));
        }
        return new Tried(attempts, last, Answer.Origin.FRESH, Cost.NOTHING);
    }

    /** {@return what judges were asked, and what it took; calls of one that the plan does not know are left out} */
    List<Judging.Call> judging(List<RecordedAttempt> positions) {
        List<Judging.Call> calls = new ArrayList<>(positions.size());
        for (RecordedAttempt position : positions) {
            Model asked = plan.advisers().model(IntentRecord.asker(file.record(position.intent())));
            if (asked != null) {
                calls.add(call(asked, position));
            }
        }
        return calls;
    }

    private Judging.Call call(Model asked, RecordedAttempt position) {
        if (position.answer() < 0) {
            Cost cost = plan.prices().costOf(asked.id(), (Completion) null);
            return Judging.Call.of(Attempt.cutOff(begun(position), cost), null);
        }
        RecordedAnswer recorded = recorded(position);
        Exchange exchange = asked.wire().reader().read(recorded);
        Cost cost = plan.prices().costOf(asked.id(), exchange);
        return Judging.Call.of(Attempt.ended(begun(position), recorded, exchange, cost), exchange);
    }

    private Attempt.Begun begun(RecordedAttempt position) {
        return IntentRecord.begun(file.record(position.intent()));
    }

    private int startOf(RecordedAttempt position) {
        return origins.startOf(position.first());
    }

    private RecordedAnswer recorded(RecordedAttempt position) {
        return AnswerRecord.decode(file.record(position.answer()), origins.shift(position.answer()));
    }
}
