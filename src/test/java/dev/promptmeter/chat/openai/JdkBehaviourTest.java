package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Suite 1: what the client counts on, on the JDK of the build and, nightly, on every other one beside it. */
@Timeout(300)
class JdkBehaviourTest {

    private static final int OLDEST = 17;

    @Test
    void everyRowIsAsDocumentedOnThisJdk() throws InterruptedException {
        try (SuiteLine line = SuiteLine.begin(1, "JDK behaviour", 0)) {
            List<String> changed = JdkBehaviour.changed();
            JdkBehaviour.rows().forEach(row -> line.count());

            assertThat(line.cases()).isEqualTo(24);
            assertThat(changed).isEmpty();
        }
    }

    @Test
    @Tag("nightly")
    void everyRowIsAsDocumentedOnTheOtherJdks() throws IOException, InterruptedException {
        for (Path home : others()) {
            try (SuiteLine line = SuiteLine.begin(1, "JDK behaviour, " + home.getFileName(), 0)) {
                Process child = new ProcessBuilder(
                                home.resolve("bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                JdkBehaviour.class.getName())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(child.waitFor()).as(said).isZero();
                JdkBehaviour.rows().forEach(row -> line.count());
            }
        }
    }

    /** {@return the homes of those beside the one that runs, each once} */
    private static List<Path> others() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            return beside.filter(path -> Files.isExecutable(path.resolve("bin/javac")))
                    .map(JdkBehaviourTest::real)
                    .distinct()
                    .filter(path -> !path.equals(own) && feature(path) >= OLDEST)
                    .toList();
        }
    }

    private static int feature(Path home) {
        Properties release = new Properties();
        try (Reader text = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
