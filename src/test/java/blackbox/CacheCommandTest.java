package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of a suite as its user looks at it, and empties it. */
class CacheCommandTest {

    @TempDir
    Path folder;

    private Path cache;
    private String suite;

    @BeforeEach
    void keep() {
        cache = folder.resolve("kept");
        Program.file(folder, "cases.csv", "id,question\nr1,one\nr2,two\nr3,three\n");
        suite = Program.file(
                folder,
                "suite.yaml",
                "version: 1\nname: kept\nmodels: [ { id: sim, preset: simulator, model: sim-small } ]\n"
                        + "prompts: [ { id: p, text: \"{{question}}\" } ]\ndatasets: [ { file: cases.csv } ]\n"
                        + "run: { warmup: 0, cache: on, cacheDir: \"" + cache + "\" }\n");
    }

    private Ended run() {
        return Program.run(
                "run",
                suite,
                "-q",
                "-o",
                folder.resolve("run" + System.nanoTime()).toString());
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void itIsCounted() {
        assertThat(Program.run("cache", "stats", suite).out()).isEqualTo(cache + "   0 answers, 0 KiB\n");
        run();

        Ended ended = Program.run("cache", "stats", suite);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).matches("\\Q" + cache + "\\E   3 answers, [1-9] KiB\n");
    }

    @Test
    void itIsEmptiedAndRunsLoseNothing() throws IOException {
        run();

        Ended ended = Program.run("cache", "clear", suite);

        assertThat(ended.out()).startsWith(cache + "   3 answers, ").endsWith(" KiB removed\n");
        assertThat(files()).isZero();
        assertThat(Files.list(cache)).isEmpty();
        assertThat(run().code()).isZero();
        assertThat(files()).isEqualTo(3);
    }

    @Test
    void whatIsNoAnswerIsLeftAlone() throws IOException {
        run();
        Path inner;
        try (Stream<Path> folders = Files.list(cache)) {
            inner = folders.sorted().findFirst().orElseThrow();
        }
        Program.file(cache, "notes.txt", "mine");
        Program.file(inner, "abc.json", "mine too");
        Program.file(inner, "." + "a".repeat(64) + ".json.77-1.tmp", "half an answer of a killed run");

        Program.run("cache", "clear", suite);

        assertThat(cache.resolve("notes.txt")).exists();
        assertThat(inner.resolve("abc.json")).exists();
        assertThat(files()).isEqualTo(2);
    }

    @Test
    void aWordThatItDoesNotKnowIsRefused() {
        assertThat(Program.run("cache").err()).startsWith("PM-1003  cache needs a word: stats or clear");
        assertThat(Program.run("cache", "empty").code()).isEqualTo(2);
        assertThat(Program.run("cache", "stats", "missing.yaml").err()).startsWith("PM-1010");
    }
}
