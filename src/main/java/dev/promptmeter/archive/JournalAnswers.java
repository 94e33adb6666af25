package dev.promptmeter.archive;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.History;
import dev.promptmeter.run.Intent;
import dev.promptmeter.run.Resumed;
import dev.promptmeter.run.StoredAnswers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answers that a journal holds, for another journal that will hold them too. Not thread-safe. */
public final class JournalAnswers implements StoredAnswers, Closeable {

    private final JournalIndex index;
    private final Origins origins;
    private final Match match;
    private final JournalFile file;
    private final JournalHistory judges;

    /** What makes a stored answer one to a case. */
    public enum Match {
        /** That the same was sent to the same endpoint: the answer key. */
        KEY,
        /** That it has the same dataset, row, prompt, model and repeat. */
        CASE
    }

    /** The instants of its answers count from the newest start, as they will in a journal with the same openings. */
    JournalAnswers(JournalScan scan, Match match) throws IOException {
        List<JournalCourse.Opening> openings = scan.course().openings();
        this.index = scan.index();
        this.origins = scan.shiftTo(openings.get(openings.size() - 1).at());
        this.match = match;
        this.file = new JournalFile(scan.segments());
        this.judges = new JournalHistory(scan.segments(), index, origins, JournalHistory.Review.NONE);
    }

    @Override
    public Past of(Case asked) {
        RecordedRepeat repeat = match == Match.KEY ? index.repeat(asked.key()) : index.repeat(asked.id());
        List<RecordedAttempt> judging =
                match == Match.KEY ? index.judgements(asked.key()) : index.judgements(asked.id());
        if (repeat.blank() && judging.isEmpty()) {
            return Past.NOTHING;
        }
        History.Settled settled = repeat.score() >= 0 ? History.Settled.YES : History.Settled.NO;
        return new Past(settled, sent(repeat.attempts(), asked.id()), sent(judging, asked.id()), file.hit(repeat));
    }

    @Override
    public History judges() {
        return judges;
    }

    /** {@return every warm-up attempt, under the name that it was sent under} */
    public List<Sent> warmups() {
        List<Sent> sent = new ArrayList<>();
        for (RecordedAttempt warmup : index.warmups()) {
            sent.addAll(sent(List.of(warmup), null));
        }
        return sent;
    }

    /** Without its intent nobody knows what an attempt sent, so that it cannot be copied. */
    private List<Sent> sent(List<RecordedAttempt> all, @Nullable CaseId name) {
        List<RecordedAttempt> attempts =
                all.stream().filter(each -> each.intent() >= 0).toList();
        List<Sent> sent = new ArrayList<>(attempts.size());
        if (attempts.isEmpty()) {
            return sent;
        }
        int first = origins.startOf(attempts.get(0).intent());
        for (RecordedAttempt position : attempts) {
            JsonNode record = file.record(position.intent());
            Intent intent = intent(record, name == null ? CaseIdJson.read(record) : name);
            boolean resumed = intent.about() == null && origins.startOf(position.intent()) != first;
            RecordedAnswer answer = file.answer(position, origins);
            sent.add(new Sent(intent, answer != null && resumed ? Resumed.mark(answer) : answer));
        }
        return sent;
    }

    private static Intent intent(JsonNode record, CaseId name) {
        return new Intent(
                name,
                record.path("key").asString(),
                record.path("attempt").asInt(),
                record.path("req").asString(),
                record.path("wait").asLong(0),
                FailureKind.of(record.path("waitClass").asString("")).orElse(null),
                record.path("body").asString("").getBytes(StandardCharsets.UTF_8),
                IntentRecord.about(record),
                IntentRecord.reservedPico(record));
    }

    @Override
    public void close() throws IOException {
        judges.close();
        file.close();
    }
}
