package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A suite with gates beside a baseline, run against simulators that got better, worse or slower. */
class GateRunTest {

    private static final int CASES = 80;
    private static final String GATES =
            "[passRate >= baseline - 5pp, regressions <= 80, { expr: passRate >= 50%, confidence: prove }]";
    private static final String TIMES = "[passRate >= baseline - 5pp, latency.p50 <= baseline * 1.5]";

    @TempDir
    Path folder;

    private String script = "";
    private String latency = "20ms";
    private String check = "Paris";
    private int concurrency = 16;
    private Comparator<Integer> order = Comparator.naturalOrder();
    private int firstRow;
    private int runs;

    @BeforeEach
    void begin() {
        wrong(0, 2);
    }

    /** From now on the questions from one number up to another are answered wrongly. */
    private void wrong(int from, int to) {
        script = rules(from, to, "Rome,");
    }

    private static String rules(int from, int to, String reply) {
        return rules(IntStream.range(from, to), reply);
    }

    /** Scattered, because many errors in a row end a run. */
    private static String tenPercentErrors() {
        return rules(IntStream.range(1, 9).map(i -> i * 9), ",400");
    }

    private static String rules(IntStream questions, String reply) {
        return questions
                .mapToObj(i -> "exact:Question " + i + "?," + reply + "\n")
                .collect(Collectors.joining());
    }

    private String suite(String gates) {
        Program.file(folder, "script.csv", "match,answer,status\n" + script + "*,Paris,\n");
        Program.file(
                folder,
                "cases.csv",
                "id,question\n"
                        + IntStream.range(firstRow, firstRow + CASES)
                                .boxed()
                                .sorted(order)
                                .map(i -> "r" + i + ",Question " + i + "?\n")
                                .collect(Collectors.joining()));
        return Program.file(
                folder, "promptmeter.yaml", """
                version: 1
                name: towns
                models: [{ id: sim, preset: simulator, model: m, simulator: { script: script.csv, latency: "fixed:%s" } }]
                prompts: [{ id: p, text: "{{question}}" }]
                datasets: [{ id: towns, file: cases.csv }]
                checks: [{ type: contains, value: %s }]
                gates: %s
                run: { concurrency: %d, warmup: 0, maxErrorRate: 5%% }
                %s""".formatted(latency, check, gates, concurrency, AnyMachine.LIMITS));
    }

    private Ended run(String gates, String... more) {
        Path out = folder.resolve("run" + ++runs);
        String suite = suite(gates);
        String[] arguments = {"run", suite, "-o", out.toString(), "--report", "json,junit,html"};
        return Program.run(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private Ended compared(String gates) {
        return run(gates, "--baseline", folder.resolve("run1").toString());
    }

    private JsonNode gate(int number) {
        return Program.json(folder.resolve("run" + runs), "summary.json")
                .path("gates")
                .get(number);
    }

    private static String last(Ended ended) {
        return ended.out().lines().reduce((one, other) -> other).orElseThrow();
    }

    @Test
    void aRunIsGreenUntilItIsSurelyWorseOrSlower() {
        Ended first = run(GATES);
        Ended same = compared(GATES);
        wrong(1, 4);
        Ended slightly = compared(GATES);
        wrong(1, 30);
        Ended much = compared(GATES);
        saysTheSameEverywhere(much);
        wrong(0, 2);
        latency = "500ms";
        Ended slower = compared(TIMES);

        assertThat(first.code()).as(first.out()).isZero();
        assertThat(first.out())
                .contains(
                        "– SKIPPED ",
                        "No baseline yet, nothing was compared. Save one: promptmeter baseline save --name main")
                .contains("PASSED  1 of 3 gates; 2 skipped (no baseline)");
        assertThat(same.code()).as(same.out()).isZero();
        assertThat(slightly.code()).as(slightly.out()).isZero();
        assertThat(slightly.out())
                .contains("? INCONCLUSIVE ", "To settle this with 80 % power", "1 inconclusive (passRate)");
        assertThat(much.code()).as(much.out()).isEqualTo(101);
        assertThat(last(much)).startsWith("REGRESSED  1 of 3 gates").endsWith("exit 101");
        assertThat(slower.code()).as(slower.out()).isEqualTo(101);
        assertThat(gate(1).path("verdict").asString()).isEqualTo("FAIL");
    }

    /** Neither how many threads asked nor in which order the rows stand is seen in what gates say. */
    @Test
    void gatesSayTheSameToTheLastDigitHoweverTheRunWasMade() {
        latency = "1ms";
        wrong(1, 30);
        run(GATES);
        wrong(20, 36);
        compared(GATES);
        JsonNode manyThreads = gates();
        concurrency = 1;
        compared(GATES);
        JsonNode oneThread = gates();
        concurrency = 16;
        order = Comparator.reverseOrder();
        compared(GATES);
        JsonNode otherOrder = gates();

        assertThat(manyThreads.get(0).path("text").asString()).contains("(improved 19, worsened 6 of 80)");
        assertThat(oneThread.toString()).isEqualTo(manyThreads.toString());
        assertThat(otherOrder.toString()).isEqualTo(manyThreads.toString());
    }

    private JsonNode gates() {
        return Program.json(folder.resolve("run" + runs), "summary.json").path("gates");
    }

    private void saysTheSameEverywhere(Ended ended) {
        Path run = folder.resolve("run" + runs);
        JsonNode gate = gate(0);
        String words = gate.path("text").asString();
        String detail = words.substring(words.indexOf("FAIL. ") + 6);
        assertThat(words)
                .startsWith("passRate >= baseline - 5pp: FAIL. 97.5 % -> 63.8 % (improved 1, worsened 28 of 80).");
        assertThat(ended.out()).contains(detail);
        assertThat(Program.text(run.resolve("junit.xml")).replace("&gt;", ">")).contains(words);
        assertThat(Program.text(run.resolve("report.html")).replace("&gt;", ">"))
                .contains(detail);
        assertThat(gate.path("kind").asString()).isEqualTo("baseline");
        assertThat(gate.path("worsened").asInt()).isEqualTo(28);
        assertThat(gate.path("change").asDouble()).isEqualTo(-0.3375);
        assertThat(gate.path("hiddenDrop").asDouble()).isBetween(0.4, 0.5);
        assertThat(Program.text(run.resolve("report.html"))).contains("q=ch%3Aregressed");
        String before = Program.text(run.resolve("summary.json"));
        Program.run("report", run.toString(), "--report", "json");
        assertThat(Program.text(run.resolve("summary.json"))).isEqualTo(before);
    }

    @Test
    void whatCannotBeComparedIsInconclusiveAndNamed() {
        run(GATES);
        check = "aris";
        Ended otherCheck = compared(GATES);
        check = "Paris";
        firstRow = 40;
        Ended otherRows = compared(GATES);
        firstRow = 0;
        concurrency = 8;
        Ended otherLoad = compared(TIMES);
        concurrency = 16;
        script = rules(0, 2, "Rome,") + tenPercentErrors();
        Ended errors = compared(GATES);

        assertThat(otherCheck.code()).isEqualTo(102);
        assertThat(last(otherCheck)).contains("the checks that the suite has for dataset 'towns' differ: ");
        assertThat(otherRows.code()).isEqualTo(102);
        assertThat(last(otherRows))
                .contains(
                        "40 of 80 baseline cases are in this run (50 %, needed 80 %): 40 removed, 0 edited, 40 added");
        assertThat(otherLoad.code()).isEqualTo(102);
        assertThat(last(otherLoad)).contains("closed loop, 16 in flight then, closed loop, 8 in flight now");
        assertThat(errors.code()).isEqualTo(102);
        assertThat(last(errors)).contains("10.0 % of 80 answers are errors, limit 5.0 %");
    }

    @Test
    void answersThatTheBaselineLacksLeaveItOpen() {
        script = rules(0, 2, "Rome,") + tenPercentErrors();
        run("[passRate >= 10%]");
        wrong(0, 2);

        Ended ended = compared("[passRate >= baseline - 5pp]");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(gate(0).path("reason").asString()).isEqualTo("MISSING");
        assertThat(last(ended))
                .contains(
                        "8 of 80 pairs lack an answer on one side (8 in the baseline only, 0 in the run only), and they"
                                + " could change the verdict");
    }

    @Test
    void aGateThatNoMethodCanJudgeIsRefusedBeforeAnythingIsAsked() {
        Ended ended = run("[passRate >= baseline - 2%, { expr: cost.total < 3 USD, confidence: prove }, speed < 3s]");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("promptmeter.yaml:7:9  gate")
                .contains(
                        "PM-1504",
                        "gate 'passRate >= baseline - 2%': for shares write the margin in points: baseline - 2pp")
                .contains("PM-1505", "cost.total is a sum, not an estimate: confidence must be point")
                .contains("PM-1501", "found 'speed'");
        assertThat(folder.resolve("run1")).doesNotExist();
    }

    @Test
    void validateSaysWhatAGateCannotDoAndWhatClustersLack() {
        String suite = suite("[{ expr: passRate >= 100%, confidence: guard }, passRate >= baseline]");
        Ended notices = Program.run("validate", suite);
        Ended clusters = Program.run("validate", suite("[{ expr: passRate >= baseline - 2pp, cluster: passage }]"));

        assertThat(notices.code()).isZero();
        assertThat(notices.err())
                .contains("'passRate >= 100%' cannot be proved by any number of cases; use confidence: point")
                .contains("'passRate >= baseline' with margin 0 is red in about 5 % of runs even if nothing changed");
        assertThat(clusters.code()).isEqualTo(2);
        assertThat(clusters.err())
                .contains(
                        "PM-1507",
                        "cases.csv:2",
                        "cluster column 'passage' is missing; gate 'passRate >= baseline - 2pp'");
    }
}
