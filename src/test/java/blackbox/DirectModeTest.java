package blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One dataset and an endpoint, without a suite file. */
class DirectModeTest {

    @TempDir
    Path folder;

    private Simulator simulator;
    private String data;
    private String out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        data = Program.file(folder, "capitals.csv", "id,prompt,expected\nfr,Paris,Paris\njp,Tokyo,Tokyo\n");
        out = folder.resolve("run").toString();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                data,
                "-o",
                out,
                "--model",
                "any",
                "--base-url",
                simulator.baseUri().toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void whatIsPipedInIsValidatedAsItIsRun() {
        InputStream terminal = System.in;
        try {
            System.setIn(new ByteArrayInputStream("prompt,expected\nParis,contians: x\n".getBytes(UTF_8)));
            Ended faulty = Program.run("validate", "-");
            System.setIn(new ByteArrayInputStream("prompt,expected\nParis,Paris\n".getBytes(UTF_8)));
            Ended sound = Program.run("validate", "-v", "-");

            assertThat(faulty.code()).isEqualTo(2);
            assertThat(faulty.err()).startsWith("PM-1401  -:2:7  unknown check 'contians'");
            assertThat(sound.code()).isZero();
            assertThat(sound.out()).contains("-:2:7  Paris\n").endsWith("1 dataset with 1 row, 1 gate\n");
        } finally {
            System.setIn(terminal);
        }
    }

    @Test
    void aPlainAnswerIsJudged() {
        assertThat(run().code()).isZero();

        assertThat(Program.json(folder.resolve("run"), "summary.json")
                        .path("counts")
                        .path("pass")
                        .asInt())
                .isEqualTo(2);
        assertThat(simulator.ledger().answered()).hasSize(2);
    }

    @Test
    void withoutAnEndpointTheFirstLineSaysWhoAnswers() {
        Ended ended = Program.run("run", data, "-o", out);

        assertThat(ended.err().lines().findFirst().orElseThrow()).contains("2 cases at the built-in simulator");
    }

    @Test
    void aStreamedAnswerIsJudgedAndHasATimeToFirstToken() {
        assertThat(run("--stream").code()).isZero();

        assertThat(simulator.ledger().answered())
                .hasSize(2)
                .allMatch(entry -> entry.content() != null && entry.content().stream());
        assertThat(Program.json(folder.resolve("run"), "summary.json")
                        .path("ttftMs")
                        .path("p50")
                        .isNumber())
                .isTrue();
    }

    @Test
    void everyAnswerIsAskedAsOftenAsRepeatSays() {
        assertThat(run("--repeat", "3", "--limit", "1", "--warmup", "0").code()).isZero();

        assertThat(simulator.ledger().answered()).hasSize(3);
    }

    @Test
    void whatTheEndpointGetsIsWhatTheFlagsSay() {
        String prompt = Program.file(folder, "ask.txt", "Say {{prompt}}");

        run(
                "--prompt-file",
                prompt,
                "--system",
                "Be brief.",
                "--param",
                "temperature=0.5",
                "--param",
                "extra.mirostat=2");

        String journal = Program.text(folder.resolve("run/journal.jsonl"));
        assertThat(journal).contains("Say {{prompt}}").contains("mirostat").contains("0.5");
        assertThat(simulator.ledger().answered()).hasSize(2);
    }

    @Test
    void withoutAnEndpointTheSimulatorAnswers() {
        Ended ended = Program.run("run", data, "-o", out);

        assertThat(ended.code()).isZero();
        assertThat(simulator.ledger().entries()).isEmpty();
    }

    @Test
    void aModelWithoutAnEndpointIsRefused() {
        Ended ended = Program.run("run", data, "--model", "any");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("PM-1007  '--model any' needs an endpoint: --base-url URL or --preset NAME\n");
    }

    @Test
    void flagsOfDirectModeAreRefusedBesideASuite() {
        String suite = Program.file(folder, "promptmeter.yaml", "version: 1\n");

        Ended ended = Program.run("run", suite, "--model", "any");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("PM-1005  '--model' chooses a model in direct mode; with a suite use -k 'm:NAME'\n");
    }

    @Test
    void aSecondDatasetIsRefused() {
        assertThat(Program.run("run", data, data).err()).startsWith("PM-1008");
    }

    @Test
    void answersWithoutExpectationsAreOnlyMeasured() {
        String bare = Program.file(folder, "bare.csv", "prompt\nHello\n");

        Ended ended = Program.run(Map.of(), "run", bare, "-o", out);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("not checked");
    }
}
