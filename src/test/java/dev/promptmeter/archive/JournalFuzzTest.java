package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFuzzTest {

    @TempDir
    Path folder;

    @Test
    void anyBytesAreAJournalOrRefused() {
        Path file = folder.resolve("journal.jsonl");
        Fuzz.run("journal-line", 6_000, input -> {
            Files.write(file, input);
            try {
                JournalScan.of(file);
            } catch (StorageException e) {
                assertThat(e.code()).startsWith("PM-500");
            }
        });
    }

    @Test
    void anyRecordIsSoundInItsLineAndNotWithAByteLess() {
        Fuzz.run("journal-line", 20_000, input -> {
            byte[] record = ("{\"t\":" + new String(input, StandardCharsets.ISO_8859_1).length() + "}")
                    .getBytes(StandardCharsets.UTF_8);

            byte[] line = JournalLine.frame(input.length, record);

            assertThat(JournalLine.sound(line, 0, line.length - 1)).isTrue();
            assertThat(JournalLine.sound(line, 0, line.length - 2)).isFalse();
            assertThat(JournalLine.contentOfLine(line, 0, line.length - 1)).isEqualTo(JournalLine.content(record));
        });
    }
}
