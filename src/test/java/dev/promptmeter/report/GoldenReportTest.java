package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every report of a few telling cases, byte for byte. After a wanted change, run with {@code -Dgolden.write=true} and read the
 * difference before it is committed.
 */
class GoldenReportTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/few-cases");

    static Stream<Reports.Entry> reports() {
        return ReportContractTest.reports().filter(entry -> !entry.name().equals("html"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportsOfAFewCasesAreAsReviewed(Reports.Entry entry) {
        Path golden = FOLDER.resolve(entry.fileName());
        String text = Rendered.text(entry.report(), SampleRuns.few());
        if (Boolean.getBoolean("golden.write")) {
            write(golden, text);
        }

        assertThat(text).isEqualTo(read(golden));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
