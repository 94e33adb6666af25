package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code --errors} asks again what failed, {@code --failed} what was answered wrongly, and {@code --resume} finds its run. */
class AskAgainTest {

    @TempDir
    Path folder;

    private Simulator simulator;
    private KeyBench bench;
    private Path out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of().with("fault", "status:500@limit=4"));
        bench = new KeyBench(simulator.baseUri().toString());
        bench.prompts.add("Say {{question}}");
        bench.temperatures.add("0");
        bench.ask("one", "two", "three");
        out = folder.resolve("run");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(Path into, String... more) {
        List<String> flags = new ArrayList<>(List.of("-j", "1", "--retries", "1"));
        flags.addAll(List.of(more));
        return Program.run(bench.start(folder, into, flags.toArray(String[]::new)));
    }

    private int requests() {
        return simulator.ledger().entries().size();
    }

    private static JsonNode counts(Path of) {
        return Program.json(of, "summary.json").path("counts");
    }

    @Test
    void errorsOnRecordStayUntilTheyAreAskedForAgain() {
        run(out);
        assertThat(counts(out).path("error").asInt()).isEqualTo(2);
        assertThat(requests()).isEqualTo(5);

        run(out, "--resume");
        assertThat(requests()).isEqualTo(5);
        assertThat(counts(out).path("error").asInt()).isEqualTo(2);

        Ended ended = run(out, "--errors");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests()).isEqualTo(7);
        assertThat(counts(out).path("error").asInt()).isZero();
        assertThat(counts(out).path("attempts").asInt()).isEqualTo(7);
        assertThat(Program.json(out, "summary.json").path("latencyMs").path("n").asInt())
                .isEqualTo(1);
    }

    @Test
    void ofEachAnswerOfEveryStartItIsKnownHowLongItTookToTheDisk() {
        run(out);
        assertThat(kept(out).path("n").asInt()).isEqualTo(5);
        assertThat(kept(out).path("max").asDouble()).isPositive();

        run(out, "--resume");
        assertThat(kept(out).path("n").asInt()).isEqualTo(5);

        run(out, "--errors");
        assertThat(kept(out).path("n").asInt()).isEqualTo(7);
    }

    private static JsonNode kept(Path of) {
        return Program.json(of, "summary.json").path("measurement").path("keptMs");
    }

    @Test
    void errorsFindsTheRunWithoutASuite() {
        run(out);

        Ended ended = Program.run("run", "--errors", out.toString(), "-q");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(requests()).isEqualTo(7);
    }

    @Test
    void anErrorThatIsAskedAgainMayBeRetriedAsOftenAsAnyOther() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("fault", "status:500@limit=7"));
        bench.baseUrl = simulator.baseUri().toString();
        run(out);
        assertThat(counts(out).path("error").asInt()).isEqualTo(3);

        Ended ended = run(out, "--errors");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(requests()).isEqualTo(10);
    }

    @Test
    void onlyWhatWasWrongIsAskedAgainInARunOfItsOwn() throws IOException {
        run(folder.resolve("errors"));
        bench.prompts.add("Shout {{question}}");
        bench.lines.set(1, new KeyBench.Line("r2", "two", "contains: Shout"));
        run(out);
        assertThat(counts(out).path("fail").asInt()).isEqualTo(5);
        int before = requests();

        Path again = folder.resolve("again");
        Ended ended = Program.run("run", bench.write(folder), "-o", again.toString(), "--failed", out.toString());

        assertThat(requests() - before).as(ended.err()).isEqualTo(5);
        assertThat(counts(again).path("cases").asInt()).isEqualTo(5);
        assertThat(counts(again).path("skip").asInt()).isZero();
        assertThat(ended.err()).contains("note: only cases with a wrong answer in " + out);
        JsonNode then = Program.json(again, "summary.json");
        assertThat(Program.run("report", again.toString()).code()).isZero();
        assertThat(Program.json(again, "summary.json")).isEqualTo(then);
        assertThat(Program.run("run", "--resume", again.toString(), "-q").code())
                .isZero();
        assertThat(requests() - before).isEqualTo(5);
        assertThat(Files.readString(again.resolve("journal.jsonl"), StandardCharsets.UTF_8))
                .contains("\"only\":[[\"p0\",\"m0\"]]");
    }

    @Test
    void failedAndResumeExcludeEachOther() {
        run(out);

        assertThat(run(out, "--resume", "--failed", out.toString()).err()).startsWith("PM-1006");
    }

    @Test
    void aRunGoesOnFromAnotherFolder() throws IOException, InterruptedException {
        simulator.close();
        simulator = Simulator.start(Script.of());
        bench.baseUrl = simulator.baseUri().toString();
        Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(folder.resolve("elsewhere"));
        bench.write(folder.resolve("project"));
        assertThat(child(
                        "project",
                        "run",
                        "suite.yaml",
                        "-o",
                        "out",
                        "-j",
                        "1",
                        "--retries",
                        "0",
                        "--max-duration",
                        "1ms"))
                .isEqualTo(102);

        int code = child("elsewhere", "run", "--errors", "../project/out", "-q");

        assertThat(code).as(Program.text(folder.resolve("child.txt"))).isZero();
        assertThat(counts(folder.resolve("project/out")).path("cases").asInt()).isEqualTo(3);
    }

    private int child(String from, String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), "dev.promptmeter.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.resolve(from).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile())
                .start()
                .waitFor();
    }
}
