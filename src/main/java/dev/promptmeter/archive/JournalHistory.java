package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.History;
import dev.promptmeter.run.Intent;
import dev.promptmeter.score.Question;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a journal has on record of each repeat, for a resume. Safe for many threads. */
final class JournalHistory implements History, Closeable {

    private final JournalIndex index;
    private final Origins origins;
    private final JournalFile file;

    /** Takes the index of the journal, and the origins of its instants seen from the start that goes on with it. */
    JournalHistory(Segments journal, JournalIndex index, Origins origins) throws IOException {
        this(new JournalFile(journal), index, origins);
    }

    /** Takes a file that is open, and that it may close. */
    JournalHistory(JournalFile file, JournalIndex index, Origins origins) {
        this.index = index;
        this.origins = origins;
        this.file = file;
    }

    @Override
    public synchronized Past of(String key) {
        JournalIndex.Repeat repeat = index.repeat(key);
        if (repeat.score() >= 0) {
            return new Past(Settled.YES, List.of());
        }
        List<JournalIndex.Tried> attempts = new ArrayList<>(index.orphans(key));
        attempts.addAll(repeat.attempts());
        return new Past(Settled.NO, tried(attempts));
    }

    @Override
    public synchronized Past whole(String key) {
        JournalIndex.Repeat repeat = index.repeat(key);
        return new Past(repeat.score() >= 0 ? Settled.YES : Settled.NO, tried(repeat.attempts()));
    }

    private List<Tried> tried(List<JournalIndex.Tried> positions) {
        List<Tried> attempts = new ArrayList<>(positions.size());
        positions.forEach(each -> attempts.add(tried(each)));
        return attempts;
    }

    @Override
    public synchronized Past judged(CaseId id, String key) {
        return new Past(Settled.NO, tried(index.judgements(id, key)));
    }

    @Override
    public synchronized void judgeAnswers(Consumer<RecordedAnswer> reader) {
        for (JournalIndex.Tried each : index.judgements()) {
            RecordedAnswer answer = tried(each).answer();
            boolean judges = IntentRecord.asker(file.record(each.intent())) == Question.Asker.JUDGE;
            if (answer != null && judges) {
                reader.accept(answer);
            }
        }
    }

    @Override
    public synchronized void sent(Consumer<Sent> reader) {
        int attempts = index.attempts();
        for (int number = 0; number < attempts; number++) {
            JournalIndex.Tried position = index.attempt(number);
            // Without its intent nobody knows which model an attempt was for.
            if (position.intent() >= 0) {
                reader.accept(sent(position));
            }
        }
    }

    private Sent sent(JournalIndex.Tried position) {
        JsonNode intent = file.record(position.intent());
        return new Sent(
                use(IntentRecord.about(intent)),
                CaseIdJson.read(intent).model(),
                IntentRecord.reservedPico(intent),
                intent.path("body").asString("").getBytes(StandardCharsets.UTF_8),
                answer(position));
    }

    private static Use use(Intent.@Nullable About about) {
        if (about == null) {
            return Use.CASE;
        }
        return about.asker() == Question.Asker.EMBEDDINGS ? Use.EMBEDDINGS : Use.JUDGE;
    }

    private Tried tried(JournalIndex.Tried position) {
        RecordedAnswer answer = answer(position);
        Attempt.Begun begun = position.intent() < 0 && answer != null
                ? IntentRecord.begun(answer)
                : IntentRecord.begun(file.record(position.intent()));
        return new Tried(begun, answer);
    }

    private @Nullable RecordedAnswer answer(JournalIndex.Tried position) {
        return position.answer() < 0
                ? null
                : AnswerRecord.decode(file.record(position.answer()), origins.shift(position.answer()));
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
