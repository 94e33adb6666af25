package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.History;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a journal has on record of each repeat, for a resume. Safe for many threads. */
final class JournalHistory implements History, Closeable {

    private final JournalIndex index;
    private final JournalFile file;

    JournalHistory(Path journal, JournalIndex index) throws IOException {
        this.index = index;
        this.file = new JournalFile(journal);
    }

    @Override
    public synchronized Past of(String key) {
        JournalIndex.Repeat repeat = index.repeat(key);
        if (repeat.score() >= 0) {
            return new Past(Settled.YES, repeat.attempts().size(), List.of());
        }
        List<RecordedAnswer> answers = new ArrayList<>();
        for (JournalIndex.Tried tried : repeat.attempts()) {
            if (tried.answer() >= 0) {
                answers.add(AnswerRecord.decode(file.record(tried.answer()), 0));
            }
        }
        return new Past(Settled.NO, repeat.attempts().size(), answers);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
