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
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalWriterTest {

    private static final byte[] RECORD = "{\"t\":\"note\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final List<Long> places = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
    private Path file;
    private DiskFile appended;

    @BeforeEach
    void openTheFile() throws IOException {
        file = folder.resolve("journal.jsonl");
        Files.createFile(file);
        appended = Disk.SYSTEM.open(file);
    }

    private JournalWriter writer(int capacity) throws IOException {
        return new JournalWriter(tail(file, appended), 0, capacity, failures::add);
    }

    private JournalTail tail(Path path, DiskFile open) throws IOException {
        Reserve reserve = Reserve.take(Disk.SYSTEM, folder, 4096);
        var place = new JournalTail.Place(Disk.SYSTEM, new Segments(path), reserve, folder.resolve("spare.jsonl"));
        return new JournalTail(place, new AppendedFile(path, open));
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
    void theRoomThatWasHeldBackIsThereForWhatFollowsAFailure() throws IOException {
        JournalTail tail = tail(file, appended);

        assertThat(folder.resolve("reserve")).hasSize(4096);

        tail.fail(new IOException("No space left on device"));

        assertThat(folder.resolve("reserve")).doesNotExist();
        tail.close();
    }

    /** What comes while the disk is busy is not on the disk when it is done. */
    @Test
    void aForceCoversNothingThatWasWrittenAfterItBegan() throws IOException {
        AtomicReference<JournalTail> tail = new AtomicReference<>();
        byte[] first = JournalLine.frame(1, RECORD);
        byte[] second = JournalLine.frame(2, RECORD);
        DiskFile busy = new BusyFile(appended, () -> tail.get().append(second));
        tail.set(tail(file, busy));
        tail.get().append(first);
        tail.get().force();
        tail.get().force();

        assertThat(tail.get().failure()).hasMessage("the second force failed");
        assertThat(Files.readAllBytes(folder.resolve("journal-2.jsonl"))).isEqualTo(second);
        tail.get().close();
    }

    /** Something happens during its first force; the second fails. */
    private static final class BusyFile implements DiskFile {

        private final DiskFile file;
        private final Runnable meanwhile;
        private int forces;

        BusyFile(DiskFile file, Runnable meanwhile) {
            this.file = file;
            this.meanwhile = meanwhile;
        }

        @Override
        public int write(byte[] bytes, int from, int length) throws IOException {
            return file.write(bytes, from, length);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            if (++forces == 2) {
                throw new IOException("the second force failed");
            }
            meanwhile.run();
            file.force();
        }

        @Override
        public void read(long position, byte[] into) throws IOException {
            file.read(position, into);
        }

        @Override
        public boolean isStill(Path path, long bytes) throws IOException {
            return file.isStill(path, bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** As without the memory for it: only it is lost, no number is missing, and whoever waits for it is told. */
    @Test
    void aRecordThatCannotBeFramedTakesNoOtherAlong() throws IOException {
        byte[] unframeable = new byte[0];
        JournalWriter writer = writer(100);
        writer.put(entry("before"));
        writer.put(new JournalWriter.Entry(unframeable, places::add, () -> told.add("lost")));
        writer.put(entry("after"));
        writer.close();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"n\":1,");
        assertThat(lines.get(1)).contains("\"n\":2,");
        assertThat(told).containsExactly("before", "lost", "after");
        assertThat(writer.failure()).isNotNull();
        assertThatThrownBy(writer::rethrow).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aLargeRecordStandsBetweenItsNeighbours() throws IOException {
        byte[] large = ("{\"t\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        JournalWriter writer = writer(100);
        writer.put(entry("before"));
        writer.put(new JournalWriter.Entry(large, places::add, () -> told.add("large")));
        writer.put(entry("after"));
        writer.close();

        byte[] bytes = Files.readAllBytes(file);
        assertThat(told).containsExactly("before", "large", "after");
        for (int i = 0; i < 3; i++) {
            int from = (int) (long) places.get(i);
            int to = i == 2 ? bytes.length : (int) (long) places.get(i + 1);
            assertThat(JournalLine.sound(bytes, from, to - from - 1)).isTrue();
            assertThat(RecordHead.of(bytes, from, to - from - 1).number()).isEqualTo(i + 1);
        }
    }

    @Test
    void recordsThatAreWrittenTogetherPassAPowerOfTen() throws IOException {
        JournalWriter writer = new JournalWriter(tail(file, appended), 9_900, 1000, failures::add);
        for (int i = 0; i < 200; i++) {
            writer.put(entry("record " + i));
        }
        writer.close();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(200).allMatch(line -> line.endsWith("\"t\":\"note\"}"));
        assertThat(lines.get(0)).contains("\"n\":9901,");
        assertThat(lines.get(199)).contains("\"n\":10100,");
        assertThat(Files.size(file)).isEqualTo(200 * (long) lines.get(199).length() + 200 - 99);
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
        assertThat(System.nanoTime() - before).isLessThan(15_000_000_000L);
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
        JournalWriter writer = new JournalWriter(tail(file, appended), 0, 1, cause -> {
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

    /** A record of no bytes stands for whatever breaks while records are put together, such as a lack of memory. */
    @Test
    void whatBreaksTheWriterKeepsNobodyWaitingAndIsReported() throws Exception {
        JournalWriter writer = writer(4);
        CountDownLatch served = new CountDownLatch(3);
        writer.put(entry("the first"));
        writer.put(new JournalWriter.Entry(new byte[0], places::add, served::countDown));
        writer.put(new JournalWriter.Entry(RECORD, places::add, served::countDown));
        writer.write(new JournalWriter.Entry(RECORD, places::add, served::countDown));

        served.await();
        writer.close();

        assertThat(told).containsExactly("the first");
        assertThat(writer.failure()).isNotNull();
        assertThat(failures).hasSize(1);
        assertThatThrownBy(writer::rethrow).isInstanceOf(RuntimeException.class);
    }

    @Test
    void manyThreadsThatHurryDawdleAndQueueWhenToldLoseNothingAndKeepTheirOrder() throws Exception {
        for (int seed = 1; seed <= 20; seed++) {
            Path each = Files.createFile(folder.resolve("journal-" + seed));
            int threads = 2 + seed % 7;
            int records = 400;
            List<List<Integer>> toldTo = new ArrayList<>();
            JournalWriter writer =
                    new JournalWriter(tail(each, Disk.SYSTEM.open(each)), 0, 1 + seed % 5, failures::add);
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                List<Integer> mine = Collections.synchronizedList(new ArrayList<>());
                toldTo.add(mine);
                Random random = new Random(seed * 100L + i);
                all.add(new Thread(() -> writeRandomly(writer, random, mine, records)));
            }
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join();
            }
            writer.close();

            List<Integer> inOrder = IntStream.range(0, records).boxed().toList();
            assertThat(toldTo)
                    .as("seed " + seed)
                    .allSatisfy(mine ->
                            assertThat(mine).filteredOn(number -> number >= 0).isEqualTo(inOrder));
            long extra =
                    toldTo.stream().flatMap(List::stream).filter(n -> n < 0).count();
            assertThat(Files.readAllLines(each)).hasSize(threads * records + (int) extra);
        }
        assertThat(failures).isEmpty();
    }

    private static void writeRandomly(JournalWriter writer, Random random, List<Integer> mine, int records) {
        for (int i = 0; i < records; i++) {
            int number = i;
            boolean more = random.nextInt(10) == 0;
            WrittenMark written = new WrittenMark();
            var entry = new JournalWriter.Entry(RECORD, place -> {}, () -> {
                mine.add(number);
                if (more) {
                    writer.put(new JournalWriter.Entry(RECORD, place -> {}, () -> mine.add(-1)));
                }
                written.set();
            });
            if (random.nextInt(3) == 0) {
                writer.put(entry);
            } else {
                writer.write(entry);
                awaitUninterrupted(written);
            }
        }
    }

    private static void awaitUninterrupted(WrittenMark written) {
        try {
            written.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClosedJournalTakesNothingMore() throws IOException {
        JournalWriter writer = writer(4);
        writer.close();
        writer.close();

        assertThatThrownBy(() -> writer.put(entry("late"))).hasMessage("the journal is closed");
    }
}
