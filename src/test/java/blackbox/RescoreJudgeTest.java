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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Answers on record are judged again by a model: what it said before counts, and nobody but the judge is asked for the rest. */
class RescoreJudgeTest {

    private static final String SUITE = """
            version: 1
            name: politeness
            models:
              - { id: m, model: candidate, baseUrl: 'CANDIDATE', auth: none }
              - { id: j, model: judge, baseUrl: 'JUDGE', apiKeyEnv: JUDGE_KEY }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - { file: questions.csv, models: [m] }
            checks:
              - { type: llm-rubric, value: is polite }
              - { type: char-count, value: 3..40 }
            judge: { model: j }
            run: { warmup: 0, retries: { max: 1, maxElapsed: 20s } }
            gates: [passRate >= 50%]
            """;

    private static final Map<String, String> KEY = Map.of("JUDGE_KEY", "sk-canary-0123456789");

    @TempDir
    Path folder;

    private Simulator candidate;
    private Simulator judge;
    private String suite;
    private Path run;
    private Path again;

    @BeforeEach
    void start() {
        candidate = Simulator.start(Script.of(
                Rule.when(Match.contains("hello")).answer("Good morning!"),
                Rule.when(Match.contains("no")).answer("No, you fool.")));
        judge = judging();
        Program.file(folder, "questions.csv", "id,question\nr1,Say hello\nr2,Say no\n");
        write(SUITE);
        run = folder.resolve("run");
        again = folder.resolve("again");
    }

    @AfterEach
    void stop() {
        candidate.close();
        judge.close();
    }

    private static Simulator judging() {
        return Simulator.start(Script.of(
                Rule.when(Match.contains("Good morning")).answer("{\"reason\":\"kind\",\"pass\":true}"),
                Rule.when(Match.contains("fool")).answer("{\"reason\":\"harsh\",\"pass\":false}")));
    }

    private void broken() {
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).fault(Fault.status(400))));
        write(SUITE);
    }

    private void back() {
        judge.close();
        judge = judging();
        write(SUITE);
    }

    private void write(String text) {
        suite = Program.file(
                folder,
                "promptmeter.yaml",
                text.replace("CANDIDATE", candidate.baseUri().toString())
                        .replace("JUDGE'", judge.baseUri().toString() + "'"));
    }

    private Ended ask() {
        return Program.run(KEY, "run", suite, "-o", run.toString());
    }

    private Ended rescore(Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("rescore", run.toString(), "-o", again.toString()));
        arguments.addAll(List.of(more));
        return Program.run(environment, arguments.toArray(String[]::new));
    }

    private static int requests(Simulator of) {
        return of.ledger().answered().size();
    }

    private JsonNode counts(Path of) {
        return Program.json(of, "summary.json").path("counts");
    }

    @Test
    void aJudgeThatWasDownIsAskedAgainAndNobodyElse() {
        broken();
        Ended down = ask();
        assertThat(down.code()).as(down.err()).isEqualTo(102);
        assertThat(Program.text(run.resolve("journal.jsonl")))
                .contains("Good morning!")
                .contains("you fool");
        back();

        Ended ended = rescore(KEY);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(candidate)).isEqualTo(2);
        assertThat(requests(judge)).isEqualTo(2);
        assertThat(counts(again).path("pass").asInt()).isEqualTo(1);
        assertThat(counts(again).path("fail").asInt()).isEqualTo(1);
        assertThat(counts(again).path("attempts").asInt()).isEqualTo(2);
        assertThat(ended.out()).contains("judged again; 2 judge requests sent, and no other.");
    }

    @Test
    void whatWasMeasuredOfTheModelStaysAndReportsComeBackByteForByte() throws IOException {
        broken();
        ask();
        back();
        rescore(KEY);
        JsonNode before = Program.json(run, "summary.json");
        JsonNode after = Program.json(again, "summary.json");
        Folders.delete(run);
        List<String> files = List.of("summary.json", "report.html", "results.csv", "results.jsonl", "junit.xml");
        List<String> texts =
                files.stream().map(file -> Program.text(again.resolve(file))).toList();

        Ended ended = Program.run("report", again.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(files.stream().map(file -> Program.text(again.resolve(file))).toList())
                .isEqualTo(texts);
        assertThat(after.path("latencyMs")).isEqualTo(before.path("latencyMs"));
        assertThat(after.path("tokens")).isEqualTo(before.path("tokens"));
        assertThat(after.path("run").path("durationMs"))
                .isEqualTo(before.path("run").path("durationMs"));
    }

    @Test
    void repliesOnRecordAreUsedAgainWithoutAKeyOrARequest() {
        assertThat(ask().code()).isZero();
        write(SUITE.replace("3..40", "3..13"));
        judge.close();

        Ended ended = rescore(Map.of());

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("no request was sent");
        assertThat(counts(again).path("pass").asInt()).isEqualTo(1);
        assertThat(Program.json(again, "summary.json").path("judge"))
                .isEqualTo(Program.json(run, "summary.json").path("judge"));
        assertThat(Program.text(again.resolve("results.csv"))).contains("llm-rubric: judge: harsh");
    }

    @Test
    void aChangedThresholdOfACheckCostsNoRequest() {
        write(SUITE.replace("value: is polite", "value: is polite, threshold: 0.3"));
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).answer("{\"reason\":\"so so\",\"score\":5}")));
        write(SUITE.replace("value: is polite", "value: is polite, threshold: 0.3"));
        assertThat(ask().code()).isZero();
        write(SUITE.replace("value: is polite", "value: is polite, threshold: 0.6"));

        Ended ended = rescore(Map.of());

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(100);
        assertThat(requests(judge)).isEqualTo(2);
        assertThat(checksSha(again)).isNotEqualTo(checksSha(run));
    }

    private static String checksSha(Path of) {
        String journal = Program.text(of.resolve("journal.jsonl"));
        int at = journal.indexOf("\"checksSha\":\"") + "\"checksSha\":\"".length();
        return journal.substring(at, at + 64);
    }

    @Test
    void aChangedCriterionIsPutToTheJudgeAboutTheAnswersOnRecord() {
        ask();
        write(SUITE.replace("is polite", "is kind"));

        Ended ended = rescore(KEY);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(candidate)).isEqualTo(2);
        assertThat(requests(judge)).isEqualTo(4);
        assertThat(Program.json(again, "summary.json")
                        .path("judge")
                        .path("calls")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void aMissingKeyOfTheJudgeIsSaidBeforeAnythingIsWritten() {
        broken();
        ask();
        back();

        Ended ended = rescore(Map.of());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2001").contains("JUDGE_KEY");
        assertThat(again).doesNotExist();
    }

    @Test
    void theLimitOfARunHoldsForTheJudgesOfEachRescore() {
        String limited = SUITE.replace("maxElapsed: 20s } }", "maxElapsed: 20s }, maxCost: 0.01 USD }")
                + "pricing: { asOf: 2026-01-02, models: { m: free, j: { input: 0, output: 0, perRequest: 0.003 USD } } }\n";
        Program.file(folder, "questions.csv", "id,question\nr1,one\nr2,two\nr3,three\nr4,four\nr5,five\n");
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).fault(Fault.status(400))));
        write(limited);
        ask();
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).answer("{\"reason\":\"kind\",\"pass\":true}")));
        write(limited);

        Ended stopped = rescore(KEY);
        Ended rest = Program.run(
                KEY, "rescore", again.toString(), "-o", folder.resolve("rest").toString());

        assertThat(stopped.code()).as(stopped.out() + stopped.err()).isEqualTo(102);
        assertThat(stopped.out())
                .contains("stopped by maxCost: 0.009 of 0.010 USD spent, 0.000 reserved   ")
                .contains("continue: promptmeter rescore " + again + "\n");
        assertThat(counts(again).path("pass").asInt()).isEqualTo(3);
        assertThat(rest.code()).as(rest.out() + rest.err()).isZero();
        assertThat(requests(judge)).isEqualTo(5);
    }

    @Test
    void noJudgeLeavesWhatHasNoReplyUnscored() {
        broken();
        ask();
        back();

        Ended ended = rescore(KEY, "--no-judge");

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(requests(judge)).isZero();
        assertThat(counts(again).path("error").asInt()).isEqualTo(2);
        assertThat(Program.text(again.resolve("results.csv"))).contains("no reply of the judge is on record");
    }

    @Test
    void aRescoredRunIsRescoredInItsTurn() {
        broken();
        ask();
        back();
        rescore(KEY);
        Path third = folder.resolve("third");

        Ended ended = Program.run("rescore", again.toString(), "-o", third.toString());

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(judge)).isEqualTo(2);
        assertThat(counts(third).path("pass").asInt()).isEqualTo(1);
    }

    @Test
    void aPartOfAGroupIsJudgedLikeACheckOfItsOwn() throws IOException {
        String grouped = SUITE.replace(
                "  - { type: llm-rubric, value: is polite }\n",
                "  - type: assert-set\n    checks:\n      - { type: llm-rubric, value: is polite }\n"
                        + "      - { type: contains, value: o }\n");
        write(grouped);
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).fault(Fault.status(400))));
        write(grouped);
        assertThat(ask().code()).isEqualTo(102);
        assertThat(Program.json(run, "summary.json").at("/errors/0/kind").asString())
                .isEqualTo("judge");
        judge.close();
        judge = judging();
        write(grouped);

        Ended ended = rescore(KEY);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(candidate)).isEqualTo(2);
        assertThat(requests(judge)).isEqualTo(2);
        assertThat(Program.text(again.resolve("results.csv"))).contains("assert-set: llm-rubric: judge: harsh");
        String before = Program.text(again.resolve("results.jsonl"));
        Files.delete(again.resolve("results.jsonl"));
        Program.run("report", again.toString());
        assertThat(Program.text(again.resolve("results.jsonl"))).isEqualTo(before);
    }

    @Test
    void rowsThatBringTheirAnswerAreJudgedToo() {
        Program.file(
                folder, "questions.csv", "id,question,__providerOutput\nr1,Say hello,Good morning!\nr2,Say no,fool\n");
        ask();
        int before = requests(judge);
        write(SUITE.replace("is polite", "is kind"));

        Ended ended = rescore(KEY);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(candidate)).isZero();
        assertThat(requests(judge)).isEqualTo(before + 2);
    }

    @Test
    void aRowUnderAnotherNameKeepsItsReplies() {
        ask();
        Program.file(folder, "questions.csv", "id,question\nnew,Say hello\nother,Say no\n");

        Ended ended = rescore(Map.of());

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(judge)).isEqualTo(2);
        assertThat(counts(again).path("pass").asInt()).isEqualTo(1);
    }

    @Test
    void theKeyOfTheJudgeIsNowhereInTheNewFolder() throws IOException {
        broken();
        ask();
        back();
        rescore(KEY);

        try (var files = Files.list(again)) {
            assertThat(files).allSatisfy(file -> assertThat(Program.text(file)).doesNotContain("canary"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalEndsItInOrderAndAnotherRescoreGoesOn() throws Exception {
        StringBuilder rows = new StringBuilder("id,question\n");
        for (int i = 0; i < 60; i++) {
            rows.append("r").append(i).append(",Say hello ").append(i).append('\n');
        }
        Program.file(folder, "questions.csv", rows.toString());
        // Each answer is another one, so that no reply serves for two.
        candidate.close();
        candidate = Simulator.start(Script.of());
        broken();
        ask();
        judge.close();
        judge = Simulator.start(Script.of(Rule.when(Match.any()).answer("{\"reason\":\"kind\",\"pass\":true}"))
                .with("latency", "fixed:100ms"));
        write(SUITE);
        Process process = process("rescore", run.toString(), "-o", again.toString());
        assertThat(judge.await(ledger -> ledger.answered().size() >= 8, Duration.ofSeconds(60)))
                .isTrue();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Program.text(folder.resolve("output.txt"))).contains("continue: promptmeter rescore ");
        Ended rest = Program.run(
                KEY, "rescore", again.toString(), "-o", folder.resolve("rest").toString());
        assertThat(rest.code()).as(rest.out() + rest.err()).isZero();
        assertThat(requests(judge)).isEqualTo(60);
        assertThat(requests(candidate)).isEqualTo(60);
    }

    private Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.promptmeter.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().putAll(KEY);
        return builder.start();
    }
}
