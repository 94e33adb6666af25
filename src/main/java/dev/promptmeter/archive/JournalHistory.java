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
    private final Review review;

    /**
     * What has its final result on record and is looked at once more all the same.
     *
     * @param judgedBefore a position; what was judged before it is judged again
     * @param errors what becomes of those on record
     */
    record Review(long judgedBefore, RecordedErrors errors) {

        static final Review NONE = new Review(-1, RecordedErrors.STAY);
    }

    /** Takes the index of the journal, and the origins of its instants seen from the start that goes on with it. */
    JournalHistory(Segments journal, JournalIndex index, Origins origins, Review review) throws IOException {
        this(new JournalFile(journal), index, origins, review);
    }

    /** Takes a file that is open, and that it may close. */
    JournalHistory(JournalFile file, JournalIndex index, Origins origins) {
        this(file, index, origins, Review.NONE);
    }

    private JournalHistory(JournalFile file, JournalIndex index, Origins origins, Review review) {
        this.index = index;
        this.origins = origins;
        this.file = file;
        this.review = review;
    }

    @Override
    public synchronized Past of(String key) {
        RecordedRepeat repeat = index.repeat(key);
        Settled settled = settled(repeat);
        if (settled == Settled.YES || repeat.blank()) {
            return new Past(settled, List.of());
        }
        return past(settled, repeat);
    }

    @Override
    public synchronized Past whole(String key) {
        RecordedRepeat repeat = index.repeat(key);
        return past(repeat.score() >= 0 ? Settled.YES : Settled.NO, repeat);
    }

    private Past past(Settled settled, RecordedRepeat repeat) {
        return new Past(settled, tried(repeat.attempts()), file.hit(repeat));
    }

    private List<Tried> tried(List<RecordedAttempt> positions) {
        List<Tried> attempts = new ArrayList<>(positions.size());
        positions.forEach(each -> attempts.add(tried(each)));
        return attempts;
    }

    private Settled settled(RecordedRepeat repeat) {
        if (repeat.score() < 0) {
            return Settled.NO;
        }
        if (review.errors() == RecordedErrors.AGAIN && ScoreRecord.error(file.record(repeat.score()))) {
            return Settled.ERROR_AGAIN;
        }
        // Told of by an earlier start only, it may have another name and other checks now.
        boolean known = repeat.current() && repeat.score() > review.judgedBefore();
        return known ? Settled.YES : Settled.JUDGE_AGAIN;
    }

    @Override
    public synchronized Past judged(CaseId id, String key) {
        return new Past(Settled.NO, tried(index.judgements(id, key)));
    }

    @Override
    public synchronized void toJudges(Consumer<Sent> reader) {
        for (RecordedAttempt each : index.judgements()) {
            Sent sent = sent(each);
            if (sent.use() == Use.JUDGE) {
                reader.accept(sent);
            }
        }
    }

    @Override
    public synchronized void sent(Consumer<Sent> reader) {
        int attempts = index.attempts();
        for (int number = 0; number < attempts; number++) {
            RecordedAttempt position = index.attempt(number);
            // Without its intent nobody knows which model an attempt was for.
            if (position.intent() >= 0) {
                reader.accept(sent(position));
            }
        }
    }

    private Sent sent(RecordedAttempt position) {
        JsonNode intent = file.record(position.intent());
        return new Sent(
                use(IntentRecord.about(intent)),
                CaseIdJson.read(intent).model(),
                IntentRecord.reservedPico(intent),
                intent.path("body").asString("").getBytes(StandardCharsets.UTF_8),
                file.answer(position, origins));
    }

    private static Use use(Intent.@Nullable About about) {
        if (about == null) {
            return Use.CASE;
        }
        return about.asker() == Question.Asker.EMBEDDINGS ? Use.EMBEDDINGS : Use.JUDGE;
    }

    private Tried tried(RecordedAttempt position) {
        RecordedAnswer answer = file.answer(position, origins);
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
