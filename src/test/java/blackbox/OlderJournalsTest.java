package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Suite 31 of the test plan: what released versions wrote is read as it was meant. Read {@code journals/README.md} among the test's
 * resources before changing anything there.
 */
class OlderJournalsTest {

    private static final Path JOURNALS = Path.of("src/test/resources/journals");
    private static final String EVERY_REPORT = "html,csv,jsonl,json,junit";

    /** What a result is told by, whatever columns come later. */
    private static final List<String> TELLING = List.of(
            "/id/rowId",
            "/id/promptId",
            "/id/model",
            "/id/repeat",
            "/verdict/verdict",
            "/verdict/reason",
            "/verdict/score",
            "/response/httpStatus",
            "/response/errorKind",
            "/response/attempts",
            "/response/maybeBilled",
            "/response/flags",
            "/timeMs/latencyMs",
            "/timeMs/e2eMs",
            "/timeMs/ttftMs",
            "/timeMs/retryWaitMs",
            "/tokens/promptTokens",
            "/tokens/completionTokens",
            "/cost/costUsd",
            "/text/output");

    @TempDir
    private Path temporary;

    @BeforeEach
    void requireJournals() {
        assertThat(versions()).isNotEmpty();
    }

    private static List<Path> versions() {
        try (Stream<Path> folders = Files.list(JOURNALS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aJournalOfEveryVersionHasTheResultsThatItHadThen() throws IOException {
        try (SuiteLine suite = SuiteLine.begin(31, "older journals", 0)) {
            for (Path version : versions()) {
                Path run = copied(version).resolve("run");

                Ended ended = Program.run("report", run.toString(), "--report", "jsonl,json");

                assertThat(ended.code()).as(ended.err()).isZero();
                assertThat(told(run)).isEqualTo(expected(version, told(run)));
                suite.count();
            }
        }
    }

    @Test
    void aRunOfEveryVersionGoesOnAndAsksNothingThatIsOnRecord() throws IOException {
        for (Path version : versions()) {
            Path folder = copied(version);
            Path journal = folder.resolve("run/journal.jsonl");
            String before = Program.text(journal);

            Ended ended = Program.run(
                    "run",
                    folder.resolve("promptmeter.yaml").toString(),
                    "--resume",
                    folder.resolve("run").toString());

            assertThat(ended.code()).as(ended.err()).isEqualTo(102);
            assertThat(Program.text(journal)).startsWith(before);
            assertThat(Program.text(journal).substring(before.length()))
                    .contains("\"kind\":\"resume\"")
                    .doesNotContain("\"t\":\"intent\"");
        }
    }

    /** What a report says must not depend on where and when it is made; that nothing there asks for the date, the architecture test sees to. */
    @Test
    void reportsMadeInAnotherTimeZoneAndLanguageAreTheSameToTheByte() throws IOException {
        Map<String, String> here = reports(copied(versions().get(0)).resolve("run"));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try {
            Map<String, String> elsewhere = reports(copied(versions().get(0)).resolve("run"));

            assertThat(elsewhere).containsOnlyKeys(here.keySet());
            here.forEach(
                    (file, text) -> assertThat(elsewhere.get(file)).as(file).isEqualTo(text));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static Map<String, String> reports(Path run) throws IOException {
        assertThat(Program.run("report", run.toString(), "--report", EVERY_REPORT)
                        .code())
                .isZero();
        try (Stream<Path> files = Files.list(run)) {
            Map<String, String> texts = files.filter(file -> !file.endsWith("run.lock") && !file.endsWith("run.log"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), Program::text, (one, same) -> one, TreeMap::new));
            assertThat(texts).hasSize(6);
            return texts;
        }
    }

    private Path copied(Path version) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "copy");
        Files.createDirectory(folder.resolve("run"));
        try (Stream<Path> files = Files.list(version)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Files.copy(file, folder.resolve(name.equals("journal.jsonl") ? "run/" + name : name));
            }
        }
        return folder;
    }

    /** {@return what a run came to, one line for the run and one for each result} */
    private static String told(Path run) {
        JsonNode summary = Program.json(run, "summary.json");
        return Stream.concat(
                        Stream.of(summary.path("verdict") + " " + summary.path("counts")),
                        Program.text(run.resolve("results.jsonl"))
                                .lines()
                                .skip(1)
                                .map(OlderJournalsTest::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String result) {
        JsonNode node = JsonMapper.shared().readTree(result);
        return TELLING.stream().map(each -> node.at(each).toString()).collect(Collectors.joining(" "));
    }

    private static String expected(Path version, String now) throws IOException {
        Path file = version.resolve("expected.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, now, StandardCharsets.UTF_8);
        }
        return Program.text(file);
    }
}
