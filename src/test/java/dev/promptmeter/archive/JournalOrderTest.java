package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FaultyDisk.Call;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Times;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Intent;
import dev.promptmeter.run.Recorder;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has to be on record, or on the disk, before somebody goes on. */
@Timeout(60)
class JournalOrderTest {

    private static final int WRITES_OF_THE_BEGINNING = 2;
    private static final int FORCES_OF_THE_BEGINNING = 2;

    @TempDir
    private Path temporary;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final TestPlan plan = TestPlan.asking(new ScriptedEndpoint()).rows(2);

    private RunFolder folder(FaultyDisk disk) {
        return RunFolder.create(temporary.resolve(Recordings.RUN)).on(new Storage(disk, 64, temporary));
    }

    private Journal journal(RunFolder folder, Fsync fsync) {
        var writing = new RunFolder.Writing(Redactor.NONE, 16, fsync, cause -> {});
        Journal journal = folder.begin(Recordings.manifest(plan), writing);
        journal.row("sums", row(1));
        journal.row("sums", row(2));
        return journal;
    }

    private static Row row(int number) {
        return new Row(
                "r" + number, number + 1, Map.of("question", "q" + number), Map.of(), List.of(), RowOptions.NONE);
    }

    private static Intent intent(int number) {
        String key = Integer.toString(number).repeat(64);
        return new Intent(
                new CaseId("sums", "r" + number, "default", "sim", 1),
                key,
                1,
                "pm-336335bc-" + key.substring(0, 12) + "-1-1",
                0,
                null,
                new byte[] {'q'});
    }

    private int slow(FaultyDisk disk, Path file, FaultyDisk.Deed deed) throws IOException {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return deed.upTo(Integer.MAX_VALUE);
    }

    @Test
    void anIntentIsOnRecordBeforeItsRequestIsSentThoughAnotherThreadWrites() throws Exception {
        FaultyDisk disk = new FaultyDisk().at(Call.WRITE, WRITES_OF_THE_BEGINNING + 1, this::slow);
        try (RunFolder open = folder(disk);
                Journal journal = journal(open, Fsync.GROUP)) {
            Thread first = new Thread(() -> journal.intent(intent(1)));
            first.start();
            reached.await();
            Thread second = new Thread(() -> journal.intent(intent(2)));
            second.start();

            boolean waited = waits(second);
            released.countDown();
            first.join();
            second.join();
            assertThat(waited).isTrue();
        }
    }

    @Test
    void anAnswerIsOnTheDiskBeforeItsSlotIsUsedAgainWhereThatIsAskedFor() throws Exception {
        FaultyDisk disk = new FaultyDisk().at(Call.FORCE, FORCES_OF_THE_BEGINNING + 1, this::slow);
        try (RunFolder open = folder(disk);
                Journal journal = journal(open, Fsync.ALWAYS)) {
            journal.intent(intent(1));
            Recorder.Ticket ticket = journal.answer(answer(intent(1).requestId()));
            Thread waiting = new Thread(() -> await(ticket));
            waiting.start();
            reached.await();

            boolean waited = waits(waiting);
            released.countDown();
            waiting.join();
            assertThat(waited).isTrue();
        }
    }

    private static RecordedAnswer answer(String requestId) {
        return new RecordedAnswer(
                requestId,
                false,
                null,
                "",
                200,
                Map.of(),
                new byte[0],
                new Times(0, 0, 0, null, null, null, 0),
                new long[0],
                Set.of());
    }

    private static void await(Recorder.Ticket ticket) {
        try {
            ticket.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return true when it is parked, false when it has come to its end} */
    private static boolean waits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return thread.isAlive();
    }
}
