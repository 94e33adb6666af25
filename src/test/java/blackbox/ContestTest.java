package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Fault;
import dev.promptmeter.simulator.Match;
import dev.promptmeter.simulator.Rule;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The answers of several models to a row, compared with each other by a judge. */
class ContestTest {

    private static final String SUITE = """
            version: 1
            name: metals
            models:
              - { id: a, model: m, baseUrl: 'GOLD', auth: none }
              - { id: b, model: m, baseUrl: 'SILVER', auth: none }
              - { id: c, model: m, baseUrl: 'BRONZE', auth: none }
              - { id: j, model: judge, baseUrl: 'JUDGE', auth: none }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - { file: questions.csv, models: [a, b, c] }
            checks:
              - { type: select-best, value: is precious }
            judge: { model: j, probe: off }
            run: { warmup: 0, retries: { max: 1, maxElapsed: 20s } }
            gates: [passRate >= 30%]
            """;

    private static final String FIRST = "{\"reason\":\"it shines\",\"winner\":\"first\"}";
    private static final String SECOND = "{\"reason\":\"it shines\",\"winner\":\"second\"}";

    @TempDir
    Path folder;

    private final List<Simulator> candidates = new ArrayList<>();
    private Simulator judge;
    private String suite;
    private Path run;
    private Path again;

    @BeforeEach
    void start() {
        for (String answer : List.of("gold", "silver", "bronze")) {
            candidates.add(Simulator.start(Script.of(Rule.when(Match.any()).answer(answer))));
        }
        judge = fair();
        run = folder.resolve("run");
        again = folder.resolve("again");
        rows(3);
        write(SUITE);
    }

    @AfterEach
    void stop() {
        candidates.forEach(Simulator::close);
        judge.close();
    }

    private static Simulator fair() {
        return Simulator.start(Script.of(
                shown("gold.*BEGIN", FIRST),
                shown("gold", SECOND),
                shown("silver.*BEGIN", FIRST),
                Rule.when(Match.any()).answer(SECOND)));
    }

    private static Rule shown(String text, String reply) {
        return Rule.when(Match.regex("(?s)BEGIN [0-9a-f]{32}\n" + text))
                .with("on", "all")
                .answer(reply);
    }

    private void judged(Simulator by) {
        judge.close();
        judge = by;
        write(SUITE);
    }

    private static Simulator always(Rule rule) {
        return Simulator.start(Script.of(rule));
    }

    private void rows(int count) {
        StringBuilder rows = new StringBuilder("id,question\n");
        for (int i = 1; i <= count; i++) {
            rows.append("r").append(i).append(",Name a metal ").append(i).append('\n');
        }
        Program.file(folder, "questions.csv", rows.toString());
    }

    private void write(String text) {
        suite = Program.file(
                folder,
                "promptmeter.yaml",
                text.replace("GOLD", uri(candidates.get(0)))
                        .replace("SILVER", uri(candidates.get(1)))
                        .replace("BRONZE", uri(candidates.get(2)))
                        .replace("JUDGE", uri(judge)));
    }

    private static String uri(Simulator simulator) {
        return simulator.baseUri().toString();
    }

    private Ended ask(String... more) {
        return program(List.of("run", suite, "-o", run.toString()), more);
    }

    private Ended rescore(String... more) {
        return program(List.of("rescore", run.toString(), "-o", again.toString()), more);
    }

    private static Ended program(List<String> first, String... more) {
        return Program.run(Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private static int requests(Simulator of) {
        return of.ledger().answered().size();
    }

    private int asked() {
        return candidates.stream().mapToInt(ContestTest::requests).sum();
    }

    private static JsonNode summary(Path of) {
        return Program.json(of, "summary.json");
    }

    private static String counts(Path of) {
        JsonNode counts = summary(of).path("counts");
        return counts.path("pass").asInt() + " pass, " + counts.path("fail").asInt() + " fail, "
                + counts.path("error").asInt() + " error";
    }

    @Test
    void theBestAnswerToEachRowPassesAndTheJudgeStandsApart() {
        Ended ended = ask();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts(run)).isEqualTo("3 pass, 6 fail, 0 error");
        assertThat(asked()).isEqualTo(9);
        assertThat(requests(judge)).isEqualTo(18);
        assertThat(summary(run).at("/counts/attempts").asInt()).isEqualTo(9);
        assertThat(summary(run).at("/judge/calls").asInt()).isEqualTo(18);
        assertThat(summary(run).at("/judge/pairs").asInt()).isEqualTo(9);
        assertThat(summary(run).at("/judge/pairsChanged").asInt()).isZero();
        assertThat(Program.text(run.resolve("results.csv")))
                .contains("select-best: 1 of 2 points, the best of 3 answers has 2: it shines");
        assertThat(ended.out()).contains("judge  18 calls about 9 answers").contains("order: 0.0 % of 9 pairs");
    }

    @Test
    void aJudgeThatAlwaysPrefersTheFirstTextIsReported() {
        judged(always(Rule.when(Match.any()).answer(FIRST)));

        Ended ended = ask();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts(run)).isEqualTo("9 pass, 0 fail, 0 error");
        assertThat(summary(run).at("/judge/pairsChangedShare").asDouble()).isEqualTo(1.0);
        assertThat(ended.out()).contains("; changed with the order: 100.0 % of 9 pairs");
        assertThat(Program.text(run.resolve("report.html"))).contains("Compared pairs that changed with the order");
    }

    @Test
    void reportsAreMadeAgainByteForByte() throws IOException {
        ask();
        List<String> files = List.of("summary.json", "results.csv", "results.jsonl", "report.html");
        List<String> before =
                files.stream().map(file -> Program.text(run.resolve(file))).toList();
        for (String file : files) {
            Files.delete(run.resolve(file));
        }

        Ended ended = Program.run("report", run.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(files.stream().map(file -> Program.text(run.resolve(file))).toList())
                .isEqualTo(before);
    }

    @Test
    void aRunThatWasKilledAnywhereGoesOnToTheSameResultAndAsksForNothingTwice() throws IOException {
        rows(1);
        ask("-j", "2");
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(24);

        for (int cut = 3; cut < lines.size(); cut += 2) {
            Files.write(journal, lines.subList(0, cut), StandardCharsets.UTF_8);
            int calls = requests(judge);
            int asked = asked();
            long replies = answers(lines.subList(0, cut), true);
            long answers = answers(lines.subList(0, cut), false);

            Ended report = Program.run("report", run.toString());
            String reported = counts(run);
            Ended ended = ask("--resume");

            assertThat(report.code()).as(report.err()).isZero();
            assertThat(reported.startsWith("1 pass, 2 fail"))
                    .as("cut at " + cut)
                    .isEqualTo(replies == 6);
            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
            assertThat(counts(run)).as("cut at " + cut).isEqualTo("1 pass, 2 fail, 0 error");
            assertThat(requests(judge) - calls).as("cut at " + cut).isEqualTo((int) (6 - replies));
            assertThat(asked() - asked).as("cut at " + cut).isEqualTo((int) (3 - answers));
            assertThat(summary(run).at("/judge/pairs").asInt()).isEqualTo(3);
        }
    }

    private static long answers(List<String> lines, boolean judging) {
        return lines.stream()
                .filter(line -> line.contains("\"t\":\"answer\""))
                .filter(line -> line.contains("shines") == judging)
                .count();
    }

    @Test
    void aJudgeThatWasDownIsAskedAgainAndNobodyElse() {
        judged(always(Rule.when(Match.any()).fault(Fault.status(503))));
        Ended down = ask();
        judged(fair());

        Ended ended = rescore();

        assertThat(down.code()).as(down.err()).isEqualTo(102);
        assertThat(counts(run)).isEqualTo("0 pass, 0 fail, 9 error");
        assertThat(summary(run).at("/errors/0/kind").asString()).isEqualTo("judge");
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("18 judge requests sent, and no other.");
        assertThat(asked()).isEqualTo(9);
        assertThat(requests(judge)).isEqualTo(18);
        assertThat(counts(again)).isEqualTo("3 pass, 6 fail, 0 error");
        String before = Program.text(again.resolve("results.jsonl"));
        Program.run("report", again.toString());
        assertThat(Program.text(again.resolve("results.jsonl"))).isEqualTo(before);
    }

    @Test
    void withoutAJudgeWhatHasNoReplyStaysUnscored() {
        judged(always(Rule.when(Match.any()).fault(Fault.status(503))));
        ask();
        judged(fair());

        Ended ended = rescore("--no-judge");

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(requests(judge)).isZero();
        assertThat(counts(again)).isEqualTo("0 pass, 0 fail, 9 error");
        assertThat(Program.text(again.resolve("results.csv"))).contains("no reply of the judge is on record");
    }

    @Test
    void repliesOnRecordDecideWithoutARequest() {
        ask();
        judge.close();

        Ended ended = rescore();
        Ended without = program(List.of("rescore", run.toString(), "--no-judge"), "-o", folder + "/third");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(without.code()).as(without.out() + without.err()).isZero();
        assertThat(ended.out()).contains("no request was sent");
        assertThat(counts(again)).isEqualTo("3 pass, 6 fail, 0 error");
        assertThat(summary(again).path("judge")).isEqualTo(summary(run).path("judge"));
        assertThat(counts(folder.resolve("third"))).isEqualTo("3 pass, 6 fail, 0 error");
    }

    @Test
    void onlyTheRepliesThatAreMissingAreAskedFor() throws IOException {
        rows(1);
        ask("-j", "1");
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        // As if the program had been killed after the judge's fourth reply.
        Files.write(journal, lines.subList(0, 16), StandardCharsets.UTF_8);
        long replies = answers(lines.subList(0, 16), true);

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts(again)).isEqualTo("1 pass, 2 fail, 0 error");
        assertThat(requests(judge)).isEqualTo((int) (6 + 6 - replies));
    }

    @Test
    void anotherCriterionIsPutToTheJudgeAboutAnswersOnRecord() {
        ask();
        write(SUITE.replace("is precious", "is a metal"));

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(asked()).isEqualTo(9);
        assertThat(requests(judge)).isEqualTo(36);
    }

    @Test
    void aModelThatIsTakenOutLeavesTheOthersToBeComparedByRepliesOnRecord() {
        ask();
        write(SUITE.replace("models: [a, b, c]", "models: [b, c]"));

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests(judge)).isEqualTo(18);
        assertThat(counts(again)).isEqualTo("3 pass, 3 fail, 0 error");
    }

    @Test
    void aModelThatWasNeverAskedLeavesItUndecided() {
        write(SUITE.replace("models: [a, b, c]", "models: [a, b]"));
        ask();
        write(SUITE);

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(counts(again)).isEqualTo("0 pass, 0 fail, 6 error");
        assertThat(Program.text(again.resolve("results.csv")))
                .contains("select-best: not every answer that it would be compared with is there");
    }

    @Test
    void aModelThatIsDownIsLeftOut() {
        candidates.get(0).close();
        candidates.set(0, always(Rule.when(Match.any()).fault(Fault.status(400))));
        write(SUITE);

        // One at a time: three refusals before the first answer would end the run.
        Ended ended = ask("-j", "1");

        assertThat(counts(run)).as(ended.err()).isEqualTo("3 pass, 3 fail, 3 error");
        assertThat(requests(judge)).isEqualTo(6);
    }

    @Test
    void aRowCanAskForItInACell() {
        Program.file(
                folder,
                "questions.csv",
                "id,question,__expected\nr1,Name a metal,select-best: is precious\nr2,Name another,contains: o\n");
        write(SUITE.replace("checks:\n  - { type: select-best, value: is precious }\n", ""));

        Ended ended = ask();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts(run)).isEqualTo("3 pass, 3 fail, 0 error");
        assertThat(requests(judge)).isEqualTo(6);
    }

    @Test
    void moreAnswersToARowThanCanBeComparedAreRefused() {
        String prompts = "  - { id: v1, text: \"{{question}}\" }\n"
                + "  - { id: v2, text: \"{{question}}!\" }\n  - { id: v3, text: \"{{question}}?\" }\n";
        write(SUITE.replace("  - { id: v1, text: \"{{question}}\" }\n", prompts));

        Ended ended = Program.run("validate", suite);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("PM-1406")
                .contains("check 'select-best' needs at most 8 answers to a row: 3 prompts and 3 models give 9");
        assertThat(asked()).isZero();
    }

    @Test
    void whereARowHasOneAnswerAWarningSaysThatNothingIsCompared() {
        write(SUITE.replace("models: [a, b, c]", "models: [a]"));
        Ended ofSuite = Program.run("validate", suite);
        Program.file(folder, "questions.csv", "id,question,__expected\nr1,Name a metal,select-best: is precious\n");
        write(SUITE.replace("models: [a, b, c]", "models: [a]")
                .replace("checks:\n  - { type: select-best, value: is precious }\n", ""));
        Ended ofRow = Program.run("validate", suite);

        String text = "check 'select-best' compares the answers to a row, and 1 prompt with 1 model give one:"
                + " it will always be skipped; name a second prompt or model";
        assertThat(ofSuite.code()).isZero();
        assertThat(ofSuite.err())
                .contains("PM-6208")
                .contains("promptmeter.yaml:13:5")
                .contains(text);
        assertThat(ofRow.code()).isZero();
        assertThat(ofRow.err()).contains("PM-6208").contains("questions.csv:2").contains(text);
    }

    @Test
    void itCannotBeNegatedAndNeedsAJudge() {
        write(SUITE.replace("type: select-best", "type: not-select-best"));
        Ended negated = Program.run("validate", suite);
        write(SUITE.replace("judge: { model: j, probe: off }\n", ""));
        Ended alone = Program.run("validate", suite);

        assertThat(negated.err()).contains("PM-1401").contains("'select-best' cannot be negated");
        assertThat(alone.err()).contains("PM-1406").contains("check 'select-best' needs `judge:` in the suite");
    }

    @Test
    void validateExplainsIt() {
        Ended ended = Program.run("validate", suite, "-v");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "passes when no other answer to the row gets more points: a judge compares every two of them in"
                                + " both orders");
    }
}
