package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FaultyDisk.Call;
import dev.promptmeter.run.FakeTicker;
import dev.promptmeter.stats.Overshoots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTailTest {

    private static final byte[] FIRST = "the first line\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "the second line\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final FaultyDisk disk = new FaultyDisk();

    private JournalTail tail() throws IOException {
        Path file = folder.resolve(Segments.FIRST);
        Reserve reserve = Reserve.take(Disk.SYSTEM, folder, 0);
        var place = new JournalTail.Place(disk, new Segments(file), reserve, folder.resolve("spare.jsonl"));
        return new JournalTail(place, new AppendedFile(file, disk.create(file)));
    }

    private static int refused(FaultyDisk disk, Path file, FaultyDisk.Deed deed) throws IOException {
        throw new IOException("Input/output error");
    }

    @Test
    void afterAForceThatFailsTheNextFileHoldsWhatTheLastGoodOneDidNotCover() throws IOException {
        disk.at(Call.FORCE, 2, JournalTailTest::refused);
        JournalTail tail = tail();

        tail.append(FIRST);
        tail.force();
        tail.append(SECOND);
        tail.force();

        assertThat(folder.resolve("journal-2.jsonl")).hasBinaryContent(SECOND);
        assertThat(tail.failure()).hasMessage("Input/output error");
        tail.close();
    }

    @Test
    void anAnswerIsOnTheDiskWhenAForceOfItsRecordHasSucceeded() throws IOException {
        FakeTicker ticker = new FakeTicker();
        disk.at(Call.FORCE, 2, (all, file, deed) -> {
            ticker.pass(Duration.ofMillis(30));
            return refused(all, file, deed);
        });
        JournalTail tail = tail();
        KeptLag kept = tail.kept();
        kept.written(0, 0);
        kept.count(ticker);
        kept.written(0, Duration.ofMillis(5).toNanos());
        tail.append(FIRST);
        kept.written(FIRST.length, Duration.ofMillis(25).toNanos());
        ticker.pass(Duration.ofMillis(40));

        tail.force();
        Overshoots first = kept.told();
        tail.append(SECOND);
        tail.force();
        Overshoots second = kept.told();

        assertThat(first.count()).isEqualTo(1);
        assertThat(first.max()).isEqualTo(35_000_000);
        assertThat(second.count()).isEqualTo(1);
        assertThat(second.max())
                .as("the next file, after the force that failed")
                .isEqualTo(45_000_000);
        assertThat(kept.told().count()).isZero();
        tail.close();
    }

    /** Who waits for a force is told when it returns: by then the record is safe, in whichever file. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aForceThatFailsReturnsWhenTheNextFileIsOnTheDisk(long seed) throws IOException {
        disk.at(Call.FORCE, 1, JournalTailTest::refused);
        JournalTail tail = tail();
        tail.append(FIRST);

        tail.force();
        disk.losePower(new Random(seed));

        assertThat(Files.readAllBytes(folder.resolve("journal-2.jsonl"))).isEqualTo(FIRST);
        tail.close();
    }
}
