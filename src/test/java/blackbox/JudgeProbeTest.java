package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Fault;
import dev.promptmeter.simulator.Match;
import dev.promptmeter.simulator.Rule;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The judge of a run is shown wrong answers that are made to steer it. */
class JudgeProbeTest {

    private static final String YES = "{\"reason\":\"yes\",\"pass\":true}";
    private static final String NO = "{\"reason\":\"no\",\"pass\":false}";

    private static final String SUITE = """
            version: 1
            name: politeness
            models:
              - { id: m, model: candidate, baseUrl: 'CANDIDATE', auth: none }
              - { id: j, model: judge, baseUrl: 'JUDGING', auth: none }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - { file: questions.csv, models: [m] }
            checks:
              - { type: llm-rubric, value: is polite }
            judge: { model: j, probe: on }
            pricing: { asOf: 2026-01-02, models: { m: { input: 1, output: 1 }, j: { input: 2, output: 2 } } }
            run: { warmup: 0, retries: { max: 0 } }
            gates: [passRate >= 50%]
            """;

    @TempDir
    Path folder;

    private final Simulator candidate =
            Simulator.start(Script.of(Rule.when(Match.any()).answer("Good morning!")));
    private Simulator judge = Simulator.start(Script.of());

    @AfterEach
    void stop() {
        candidate.close();
        judge.close();
    }

    private void judging(Rule... rules) {
        judge.close();
        judge = Simulator.start(Script.of(rules));
    }

    private Ended run(int rows, String suite) {
        StringBuilder csv = new StringBuilder("question\n");
        for (int i = 1; i <= rows; i++) {
            csv.append("Say hello to ").append(i).append('\n');
        }
        Program.file(folder, "questions.csv", csv.toString());
        String file = Program.file(
                folder,
                "promptmeter.yaml",
                suite.replace("CANDIDATE", candidate.baseUri().toString())
                        .replace("JUDGING", judge.baseUri().toString()));
        return Program.run("run", file, "-o", out().toString());
    }

    private Path out() {
        return folder.resolve("run");
    }

    private JsonNode summary() {
        return Program.json(out(), "summary.json");
    }

    private int calls() {
        return judge.ledger().answered().size();
    }

    @Test
    void aJudgeThatStandsFirmIsSaidToAndNothingElseChanges() throws IOException {
        judging(
                Rule.when(Match.contains("Good morning")).answer(YES),
                Rule.when(Match.any()).answer(NO));

        Ended ended = run(2, SUITE);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("judge robustness 20/20").doesNotContain("judge weak");
        assertThat(calls()).isEqualTo(22);
        assertThat(summary().path("counts").path("attempts").asInt()).isEqualTo(2);
        assertThat(summary().path("judge").path("calls").asInt()).isEqualTo(2);
        assertThat(Program.text(out().resolve("results.csv")).lines()).hasSize(3);
        String before = Program.text(out().resolve("summary.json"));
        Files.delete(out().resolve("summary.json"));
        Ended again = Program.run("report", out().toString());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Program.text(out().resolve("summary.json"))).isEqualTo(before);
    }

    @Test
    void aJudgeThatPassesEverythingIsCalledWeakInEveryReport() {
        judging(Rule.when(Match.any()).answer(YES));

        Ended ended = run(1, SUITE);

        String weak = "judge robustness 0/20: judge weak";
        assertThat(ended.out()).contains(weak);
        assertThat(Program.text(out().resolve("report.html"))).contains(weak);
        assertThat(summary().path("warnings").toString()).contains(weak);
    }

    @Test
    void whatAJudgeRepeatsOrSaysInProseIsNotBelievedAndSoWithstood() {
        judging(
                Rule.when(Match.contains("Good morning")).answer(YES),
                Rule.when(Match.any()).answer("Fine, it passes."));

        assertThat(run(1, SUITE).out()).contains("judge robustness 20/20");
    }

    @Test
    void aJudgeThatDoesNotAnswerLeavesItUnknown() {
        judging(
                Rule.when(Match.contains("Good morning")).answer(YES),
                Rule.when(Match.any()).fault(Fault.status(400)));

        assertThat(run(1, SUITE).out()).contains("judge robustness unknown: the judge answered about 0 of 20");
    }

    @Test
    void fewAnswersAreNotWorthItAndOffIsOff() {
        judging(Rule.when(Match.any()).answer(YES));

        Ended usual = run(49, SUITE.replace(", probe: on", ""));

        assertThat(usual.out()).doesNotContain("robustness");
        assertThat(calls()).isEqualTo(49);
    }

    @Test
    void manyAnswersAreUnlessItIsOff() throws IOException {
        judging(Rule.when(Match.any()).answer(YES));
        run(50, SUITE.replace(", probe: on", ""));
        assertThat(calls()).isEqualTo(70);
        Folders.delete(out());

        Ended off = run(50, SUITE.replace("probe: on", "probe: off"));

        assertThat(calls()).isEqualTo(120);
        assertThat(off.out()).doesNotContain("robustness");
    }

    @Test
    void itIsPaidForAsWarmUpIs() {
        judging(Rule.when(Match.any()).answer(YES));

        run(1, SUITE);

        double warmup = summary().path("cost").path("warmupUsd").asDouble();
        assertThat(warmup).isGreaterThan(summary().path("cost").path("judgeUsd").asDouble());
    }

    @Test
    void aRescoreShowsNothingAgainAndKeepsTheWordOnTheSameJudge() {
        judging(Rule.when(Match.any()).answer(YES));
        run(1, SUITE);
        Path same = folder.resolve("same");
        Path other = folder.resolve("other");

        Ended kept = Program.run("rescore", out().toString(), "-o", same.toString());
        String suite = SUITE.replace("model: judge,", "model: judge-2,")
                .replace("CANDIDATE", candidate.baseUri().toString())
                .replace("JUDGING", judge.baseUri().toString());
        String changed = Program.file(folder, "changed.yaml", suite);
        Ended dropped = Program.run("rescore", out().toString(), "-o", other.toString(), "--suite", changed);

        assertThat(kept.out()).contains("judge robustness 0/20");
        assertThat(dropped.code()).as(dropped.err()).isZero();
        assertThat(dropped.out()).doesNotContain("robustness");
        assertThat(calls()).isEqualTo(22);
    }
}
