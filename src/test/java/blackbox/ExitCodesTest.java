package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every ending of a run, each from its own cause. */
class ExitCodesTest {

    /** The simulator echoes the prompt, so a row passes whose expectation is its own prompt. */
    private static final String CAPITALS = """
            id,prompt,expected
            fr,Paris,Paris
            jp,Tokyo,Tokyo
            ca,Ottawa,Toronto
            ke,Nairobi,Nairobi
            """;

    @TempDir
    Path folder;

    private String data;
    private String out;

    @BeforeEach
    void lay() {
        data = Program.file(folder, "capitals.csv", CAPITALS);
        out = folder.resolve("run").toString();
    }

    private int exitCodeInSummary() {
        return Program.json(folder.resolve("run"), "summary.json")
                .path("exitCode")
                .asInt();
    }

    @Test
    void aRunWhoseGatesHoldExits0() {
        Ended ended = Program.run("run", data, "-o", out, "--gate", "passRate >= 75%");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("PASSED  1 of 1 gates").endsWith("exit 0\n");
        assertThat(exitCodeInSummary()).isZero();
        assertThat(folder.resolve("run/report.html")).exists();
    }

    @Test
    void aGateThatFailsExits100() {
        Ended ended = Program.run("run", data, "-o", out, "--gate", "passRate >= 90%");

        assertThat(ended.code()).isEqualTo(100);
        assertThat(ended.out()).contains("FAIL").endsWith("exit 100\n");
        assertThat(exitCodeInSummary()).isEqualTo(100);
    }

    @Test
    void withoutAGateOneFailingRowFailsTheRun() {
        Ended ended = Program.run("run", data, "-o", out);

        assertThat(ended.code()).isEqualTo(100);
        assertThat(ended.out()).contains("passRate >= 100%");
    }

    @Test
    void exitZeroHidesTheResultOfGatesAndTheSummaryKeepsIt() {
        Ended ended = Program.run("run", data, "-o", out, "--exit-zero");

        assertThat(ended.code()).isZero();
        assertThat(exitCodeInSummary()).isEqualTo(100);
    }

    @Test
    void anotherFailExitCodeReplaces100() {
        assertThat(Program.run("run", data, "-o", out, "--fail-exit-code", "7").code())
                .isEqualTo(7);
    }

    @Test
    void withNoGatesAFailingGateDecidesNothing() {
        assertThat(Program.run("run", data, "-o", out, "--no-gates").code()).isZero();
    }

    @Test
    void moreErrorsThanTheLimitExit102EvenWhereAGateFails() {
        String mixed = Program.file(
                folder,
                "mixed.csv",
                "id,prompt,expected\na,Paris,Paris\nb,Rome [sim: status=400],Rome\nc,Oslo,Bergen\n");

        Ended ended = Program.run("run", mixed, "-o", out);

        assertThat(ended.code()).isEqualTo(102);
        assertThat(exitCodeInSummary()).isEqualTo(102);
        assertThat(ended.out()).contains("INCONCLUSIVE").contains("errors, limit");
    }

    @Test
    void anUnknownFlagExits2WithTheFlagThatWasMeant() {
        Ended ended = Program.run("run", "--concurency", "3");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("PM-1001  unknown option '--concurency': did you mean '--concurrency'?\n");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aFaultOfTheSuiteExits2WithItsLineAndColumn() {
        String suite = Program.file(
                folder,
                "promptmeter.yaml",
                "version: 1\nname: x\nmodels:\n  - modle: m\n    preset: simulator\ndatasets: []\n");

        Ended ended = Program.run("run", suite, "-o", out);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1102  " + suite + ":4:5").contains("did you mean 'model'?");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aFaultOfADatasetExits2WithItsLine() {
        String ragged = Program.file(folder, "ragged.csv", "id,prompt,expected\nfr,Paris,Paris\njp,Tokyo\n");

        Ended ended = Program.run("run", ragged, "-o", out);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(ragged + ":3");
    }

    @Test
    void aMissingSuiteExits2AndSaysHowToStartOne() {
        Ended ended = Program.run("run", folder.resolve("nowhere.yaml").toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1010").contains("promptmeter init");
    }

    @Test
    void anUnreachableEndpointExits3BeforeAnyRun() throws IOException {
        int closed = freePort();

        Ended ended =
                Program.run("run", data, "-o", out, "--model", "m", "--base-url", "http://127.0.0.1:" + closed + "/v1");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2103").contains("127.0.0.1:" + closed);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void anUnreachableEndpointExits3AlsoWithoutPreflight() throws IOException {
        String url = "http://127.0.0.1:" + freePort() + "/v1";

        Ended ended = Program.run(
                "run", data, "-o", out, "--model", "m", "--base-url", url, "--no-preflight", "--retries", "0");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(exitCodeInSummary()).isEqualTo(3);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aModelThatTheEndpointDoesNotListExits3WithTheNearestName() {
        try (Simulator simulator = Simulator.start(Script.of().with("model", "sim-small"))) {
            Ended ended = Program.run(
                    "run",
                    data,
                    "-o",
                    out,
                    "--model",
                    "sim-smal",
                    "--base-url",
                    simulator.baseUri().toString());

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("PM-2102").contains("sim-small");
        }
    }

    @Test
    void aMissingKeyExits3AndNamesTheVariable() {
        Ended ended = Program.run(
                "run",
                data,
                "-o",
                out,
                "--model",
                "m",
                "--base-url",
                "https://api.example.test/v1",
                "--api-key-env",
                "EXAMPLE_KEY");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2001").contains("EXAMPLE_KEY");
    }

    @Test
    void aSelectionThatMatchesNothingExits4() {
        Ended ended = Program.run("run", data, "-o", out, "-k", "id:capitals/zz*");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).startsWith("PM-4001  the selection matches no case");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void allowEmptyMakesAnEmptySelectionFine() {
        assertThat(Program.run("run", data, "-o", out, "-k", "id:capitals/zz*", "--allow-empty")
                        .code())
                .isZero();
    }

    @Test
    void aFolderThatHoldsSomethingExits5() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Program.file(folder.resolve("run"), "notes.txt", "mine");

        Ended ended = Program.run("run", data, "-o", out);

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("PM-5002").contains("is not empty");
    }

    @Test
    void ofSeveralSuitesTheGravestExitCodeWins() {
        String good = suite("good", "passRate >= 75%");
        String bad = suite("bad", "passRate >= 90%");

        Ended ended = Program.run("run", good, bad, good);

        assertThat(ended.code()).isEqualTo(100);
        assertThat(ended.out()).contains("PASSED").contains("FAILED");
    }

    private String suite(String name, String gate) {
        return Program.file(folder, name + ".yaml", """
                version: 1
                name: %s
                models: [{ id: sim, preset: simulator, model: sim-small }]
                prompts: [{ id: default, text: "{{prompt}}" }]
                datasets: [{ file: %s.csv }]
                checks: [{ type: equals, value: "{{answer}}" }]
                gates: ["%s"]
                reports: { out: %s }
                """.formatted(name, rows(name), gate, folder.resolve("reports")));
    }

    private String rows(String name) {
        Program.file(folder, name + ".csv", CAPITALS.replace("expected", "answer"));
        return name;
    }
}
