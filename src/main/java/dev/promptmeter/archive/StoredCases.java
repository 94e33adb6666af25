package dev.promptmeter.archive;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.Judging;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Resumed;
import dev.promptmeter.run.RunPlan;
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
     * @param last what the last recorded one came to; null if none was recorded
     */
    record Tried(List<Attempt> attempts, @Nullable Exchange last) {}

    Tried read(Model model, List<JournalIndex.Tried> positions) {
        List<Attempt> attempts = new ArrayList<>(positions.size());
        Exchange last = null;
        for (JournalIndex.Tried position : positions) {
            if (position.answer() < 0) {
                Cost cost = plan.prices().costOf(model.id(), (Completion) null);
                attempts.add(Attempt.cutOff(begun(position), cost));
                continue;
            }
            RecordedAnswer recorded = recorded(position);
            Exchange exchange = model.wire().reader().read(recorded);
            boolean resumed = startOf(position) != startOf(positions.get(0));
            Cost cost = plan.prices().costOf(model.id(), exchange);
            last = plan.marked(resumed ? Resumed.mark(exchange) : exchange, cost);
            // The intent of an only attempt says nothing that its answer does not.
            Attempt.Begun begun = positions.size() == 1
                    ? new Attempt.Begun(1, recorded.requestId(), 0)
                    : position.intent() < 0 ? IntentRecord.begun(recorded) : begun(position);
            attempts.add(Attempt.ended(begun, recorded, last, cost));
        }
        return new Tried(attempts, last);
    }

    /** {@return what judges were asked, and what it took; calls of one that the plan does not know are left out} */
    List<Judging.Call> judging(List<JournalIndex.Tried> positions) {
        List<Judging.Call> calls = new ArrayList<>(positions.size());
        for (JournalIndex.Tried position : positions) {
            Model asked = plan.advisers().model(IntentRecord.asker(file.record(position.intent())));
            if (asked != null) {
                calls.add(call(asked, position));
            }
        }
        return calls;
    }

    private Judging.Call call(Model asked, JournalIndex.Tried position) {
        if (position.answer() < 0) {
            Cost cost = plan.prices().costOf(asked.id(), (Completion) null);
            return Judging.Call.of(Attempt.cutOff(begun(position), cost), null);
        }
        RecordedAnswer recorded = recorded(position);
        Exchange exchange = asked.wire().reader().read(recorded);
        Cost cost = plan.prices().costOf(asked.id(), exchange);
        return Judging.Call.of(Attempt.ended(begun(position), recorded, exchange, cost), exchange);
    }

    private Attempt.Begun begun(JournalIndex.Tried position) {
        return IntentRecord.begun(file.record(position.intent()));
    }

    private int startOf(JournalIndex.Tried position) {
        return origins.startOf(position.first());
    }

    private RecordedAnswer recorded(JournalIndex.Tried position) {
        return AnswerRecord.decode(file.record(position.answer()), origins.shift(position.answer()));
    }
}
