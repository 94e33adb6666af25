package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers on record are judged again by whatever their author has changed since, and nobody is asked. */
class RescoreTest {

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path data;
    private Path run;
    private Path again;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        data = folder.resolve("cases.csv");
        run = folder.resolve("run");
        again = folder.resolve("again");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended ask(String csv, String... more) {
        Program.file(folder, "cases.csv", csv);
        List<String> arguments = new ArrayList<>(List.of("run", data.toString(), "-o", run.toString(), "--model", "m"));
        arguments.addAll(List.of("--base-url", simulator.baseUri().toString(), "--warmup", "1"));
        arguments.addAll(List.of(more));
        return Program.run(Map.of("KEY_OF_TEST", "sk-canary-0123456789"), arguments.toArray(String[]::new));
    }

    private Ended rescore(String... more) {
        int before = simulator.ledger().answered().size();
        List<String> arguments = new ArrayList<>(List.of("rescore", run.toString(), "-o", again.toString()));
        arguments.addAll(List.of(more));
        Ended ended = Program.run(arguments.toArray(String[]::new));
        assertThat(simulator.ledger().answered()).as("requests").hasSize(before);
        return ended;
    }

    private JsonNode summary(Path of) {
        return Program.json(of, "summary.json");
    }

    /** What the answers were, whatever is thought of them. */
    private JsonNode measured(Path of) {
        ObjectNode kept = summary(of).deepCopy().asObject();
        ObjectNode figures = kept.objectNode();
        for (String name : List.of("latencyMs", "e2eMs", "ttftMs", "tokens", "cost", "finishReasons", "retriedShare")) {
            figures.set(name, kept.get(name));
        }
        figures.set("startedAt", kept.path("run").path("startedAt"));
        figures.set("durationMs", kept.path("run").path("durationMs"));
        figures.set("starts", kept.path("run").path("starts"));
        figures.set("attempts", kept.path("counts").path("attempts"));
        return figures;
    }

    @Test
    void anEditedCellCountsAndEverythingMeasuredStays() {
        assertThat(ask("prompt,__expected\nParis?,contains: Rome\nOslo?,contains: Oslo\n")
                        .code())
                .isEqualTo(100);
        Program.file(folder, "cases.csv", "prompt,__expected\nParis?,contains: Paris\nOslo?,contains: Oslo\n");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("note: Rescored: the answers of run ").contains("no request was sent");
        assertThat(summary(again).path("counts").path("pass").asInt()).isEqualTo(2);
        assertThat(measured(again)).isEqualTo(measured(run));
        assertThat(summary(again).path("run").path("source").path("run"))
                .isEqualTo(summary(run).path("run").path("id"));
        assertThat(summary(run).path("run").path("source").isNull()).isTrue();
        assertThat(Program.text(again.resolve("report.html"))).contains("Rescored: the answers of run");
    }

    @Test
    void aChangedThresholdChangesTheCheckHashAndAChangedPromptDoesNot() {
        ask("prompt,__expected\nParis?,levenshtein(1): Paris\n");
        String before = checksSha(run);
        Program.file(folder, "cases.csv", "prompt,__expected\nParis?,levenshtein(2): Paris\n");
        rescore();
        String strict = checksSha(again);
        Path other = folder.resolve("other");
        Program.file(folder, "cases.csv", "prompt,__expected\nOslo?,levenshtein(1): Paris\n");
        Program.run(
                "run",
                data.toString(),
                "-o",
                other.toString(),
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString());

        assertThat(strict).isNotEqualTo(before);
        assertThat(checksSha(other)).isEqualTo(before);
    }

    private static String checksSha(Path of) {
        String journal = Program.text(of.resolve("journal.jsonl"));
        int at = journal.indexOf("\"checksSha\":\"") + "\"checksSha\":\"".length();
        return journal.substring(at, at + 64);
    }

    @Test
    void answersAreFoundByWhatWasAskedAndWhatIsNewIsSkippedWithAReason() {
        ask("id,prompt,__expected\na,Paris?,contains: Paris\nb,Oslo?,contains: Oslo\n");
        Program.file(
                folder, "cases.csv", "id,prompt,__expected\nnew,Rome?,contains: Rome\nrenamed,Oslo?,contains: Oslo\n");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(summary(again).path("counts").path("pass").asInt()).isEqualTo(1);
        assertThat(summary(again).path("counts").path("skip").asInt()).isEqualTo(1);
        String id = summary(run).path("run").path("id").asString();
        assertThat(Program.text(again.resolve("results.csv")))
                .contains("run " + id + " has no answer to what is asked now");
        assertThat(ended.out())
                .contains("1 stored answer belongs to cases that are no longer planned and was left out")
                .contains("1 planned answer is not on record in that run: skipped");
    }

    @Test
    void whereTheDatasetIsGoneTheRowsOfTheJournalAreJudged() throws IOException {
        ask("prompt,__expected\nParis?,contains: Rome\nOslo?,contains: Oslo\n");
        Files.delete(data);

        Ended ended = rescore("--gate", "passRate >= 50%");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).contains("cases.csv does not exist any more; its rows and their checks are taken");
        assertThat(ended.out()).contains("passRate >= 50%");
        assertThat(summary(again).path("counts").path("pass").asInt()).isEqualTo(1);
        assertThat(measured(again)).isEqualTo(measured(run));
    }

    @Test
    void everyReportComesBackByteForByteFromTheRescoredFolderAlone() throws IOException {
        ask("prompt,__expected\nParis?,contains: Rome\nOslo?,contains: Oslo\n");
        rescore();
        Folders.delete(run);
        Files.delete(data);
        List<String> files = List.of("summary.json", "report.html", "results.csv", "results.jsonl", "junit.xml");
        List<String> before =
                files.stream().map(file -> Program.text(again.resolve(file))).toList();

        Ended ended = Program.run("report", again.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(files.stream().map(file -> Program.text(again.resolve(file))).toList())
                .isEqualTo(before);
    }

    @Test
    void aSuiteWithOtherGatesChecksAndPricesIsReadFromItsFile() {
        Program.file(folder, "cases.csv", "question\nParis?\nOslo?\n");
        String suite =
                "version: 1\nname: towns\npricing: {asOf: 2026-01-02}\nmodels: [{id: m, model: m, auth: none, baseUrl: '"
                        + simulator.baseUri() + "', price: {input: 1, output: 1}}]\n"
                        + "prompts: [{id: p, text: '{{question}}'}]\ndatasets: [{file: cases.csv}]\n";
        String own = Program.file(folder, "own.yaml", suite + "checks: [{type: contains, value: Paris}]\n");
        Ended asked = Program.run("run", own, "-o", run.toString(), "--warmup", "0");
        assertThat(asked.code()).as(asked.err()).isEqualTo(100);
        String other = Program.file(
                folder,
                "other.yaml",
                suite.replace("input: 1, output: 1", "input: 3, output: 3")
                        + "checks: [{type: contains, value: '?'}]\ngates: ['passRate >= 100%']\n");

        Ended ended = rescore("--suite", other);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(summary(again).path("cost").path("usd").decimalValue())
                .isEqualByComparingTo(
                        summary(run).path("cost").path("usd").decimalValue().multiply(java.math.BigDecimal.valueOf(3)));
    }

    @Test
    void aRunThatWasStoppedAndResumedKeepsItsStartsAndTimes() {
        String csv = "prompt,__expected\nParis?,contains: Rome\nOslo?,contains: Oslo\n";
        ask(csv, "--repeat", "3", "-j", "1", "--fail-fast", "1", "--gate", "passRate >= 0%");
        ask(csv, "--repeat", "3", "--resume");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(100);
        assertThat(summary(run).path("run").path("starts").asInt()).isEqualTo(2);
        assertThat(measured(again)).isEqualTo(measured(run));
    }

    @Test
    void whatAStoppedRunNeverAskedStaysMissing() {
        ask(
                "prompt,__expected\nParis?,contains: Rome\nOslo?,contains: Oslo\nBern?,contains: Bern\n",
                "-j",
                "1",
                "--fail-fast");
        Program.file(
                folder,
                "cases.csv",
                "prompt,__expected\nParis?,contains: Paris\nOslo?,contains: Oslo\nBern?,contains: Bern\n");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(summary(again).path("counts").path("skip").asInt()).isEqualTo(2);
        assertThat(summary(again).path("run").path("partial").asBoolean()).isTrue();
    }

    @Test
    void theAnswersOfARunThatWasKilledAreJudgedAndTheRestIsMissing() throws IOException {
        ask("prompt,__expected\nParis?,contains: Paris\nOslo?,contains: Oslo\n", "-j", "1");
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int score = 0;
        while (!lines.get(score).contains("\"t\":\"score\"")) {
            score++;
        }
        Files.writeString(journal, String.join("\n", lines.subList(0, score)) + "\n");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(summary(again).path("counts").path("pass").asInt()).isEqualTo(1);
        assertThat(summary(again).path("exitReason").asString())
                .contains("is not complete: the program was killed before the run had ended");
    }

    @Test
    void anAttemptThatWasCutOffIsKeptAndItsCaseIsMissing() throws IOException {
        ask("prompt,__expected\nParis?,contains: Paris\nOslo?,contains: Oslo\n", "-j", "1");
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int intent = lines.size() - 1;
        while (!lines.get(intent).contains("\"t\":\"intent\"")) {
            intent--;
        }
        Files.writeString(journal, String.join("\n", lines.subList(0, intent + 1)) + "\n");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
        assertThat(summary(again).path("counts").path("skip").asInt()).isEqualTo(1);
        assertThat(summary(again).path("counts").path("maybeBilled").asInt()).isEqualTo(1);
    }

    @Test
    void warmupsOfAPromptThatIsNoLongerThereDoNoHarm() {
        Program.file(folder, "cases.csv", "question\nParis?\n");
        String suite = "version: 1\nname: towns\nmodels: [{id: m, model: m, auth: none, baseUrl: '"
                + simulator.baseUri() + "'}]\ndatasets: [{file: cases.csv}]\n"
                + "checks: [{type: contains, value: Paris}]\nprompts: [{id: NAME, text: '{{question}}'}]\n";
        String file = Program.file(folder, "towns.yaml", suite.replace("NAME", "old"));
        Program.run("run", file, "-o", run.toString(), "--warmup", "1");
        Program.file(folder, "towns.yaml", suite.replace("NAME", "new"));

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(Program.run("report", again.toString()).code()).isZero();
    }

    @Test
    void noKeyIsNeededAndNoneIsWritten() throws IOException {
        ask("prompt,__expected\nParis?,contains: Paris\n", "--api-key-env", "KEY_OF_TEST");

        Ended ended = rescore();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        try (var files = Files.list(again)) {
            assertThat(files).allSatisfy(file -> assertThat(Program.text(file)).doesNotContain("canary"));
        }
    }

    @Test
    void aRescoredRunIsNotResumed() {
        ask("prompt,__expected\nParis?,contains: Paris\n");
        rescore();

        Ended ended = Program.run("run", "--resume", again.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1530").contains("only judges the answers of run");
    }

    @Test
    void damagedRecordsRefuseItUnlessTheyAreAccepted() throws IOException {
        ask("prompt,__expected\nParis?,contains: Paris\nOslo?,contains: Oslo\n");
        Path journal = run.resolve("journal.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        int answer = lines.size() - 1;
        while (!lines.get(answer).contains("\"t\":\"answer\"")) {
            answer--;
        }
        lines.set(answer, lines.get(answer).replace("status", "statu5"));
        Files.writeString(journal, String.join("\n", lines) + "\n");

        Ended refused = rescore();
        Ended accepted = rescore("--accept-damage");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(accepted.out()).contains("1 damaged record of that run's journal was left out");
        assertThat(summary(again).path("counts").path("pass").asInt()).isEqualTo(1);
    }
}
