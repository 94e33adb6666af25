package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.History;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.TestPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TornEndTest {

    private static final Duration LATER = Duration.ofMinutes(10);

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final TestPlan plan = TestPlan.asking(endpoint).rows(3).check(Check.of("equals", "Paris"));
    private Path path;
    private Recordings recordings;

    @BeforeEach
    void chooseAFolder() {
        path = temporary.resolve("reports").resolve(Recordings.RUN);
        recordings = new Recordings(path);
    }

    @Test
    void isPutAsideWhereverTheJournalWasCut() throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        int from = Recordings.startOfLine(whole, recordings.lines().size() - 3);
        for (int length = from; length < whole.length; length++) {
            Files.write(recordings.journal(), Arrays.copyOf(whole, length));
            Files.deleteIfExists(path.resolve("torn-1.bin"));
            int kept = soundLength(whole, length);

            try (RunFolder folder = RunFolder.open(path).on(new Storage(new FaultyDisk(), 0, temporary))) {
                folder.resume(Recordings.manifest(plan).startedAt(Recordings.START.plus(LATER)), recordings.writing())
                        .close();
            }

            byte[] repaired = recordings.bytes();
            assertThat(Arrays.copyOf(repaired, kept)).as("cut at %d", length).isEqualTo(Arrays.copyOf(whole, kept));
            assertThat(new JournalNumbers(repaired).values())
                    .as("cut at %d", length)
                    .isEqualTo(consecutive(new JournalNumbers(repaired).values().size()));
            try (RunFolder folder = RunFolder.open(path)) {
                assertThat(folder.read().starts()).isEqualTo(2);
            }
        }
    }

    /** A disk that lost its power may have taken room for what it never wrote. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4096})
    void isCutOffBehindAWholeRecordThatZerosFollow(int zeros) throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        byte[] withoutLineFeed = Arrays.copyOf(whole, whole.length - 1);
        Files.write(recordings.journal(), Arrays.copyOf(withoutLineFeed, withoutLineFeed.length + zeros));

        recordings.resume(plan, LATER);

        assertThat(Arrays.copyOf(recordings.bytes(), whole.length)).isEqualTo(whole);
        assertThat(Files.readAllBytes(path.resolve("torn-1.bin"))).isEqualTo(new byte[zeros]);
        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.read().notices()).isEmpty();
        }
    }

    @Test
    void isKeptInAFileOfItsOwn() throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 10));
        byte[] torn = Arrays.copyOfRange(
                whole, Recordings.startOfLine(whole, recordings.lines().size() - 1), whole.length - 10);

        recordings.resume(plan, LATER);

        assertThat(Files.readAllBytes(path.resolve("torn-1.bin"))).isEqualTo(torn);
        assertThat(recordings.lines()).anyMatch(line -> line.contains("\"kind\":\"torn\",\"file\":\"torn-1.bin\""));
    }

    @Test
    void ofZerosIsCutOffToo() throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length + 4096));

        recordings.resume(plan, LATER);

        assertThat(Files.size(path.resolve("torn-1.bin"))).isEqualTo(4096);
        assertThat(recordings.stored(plan)).hasSize(3);
    }

    @Test
    void thatIsASoundRecordOnlyGetsItsLineFeed() throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 1));

        recordings.resume(plan, LATER);

        assertThat(recordings.bytes()).startsWith(whole);
        assertThat(path.resolve("torn-1.bin")).doesNotExist();
    }

    @Test
    void doesNotKeepAReaderFromTheRest() throws Exception {
        List<CaseResult> seen = recordings.run(plan);
        byte[] whole = recordings.bytes();
        Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 10));

        assertThat(recordings.stored(plan)).isEqualTo(seen);
        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.read().stop()).extracting(Stop::cause).isEqualTo(Stop.Cause.KILLED);
        }
    }

    /** What was cut is the very first record: whatever there is of it, nothing was asked before it was on the disk. */
    @Test
    void ofTheFirstRecordIsRepairedBeforeTheRunBegins() throws Exception {
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        int first = Recordings.startOfLine(whole, 1);
        for (int length = 0; length < first - 1; length += 7) {
            Path cut = temporary.resolve("cut-" + length);
            Files.createDirectories(cut);
            Files.write(cut.resolve("journal.jsonl"), Arrays.copyOf(whole, length));
            assertThat(RunFolder.unbegun(cut)).as("cut at %d", length).isTrue();

            Recordings again = new Recordings(cut);
            try (RunFolder folder = RunFolder.open(cut);
                    Journal journal = folder.begin(Recordings.manifest(plan), again.writing())) {
                again.run(plan.plan(), journal, History.NONE, Recordings.START);
            }

            assertThat(again.stored(plan)).as("cut at %d", length).hasSize(3);
            assertThat(new JournalNumbers(again.bytes()).values())
                    .isEqualTo(consecutive(again.lines().size()));
            if (length > 0) {
                assertThat(Files.readAllBytes(cut.resolve("torn-1.bin"))).isEqualTo(Arrays.copyOf(whole, length));
                assertThat(again.lines().get(1)).contains("\"kind\":\"torn\",\"file\":\"torn-1.bin\"");
            }
        }
    }

    @Test
    void aJournalThatHoldsARecordIsNotBegunAnew() throws Exception {
        recordings.run(plan);

        assertThat(RunFolder.unbegun(path)).isFalse();
        Files.writeString(recordings.journal(), "not a record\n");
        assertThat(RunFolder.unbegun(path)).isFalse();
        assertThat(RunFolder.unbegun(temporary)).isFalse();
    }

    /** How much of so many bytes is whole records; one that lacks only its line feed is whole. */
    private static int soundLength(byte[] whole, int length) {
        if (whole[length] == '\n') {
            return length;
        }
        int at = length;
        while (whole[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static List<Long> consecutive(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    /** The sequence numbers of a journal. */
    private record JournalNumbers(byte[] bytes) {

        List<Long> values() {
            return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n"))
                    .map(line -> RecordHead.of(
                            line.getBytes(StandardCharsets.UTF_8), 0, line.getBytes(StandardCharsets.UTF_8).length))
                    .map(RecordHead::number)
                    .toList();
        }
    }
}
