package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class JournalWriterTest {

    private static final byte[] RECORD = "{\"t\":\"note\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final List<Long> places = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
    private Path file;
    private AppendedFile appended;

    @BeforeEach
    void openTheFile() throws IOException {
        file = folder.resolve("journal.jsonl");
        Files.createFile(file);
        appended = new AppendedFile(file);
    }

    private JournalWriter writer(int capacity) throws IOException {
        return new JournalWriter(appended, 0, capacity, failures::add);
    }

    private JournalWriter.Entry entry(String name) {
        return new JournalWriter.Entry(RECORD, places::add, () -> told.add(name));
    }

    @Test
    void recordsStandWhereTheirPlacesSayAndInTheOrderOfTheirQueue() throws IOException {
        JournalWriter writer = writer(4);
        for (int i = 0; i < 1000; i++) {
            writer.put(entry("record " + i));
        }
        writer.close();

        byte[] bytes = Files.readAllBytes(file);
        assertThat(told).hasSize(1000).startsWith("record 0", "record 1").endsWith("record 999");
        for (int i = 0; i < 1000; i++) {
            int from = (int) (long) places.get(i);
            int to = i == 999 ? bytes.length : (int) (long) places.get(i + 1);
            assertThat(JournalLine.sound(bytes, from, to - from - 1)).isTrue();
            assertThat(RecordHead.of(bytes, from, to - from - 1).number()).isEqualTo(i + 1);
        }
    }

    @Test
    void closingWritesWhatIsQueuedAtOnce() throws IOException {
        JournalWriter writer = writer(1000);
        long before = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            writer.put(entry("record"));
        }
        writer.close();

        assertThat(Files.readAllLines(file)).hasSize(500);
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void anInterruptedThreadLosesNoRecordAndKeepsItsInterrupt() throws Exception {
        JournalWriter writer = writer(1);
        AtomicReference<Boolean> kept = new AtomicReference<>(false);
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 100; i++) {
                writer.put(entry("record"));
            }
            writer.close();
            kept.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        thread.join();

        assertThat(kept.get()).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(100);
        assertThat(writer.failure()).isNull();
    }

    @Test
    void aFailureIsToldOnceWhileEverybodyIsStillServed() throws Exception {
        JournalWriter writer = writer(2);
        appended.close();
        CountDownLatch served = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            writer.put(new JournalWriter.Entry(RECORD, places::add, served::countDown));
        }

        served.await();
        writer.close();

        assertThat(writer.failure()).isNotNull();
        assertThat(failures).hasSize(1);
    }

    @Test
    void whoeverIsToldOfAFailureMayWaitForOneWhoWaitsForTheWriter() throws Exception {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        JournalWriter writer = new JournalWriter(appended, 0, 1, cause -> {
            synchronized (lock) {
                stopped.countDown();
            }
        });
        Thread feeding = new Thread(() -> {
            synchronized (lock) {
                held.countDown();
                for (int i = 0; i < 200; i++) {
                    writer.put(entry("record"));
                }
            }
        });
        feeding.start();
        held.await();
        appended.close();

        feeding.join();
        writer.put(entry("one more, so that the failure is noticed"));
        stopped.await();
        writer.close();

        assertThat(told).hasSize(201);
    }

    @Test
    void aListenerThatBreaksIsReportedAndEndsNothing() throws IOException {
        JournalWriter writer = writer(4);
        writer.put(new JournalWriter.Entry(RECORD, places::add, () -> {
            throw new IllegalStateException("a full screen");
        }));
        writer.put(entry("the next"));
        writer.close();

        assertThat(told).containsExactly("the next");
        assertThatThrownBy(writer::rethrow).hasMessage("a full screen");
    }

    @Test
    void aClosedJournalTakesNothingMore() throws IOException {
        JournalWriter writer = writer(4);
        writer.close();
        writer.close();

        assertThatThrownBy(() -> writer.put(entry("late"))).hasMessage("the journal is closed");
    }
}
