package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would like to be paths: of rows, of columns, of tags, and of files that a suite names. */
class HostileNamesTest {

    private static final List<String> PATHS = List.of(
            "../up",
            "../../up",
            "..",
            ".",
            "/tmp/absolute",
            "//host/share",
            "\\\\host\\share",
            "C:\\x",
            "c:x",
            "a/b",
            "a\\b",
            "a/../../b",
            "~",
            "~/x",
            "$HOME/x",
            "${HOME}",
            "%TEMP%",
            "`id`",
            "$(id)",
            "x;rm -rf .",
            "|x",
            "&x",
            ">x",
            "<x",
            "x\u202E",
            "con",
            "nul.txt",
            "aux",
            "com1",
            "lpt1.csv",
            "-rf",
            "--out",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "a b",
            " a",
            "a.",
            "...",
            "a:b",
            "a:stream",
            "file:///etc/passwd",
            "http://evil/",
            "%2e%2e%2f",
            "%00",
            "..%5c",
            "‥/x",
            "．．/x",
            "é".repeat(60),
            "x".repeat(199),
            "journal.jsonl",
            "run.lock",
            "report.html",
            ".git/config",
            ".env",
            "../.env",
            "../cases.csv");

    @TempDir
    Path folder;

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.startsWith(folder.resolve("in/run")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void namesInADatasetMakeNoFile() throws IOException {
        StringBuilder rows = new StringBuilder("id,prompt,note\n");
        PATHS.forEach(name -> rows.append('"')
                .append(name)
                .append("\",Say x,\"")
                .append(name.replace(",", ""))
                .append("\"\n"));
        String data = Program.file(folder, "in/cases.csv", rows.toString());
        List<String> before = listing();

        Ended ended = Program.run("run", data, "-o", folder.resolve("in/run").toString(), "--title", "../../x");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(listing()).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder.resolve("in/run"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "badge.json",
                            "comment.md",
                            "journal.jsonl",
                            "junit.xml",
                            "report.html",
                            "results.csv",
                            "results.jsonl",
                            "run.lock",
                            "run.log",
                            "summary.json",
                            "summary.md");
        }
        count("names in a dataset", PATHS.size());
    }

    /** Whoever writes a suite may not read what lies beside its folder, nor bring out anything but a message. */
    @Test
    void filesThatASuiteNamesLieInItsFolder() throws IOException {
        Program.file(folder, "secret.csv", "prompt\nsecret text\n");
        List<String> hostile = new ArrayList<>(PATHS);
        hostile.addAll(List.of(
                "../secret.csv",
                folder.resolve("secret.csv").toString(),
                "x/../../secret.csv",
                "../*.csv",
                "[",
                "a{",
                "*a".repeat(40) + "b"));
        List<String> before = null;
        for (String name : hostile) {
            String suite = Program.file(folder, "in/promptmeter.yaml", """
                    version: 1
                    name: s
                    models: [{ id: sim, preset: simulator, model: m }]
                    prompts: [{ id: p, text: "{{prompt}}" }]
                    datasets: [{ file: '%s' }]
                    """.formatted(name.replace("'", "''")));
            before = before == null ? listing() : before;

            Ended ended = Program.run("validate", suite);

            assertThat(ended.code()).as(name + ": " + ended.out() + ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains("PM-1").doesNotContain("secret text");
        }
        assertThat(listing()).isEqualTo(before);
        count("files of a suite", hostile.size());
    }

    /** What a suite has written lies where it is expected, whatever it or a link in a checked-out folder says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports: { out: '../away' }",
                "run: { cache: on, cacheDir: ../away }",
                "reports: { out: link/x }",
                "reports: { html: { jmh: link } }",
                "reports: { out: \"a\\0b\" }"
            })
    void foldersThatASuiteNamesLieInItsFolder(String written) throws IOException {
        Path away = Files.createDirectories(folder.resolve("away"));
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("in")).resolve("link"), away);
        Program.file(folder, "in/cases.csv", "prompt\nhi\n");
        String suite = Program.file(
                folder,
                "in/promptmeter.yaml",
                """
                version: 1
                name: s
                models: [{ id: sim, preset: simulator, model: m }]
                prompts: [{ id: p, text: "{{prompt}}" }]
                datasets: [{ file: cases.csv }]
                """ + written.replace("link", folder.resolve("in/link").toString()) + "\n");

        Ended ended = Program.run("run", suite);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1111");
        assertThat(away).isEmptyDirectory();
    }

    @Test
    void aRunFolderThatIsALinkIsNotWrittenThrough() throws IOException {
        Path away = Files.createDirectories(folder.resolve("away"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), away);
        String data = Program.file(folder, "cases.csv", "prompt\nhi\n");

        Ended ended = Program.run("run", data, "-o", link.toString());

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("PM-5002", "symbolic link");
        assertThat(away).isEmptyDirectory();
    }

    @Tag("scale")
    @Test
    void theUsualFolderThatIsALinkOutOfTheWorkingDirectoryIsNotWrittenThrough() throws Exception {
        Path away = Files.createDirectories(folder.resolve("away"));
        Path here = Files.createDirectories(folder.resolve("here"));
        Files.createSymbolicLink(here.resolve("reports"), away);
        Program.file(here, "cases.csv", "prompt\nhi\n");

        Ended ended = new SmallHeap(here, "-Xmx128m")
                .run("dev.promptmeter.cli.Main", Duration.ofMinutes(1), List.of("run", "cases.csv"));

        assertThat(ended.code()).as(ended.out()).isEqualTo(2);
        assertThat(ended.out()).contains("PM-1111", "'reports' is outside");
        assertThat(away).isEmptyDirectory();
    }

    /** A result of a benchmark is shown in the report; a file somewhere else that a link leads to is not. */
    @Test
    void aLinkAmongTheBenchmarksIsNotRead() throws IOException {
        Program.file(folder, "secret.json", "{\"password\": \"hunter2\"}");
        Path benchmarks = Files.createDirectories(folder.resolve("in/jmh"));
        Files.createSymbolicLink(benchmarks.resolve("environment.json"), folder.resolve("secret.json"));
        Program.file(
                folder,
                "in/jmh/a.json",
                "[{\"benchmark\":\"a.B.c\",\"mode\":\"avgt\",\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"ns/op\"}}]");
        Program.file(folder, "in/cases.csv", "prompt\nhi\n");
        String suite = Program.file(folder, "in/promptmeter.yaml", """
                version: 1
                name: s
                models: [{ id: sim, preset: simulator, model: m }]
                prompts: [{ id: p, text: "{{prompt}}" }]
                datasets: [{ file: cases.csv }]
                reports: { html: { jmh: '%s' } }
                """.formatted(benchmarks));

        Program.run("run", suite, "-o", folder.resolve("in/run").toString());

        assertThat(Program.text(folder.resolve("in/run/journal.jsonl")))
                .contains("environment.json")
                .doesNotContain("hunter2");
    }

    private static void count(String name, int cases) {
        try (SuiteLine line = SuiteLine.begin(24, "paths: " + name, TestScale.seed(24))) {
            for (int i = 0; i < cases; i++) {
                line.count();
            }
        }
    }
}
