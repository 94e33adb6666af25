package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.History;
import dev.promptmeter.score.Question;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
        List<Tried> attempts = new ArrayList<>(repeat.attempts().size());
        index.orphans(key).forEach(each -> attempts.add(tried(each)));
        repeat.attempts().forEach(each -> attempts.add(tried(each)));
        return new Past(Settled.NO, attempts);
    }

    @Override
    public synchronized Past judged(CaseId id, String key) {
        List<Tried> attempts = new ArrayList<>();
        index.judgements(id, key).forEach(each -> attempts.add(tried(each)));
        return new Past(Settled.NO, attempts);
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

    private Tried tried(JournalIndex.Tried position) {
        RecordedAnswer answer = position.answer() < 0
                ? null
                : AnswerRecord.decode(file.record(position.answer()), origins.shift(position.answer()));
        Attempt.Begun begun = position.intent() < 0 && answer != null
                ? IntentRecord.begun(answer)
                : IntentRecord.begun(file.record(position.intent()));
        return new Tried(begun, answer);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
