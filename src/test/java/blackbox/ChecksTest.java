package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.CheckHelp;
import dev.promptmeter.score.Judgement;
import dev.promptmeter.score.Score;
import dev.promptmeter.score.Scorer;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Checks that need more than the text of an answer, in whole runs against the simulator. */
class ChecksTest {

    private static final String TOOLS = "[{type: function, function: {name: get_weather, "
            + "parameters: {type: object, properties: {city: {type: string}}, required: [city]}}}]";

    @TempDir
    Path folder;

    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();
    private Simulator simulator;
    private String out;

    @BeforeEach
    void lay() {
        out = folder.resolve("run").toString();
    }

    @AfterEach
    void stop() {
        Thread.currentThread().setContextClassLoader(usual);
        if (simulator != null) {
            simulator.close();
        }
    }

    /** A check as a user may write it; its value says how it behaves. */
    public static final class Moody implements Scorer {

        @Override
        public CheckHelp help() {
            return new CheckHelp("java:moody", "it is in the mood", "a mood", "", "java:moody: good", List.of());
        }

        @Override
        public Judgement prepare(Check check) {
            String mood = check.value() == null ? "good" : check.value().asString();
            return answer -> switch (mood) {
                case "good" -> Score.pass("fine");
                case "late" -> late();
                case "high" -> new Score.Graded(1.5, true, "");
                case "nan" -> new Score.Graded(Double.NaN, true, "");
                default -> throw new IllegalStateException("not in the mood");
            };
        }

        private static Score late() {
            Object lock = new Object();
            synchronized (lock) {
                try {
                    lock.wait(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Score.pass("late");
        }
    }

    private void installMoody() throws Exception {
        Program.file(folder, "own/META-INF/services/dev.promptmeter.score.Scorer", Moody.class.getName());
        URL[] path = {folder.resolve("own").toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, usual));
    }

    private void simulate(String rules) {
        simulator = Simulator.start(Script.read(Path.of(Program.file(folder, "script.csv", rules))));
    }

    private String suite(String model, String rest) {
        return Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: checks
                models:
                  - { id: m, model: m, baseUrl: "%s", %s }
                prompts: [{ id: p, text: "{{q}}" }]
                datasets: [{ file: rows.csv }]
                run: { warmup: 0, preflight: false }
                %s
                """.formatted(simulator.baseUri(), model, rest));
    }

    private String results() {
        return Program.text(folder.resolve("run/results.jsonl"));
    }

    private List<String> verdicts() {
        return results()
                .lines()
                .skip(1)
                .map(line -> JsonMapper.shared()
                        .readTree(line)
                        .at("/verdict/verdict")
                        .asString())
                .toList();
    }

    @Test
    void aCustomCheckThatMisbehavesLosesNoWorkerAndHarmsNoOtherCheck() throws Exception {
        installMoody();
        simulate("match,answer\n*,Paris\n");
        String moods = "good,late,high,nan,throw";
        StringBuilder rows = new StringBuilder("q,__expected1,__expected2\n");
        IntStream.range(0, 4).forEach(i -> {
            for (String mood : moods.split(",")) {
                rows.append("q").append(i).append(",java:moody: ").append(mood).append(",contains: Paris\n");
            }
        });
        Program.file(folder, "rows.csv", rows.toString());

        Ended ended = Program.run("run", suite("concurrency: 2", "gates: []"), "-o", out, "--exit-zero");

        assertThat(ended.err()).doesNotContain("bug");
        assertThat(verdicts()).hasSize(20).filteredOn("pass"::equals).hasSize(4);
        assertThat(verdicts()).filteredOn("error"::equals).hasSize(16);
        assertThat(results())
                .contains("took longer than 1 s")
                .contains("threw IllegalStateException: not in the mood")
                .contains("a score lies between 0 and 1: 1.5");
    }

    @Test
    void anUnknownCustomCheckSendsNothingAndListsTheKnownOnes() throws Exception {
        installMoody();
        simulate("match,answer\n*,Paris\n");
        Program.file(folder, "rows.csv", "q,__expected\nq1,java:modoy\n");

        Ended cell = Program.run("run", suite("concurrency: 1", ""), "-o", out);
        Program.file(folder, "rows.csv", "q\nq1\n");
        Ended inSuite = Program.run("run", suite("concurrency: 1", "checks: [{ type: \"java:modoy\" }]"), "-o", out);

        assertThat(cell.code()).isEqualTo(2);
        assertThat(cell.err()).contains("PM-1401").contains("rows.csv:2:4").contains("known: java:moody");
        assertThat(inSuite.code()).isEqualTo(2);
        assertThat(inSuite.err()).contains("PM-1401").contains("unknown custom check 'java:modoy'; known: java:moody");
        assertThat(simulator.ledger().answered()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ttft(500), PM-1406", "javascript: 1, PM-1210", "perplexity(5), PM-1406", "java-regex: a, PM-1406"})
    void whatCannotBeJudgedSendsNothing(String cell, String code) {
        simulate("match,answer\n*,Paris\n");
        Program.file(folder, "rows.csv", "q,__expected\nq1," + cell + "\n");

        Ended ended = Program.run("run", suite("concurrency: 1", ""), "-o", out);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(code).contains("rows.csv:2:4");
        assertThat(simulator.ledger().answered()).isEmpty();
    }

    @Test
    void costWithoutAPriceIsUndecidedAndAMeasuredFigureOfAProvidedAnswerIsSkipped() {
        simulate("match,answer,cost\n*,Paris,\n");
        Program.file(folder, "rows.csv", """
                q,__expected1,__expected2,__providerOutput
                q1,cost(1),contains: Paris,
                q2,latency(1),contains: Paris,Paris
                """);

        Ended ended = Program.run("run", suite("concurrency: 1", "gates: []"), "-o", out, "--exit-zero");

        assertThat(ended.out()).isNotEmpty();
        assertThat(verdicts()).containsExactly("error", "pass");
    }

    @Test
    void perplexityAndFirstTokenOfAStreamAreMeasured() {
        simulate("match,answer\n*,abcdefghijklmnop\n");
        Program.file(folder, "rows.csv", """
                q,__expected1,__expected2,__expected3
                q1,perplexity(1.6488),perplexity-score(0.3775),ttft: 30s
                q2,perplexity(1.6487),token-count: 4,
                """);

        Program.run("run", suite("stream: true, params: { logprobs: true }", "gates: []"), "-o", out, "--exit-zero");

        assertThat(verdicts()).containsExactly("pass", "fail");
        assertThat(results()).contains("perplexity 1.6487");
    }

    @Test
    void toolCallsAreHeldAgainstTheToolsOfTheRequest() {
        String call =
                "\"[{\"\"id\"\":\"\"c1\"\",\"\"type\"\":\"\"function\"\",\"\"function\"\":{\"\"name\"\":\"\"get_weather\"\","
                        + "\"\"arguments\"\":\"\"{\\\"\"%s\\\"\":\\\"\"Paris\\\"\"}\"\"}}]\"";
        simulate("match,answer,tool_calls,finish_reason\nexact:q1,," + call.formatted("city")
                + ",tool_calls\nexact:q2,," + call.formatted("town") + ",tool_calls\n");
        Program.file(folder, "rows.csv", """
                q,__expected1,__expected2
                q1,is-valid-tool-call,tool-call: get_weather
                q2,is-valid-tool-call,tool-call: get_weather
                """);

        Program.run("run", suite("params: { tools: " + TOOLS + " }", "gates: []"), "-o", out, "--exit-zero");

        assertThat(verdicts()).containsExactly("pass", "fail");
        assertThat(results()).contains("required property 'city' not found");
    }

    @Test
    void phrasesOfAFileCountAndReportsDoNotNeedItAgain() throws Exception {
        simulate("match,answer\n*,Leider nicht heute.\n");
        Program.file(folder, "rows.csv", "q,__expected\nq1,is-refusal\n");
        String phrases = Program.file(folder, "phrases.txt", "leider nicht\n");

        Program.run("run", suite("concurrency: 1", "refusalPhrases: phrases.txt\ngates: []"), "-o", out, "--exit-zero");
        byte[] before = Files.readAllBytes(folder.resolve("run/results.csv"));
        Files.delete(Path.of(phrases));
        Ended again = Program.run("report", out);

        assertThat(verdicts()).containsExactly("pass");
        assertThat(again.code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("run/results.csv"))).isEqualTo(before);
    }
}
