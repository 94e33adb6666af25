package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is looked for after every run is seen when it is there. */
class AfterRunTest {

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path run;

    @BeforeEach
    void ask() {
        simulator = Simulator.start(Script.of().with("cost", "meta"));
        run = folder.resolve("run");
        String data = Program.file(folder, "cases.csv", "id,prompt\na,Where is Paris?\nb,Where is Rome?\n");
        String base = simulator.baseUri().toString();
        Ended ended = Program.run(
                "run", data, "-o", run.toString(), "--model", "m", "--base-url", base, "-j", "1", "--warmup", "0");
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void edit(UnaryOperator<String> edit) throws IOException {
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        Files.write(
                journal,
                lines.stream().map(edit).filter(line -> !line.isEmpty()).toList());
    }

    private static boolean is(String line, String type) {
        return line.contains("\"t\":\"" + type + "\"");
    }

    @Test
    void aRunThatLacksNothingPasses() {
        assertThatCode(() -> AfterRun.holds(simulator, run)).doesNotThrowAnyException();
    }

    @Test
    void aRequestThatIsNotOnRecordIsSeen() throws IOException {
        edit(line -> is(line, "intent") && line.contains("Rome") ? "" : line);

        assertThatThrownBy(() -> AfterRun.holds(simulator, run))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("under an id on record");
    }

    @Test
    void aSecondAnswerToOneQuestionIsSeen() throws IOException {
        edit(line -> is(line, "intent") ? withKey(line) : line);

        assertThatThrownBy(() -> AfterRun.holds(simulator, run))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("another answer");
    }

    private static String withKey(String line) {
        String key = JsonMapper.shared().readTree(line).path("key").asString();
        return line.replace(key, "0".repeat(key.length()));
    }

    @Test
    void anAnswerThatWasBilledAndCountsAsUnsentIsSeen() throws IOException {
        edit(line -> is(line, "answer") ? line.replace("\"end\":\"complete\"", "\"end\":\"connect\"") : line);

        assertThatThrownBy(() -> AfterRun.holds(simulator, run))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was billed and is on record as connect");
    }

    @Test
    void anotherStatusThanTheOneThatWasSentIsSeen() throws IOException {
        edit(line -> is(line, "answer") ? line.replace("\"status\":200", "\"status\":503") : line);

        assertThatThrownBy(() -> AfterRun.holds(simulator, run))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status of");
    }
}
