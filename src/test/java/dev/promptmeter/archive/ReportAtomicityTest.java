package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 17 of the test plan: whoever reads a report while it is written again sees the old one or the new one. */
@Timeout(300)
class ReportAtomicityTest {

    private static final int LINES = 3000;

    @TempDir
    private Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable String> torn = new AtomicReference<>();
    private final CountDownLatch looked = new CountDownLatch(3);

    @Test
    void aReaderNeverSeesAPart() throws Exception {
        Path report = folder.resolve("results.csv");
        Rewriter.write(report, 0);
        Thread reader = new Thread(() -> look(report));
        reader.start();
        try (SuiteLine suite = SuiteLine.begin(17, "report atomicity", 0)) {
            for (int i = 1; i <= TestScale.of(50, 400); i++) {
                Rewriter.write(report, i);
                suite.count();
            }
            looked.await();
        } finally {
            over.set(true);
            reader.join();
        }
        assertThat(torn.get()).isNull();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(report);
        }
    }

    private void look(Path report) {
        while (!over.get()) {
            try {
                String text = Files.readString(report, StandardCharsets.UTF_8);
                if (!Rewriter.whole(text)) {
                    torn.set(text.length() + " characters: "
                            + text.lines().findFirst().orElse(""));
                }
                looked.countDown();
            } catch (IOException e) {
                torn.set(e.toString());
            }
        }
    }

    @Test
    @Tag("nightly")
    void aWriterThatIsKilledLeavesTheOldOneOrTheNewOne() throws Exception {
        Path report = folder.resolve("results.csv");
        Rewriter.write(report, 0);
        try (SuiteLine suite = SuiteLine.begin(17, "report atomicity under kills", 0)) {
            for (int i = 0; i < 100; i++) {
                Process writer = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Rewriter.class.getName(),
                                report.toString())
                        .redirectErrorStream(true)
                        .start();
                writer.getInputStream().readNBytes(1 + i % 40);
                writer.destroyForcibly().waitFor();
                assertThat(Rewriter.whole(Files.readString(report, StandardCharsets.UTF_8)))
                        .isTrue();
                suite.count();
            }
        }
    }

    /** Writes a report again and again, and says so each time. */
    static final class Rewriter {

        private Rewriter() {}

        public static void main(String... args) throws IOException {
            for (int i = 0; true; i++) {
                write(Path.of(args[0]), i);
                System.out.print('.');
                System.out.flush();
            }
        }

        /** Every line says which report it belongs to. */
        static void write(Path report, int number) throws IOException {
            AtomicFile.write(report, out -> {
                for (int i = 0; i < LINES; i++) {
                    out.write("report " + number + "\n");
                }
            });
        }

        static boolean whole(String text) {
            return text.lines().count() == LINES && text.lines().distinct().count() == 1 && text.endsWith("\n");
        }
    }
}
