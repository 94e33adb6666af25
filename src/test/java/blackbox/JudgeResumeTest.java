package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run with a judge goes on after an edit: neither model is asked for what it has said. */
class JudgeResumeTest {

    private static final String SUITE = """
            version: 1
            name: politeness
            models:
              - { id: sim, preset: simulator, model: sim-small, simulator: { script: answers.csv } }
              - { id: judge-sim, preset: simulator, model: sim-judge, simulator: { script: judge.csv } }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - { file: questions.csv, models: [sim] }
            checks:
              - { type: llm-rubric, value: "is polite" }
            judge: { model: judge-sim }
            run: { warmup: 0, retries: { max: 0 } }
            gates: [passRate >= 0%]
            """;

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void start() {
        out = folder.resolve("run");
        Program.file(folder, "answers.csv", "match,answer\n*,Good morning!\n");
        judging("match,on,answer\n*,last,\"{\"\"reason\"\":\"\"kind words\"\",\"\"pass\"\":true}\"\n");
        rows("r1,Say hello\nr2,Say no\n");
    }

    private void judging(String script) {
        Program.file(folder, "judge.csv", script);
    }

    private void rows(String lines) {
        Program.file(folder, "questions.csv", "id,question\n" + lines);
    }

    private Ended run(String suite, String... more) {
        String file = Program.file(folder, "promptmeter.yaml", suite);
        String[] arguments = new String[more.length + 6];
        System.arraycopy(more, 0, arguments, 6, more.length);
        System.arraycopy(new String[] {"run", file, "-q", "-o", out.toString(), "--report=json"}, 0, arguments, 0, 6);
        return Program.run(arguments);
    }

    private JsonNode counts() {
        return Program.json(out, "summary.json").path("counts");
    }

    private long asked(String member) throws IOException {
        return Files.readAllLines(out.resolve("journal.jsonl"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("\"t\":\"intent\""))
                .filter(line -> line.contains("\"judge\":\"") == member.equals("judge"))
                .count();
    }

    @Test
    void anEditedRubricIsPutToTheJudgeAndNotToTheModel() throws IOException {
        run(SUITE);

        Ended ended = run(SUITE.replace("is polite", "is friendly"), "--resume");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(asked("model")).isEqualTo(2);
        assertThat(asked("judge")).isEqualTo(4);
        assertThat(counts().path("pass").asInt()).isEqualTo(2);
    }

    @Test
    void anEditedDatasetAsksNobodyForWhatIsKnown() throws IOException {
        run(SUITE);
        double before =
                Program.json(out, "summary.json").path("judge").path("calls").asDouble();
        rows("x2,Say no\nx1,Say hello\nx3,Say more\n");

        Ended ended = run(SUITE, "--resume");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(asked("model")).isEqualTo(3);
        assertThat(counts().path("pass").asInt()).isEqualTo(3);
        // All answers read alike, so the question about the new one has its reply on record.
        assertThat(asked("judge")).isEqualTo(2);
    }

    @Test
    void aJudgeWhoseKeyIsRefusedStopsTheRunAndAResumeGoesOnWithIt() throws IOException {
        judging("match,on,fault\n*,last,status:401\n");

        Ended ended = run(SUITE);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(Program.json(out, "summary.json").path("exitReason").stringValue())
                .startsWith("the judge: HTTP 401");

        judging("match,on,answer\n*,last,\"{\"\"reason\"\":\"\"kind words\"\",\"\"pass\"\":true}\"\n");
        run(SUITE, "--errors");

        assertThat(counts().path("pass").asInt()).isEqualTo(2);
        assertThat(asked("model")).isEqualTo(2);
    }

    @Test
    void whatAJudgeCouldNotSayIsAskedAgainWithTheErrors() throws IOException {
        judging("match,on,fault\n*,last,status:500\n");
        run(SUITE);
        assertThat(counts().path("error").asInt()).isEqualTo(2);
        judging("match,on,answer\n*,last,\"{\"\"reason\"\":\"\"kind words\"\",\"\"pass\"\":true}\"\n");

        run(SUITE, "--resume");
        assertThat(counts().path("error").asInt()).isEqualTo(2);
        Ended ended = run(SUITE, "--errors");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts().path("pass").asInt()).isEqualTo(2);
        assertThat(asked("model")).isEqualTo(2);
    }

    @Test
    void anotherFlagChangesNothingOfWhatIsJudged() throws IOException {
        judging("match,on,fault\n*,last,status:500\n");
        run(SUITE);
        String before = results();
        assertThat(before).contains("the judge did not answer");
        judging("match,on,answer\n*,last,\"{\"\"reason\"\":\"\"kind words\"\",\"\"pass\"\":true}\"\n");

        run(
                SUITE.replace("passRate >= 0%", "errorRate <= 100%"),
                "--resume",
                "-j",
                "3",
                "--timeout",
                "7s",
                "--max-duration",
                "1h",
                "--tag",
                "branch=main");

        assertThat(asked("judge")).isEqualTo(2);
        assertThat(results()).isEqualTo(before);
    }

    private String results() {
        Program.run("report", out.toString(), "--report", "csv");
        return Program.text(out.resolve("results.csv"));
    }
}
