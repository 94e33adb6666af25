package dev.promptmeter.archive;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the attempts of one repeat back from its records. Not thread-safe. */
final class StoredCases {

    private final RunPlan plan;
    private final JournalFile file;
    private final List<JournalScan.Opening> openings;

    StoredCases(RunPlan plan, JournalFile file, List<JournalScan.Opening> openings) {
        this.plan = plan;
        this.file = file;
        this.openings = openings;
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
            // The intent of an only attempt says nothing that its answer does not.
            boolean alone = positions.size() == 1 && position.answer() >= 0;
            JsonNode intent = alone ? null : file.record(position.intent());
            if (position.answer() < 0) {
                attempts.add(unanswered(model, intent));
                continue;
            }
            RecordedAnswer recorded = recorded(position);
            last = model.wire().reader().read(recorded);
            attempts.add(attempt(model, recorded, last, intent));
        }
        return new Tried(attempts, last);
    }

    RecordedAnswer recorded(JournalIndex.Tried position) {
        return AnswerRecord.decode(file.record(position.answer()), shift(position.answer()));
    }

    private Attempt attempt(Model model, RecordedAnswer recorded, Exchange exchange, @Nullable JsonNode intent) {
        Failed failed = exchange instanceof Failed failure ? failure : null;
        return new Attempt(
                intent == null ? 1 : intent.path("attempt").asInt(),
                recorded.requestId(),
                recorded.status(),
                failed == null ? null : failed.kind(),
                recorded.times(),
                intent == null ? 0 : intent.path("wait").asLong(0),
                failed == null ? Billed.YES : failed.billed(),
                plan.prices().costOf(model.id(), exchange));
    }

    /** Sent, and nothing is known of what became of it. */
    private Attempt unanswered(Model model, JsonNode intent) {
        Cost cost = plan.prices().costOf(model.id(), (Completion) null);
        return new Attempt(
                intent.path("attempt").asInt(),
                intent.path("req").asString(),
                null,
                FailureKind.CANCELLED,
                null,
                intent.path("wait").asLong(0),
                Billed.MAYBE,
                cost);
    }

    /** {@return nanoseconds between the run's first origin and the one that a record there counts from} */
    private long shift(long position) {
        JournalScan.Opening first = openings.get(0);
        JournalScan.Opening own = first;
        for (JournalScan.Opening opening : openings) {
            own = opening.position() <= position ? opening : own;
        }
        return own == first ? 0 : Duration.between(first.at(), own.at()).toNanos();
    }
}
