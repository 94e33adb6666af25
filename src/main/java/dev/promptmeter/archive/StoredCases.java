package dev.promptmeter.archive;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.AttemptReader;
import dev.promptmeter.run.CachedAnswer;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Judging;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Resumed;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Tries;
import java.util.ArrayList;
import java.util.List;

/** Reads the attempts of one repeat back from its records. Not thread-safe. */
final class StoredCases {

    private final RunPlan plan;
    private final AttemptReader reader;
    private final JournalFile file;
    private final Origins origins;

    StoredCases(RunPlan plan, JournalFile file, Origins origins) {
        this.plan = plan;
        this.reader = new AttemptReader(plan);
        this.file = file;
        this.origins = origins;
    }

    /** {@return what is on record of a repeat} */
    Tries read(Model model, RecordedRepeat positions) {
        CachedAnswer hit = file.hit(positions);
        return hit == null ? read(model, positions.attempts()) : reader.cached(model, hit);
    }

    /** {@return those attempts} */
    Tries read(Model model, List<RecordedAttempt> positions) {
        List<Attempt> attempts = new ArrayList<>(positions.size());
        Exchange last = null;
        for (RecordedAttempt position : positions) {
            RecordedAnswer recorded = file.answer(position, origins);
            if (recorded == null) {
                attempts.add(bounded(reader.cutOff(model, begun(position)), model, positions));
                continue;
            }
            boolean resumed = startOf(position) != startOf(positions.get(0));
            // The intent of an only attempt says nothing that its answer does not.
            Attempt.Begun begun = positions.size() == 1
                    ? new Attempt.Begun(1, recorded.requestId(), 0)
                    : position.intent() < 0 ? IntentRecord.begun(recorded) : begun(position);
            AttemptReader.Ended ended = reader.ended(model, begun, resumed ? Resumed.mark(recorded) : recorded);
            attempts.add(bounded(ended.attempt(), model, positions));
            last = ended.exchange();
        }
        return Tries.asked(attempts, last);
    }

    /** What was sent again is on record once; it is only looked up where nobody knows what an attempt cost. */
    private Attempt bounded(Attempt attempt, Model model, List<RecordedAttempt> positions) {
        if (attempt.cost().pico() != null) {
            return attempt;
        }
        for (RecordedAttempt position : positions) {
            byte[] body = position.intent() < 0 ? null : IntentRecord.body(file.record(position.intent()));
            if (body != null) {
                return reader.bounded(attempt, model, body);
            }
        }
        return attempt;
    }

    /** Hands out what the last of those attempts received, unless that is unknown or the answer is one from the cache. */
    void visit(CaseId id, Model model, RecordedRepeat positions, AnswerVisitor visitor) {
        List<RecordedAttempt> attempts = positions.attempts();
        RecordedAnswer recorded = positions.hit() >= 0 || attempts.isEmpty()
                ? null
                : file.answer(attempts.get(attempts.size() - 1), origins);
        if (recorded != null) {
            visitor.accept(id, recorded, model.wire().reader().read(recorded));
        }
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
        RecordedAnswer recorded = file.answer(position, origins);
        if (recorded == null) {
            Attempt lost = reader.cutOff(asked, begun(position));
            return Judging.Call.of(bounded(lost, asked, List.of(position)), null);
        }
        AttemptReader.Ended ended = reader.ended(asked, begun(position), recorded);
        return Judging.Call.of(bounded(ended.attempt(), asked, List.of(position)), ended.exchange());
    }

    private Attempt.Begun begun(RecordedAttempt position) {
        return IntentRecord.begun(file.record(position.intent()));
    }

    private int startOf(RecordedAttempt position) {
        return origins.startOf(position.first());
    }
}
