package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a dataset from its bytes to the requests that are sent for it. */
class DatasetRunTest {

    @TempDir
    Path folder;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(String data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", data, "--model", "any", "--warmup", "0"));
        arguments.addAll(List.of("--base-url", simulator.baseUri().toString()));
        arguments.addAll(
                List.of("-o", folder.resolve("run" + Math.abs(data.hashCode())).toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private String csv(String text) {
        return Program.file(folder, "d.csv", text);
    }

    private String bytes(String text, String encoding) throws IOException {
        return Files.write(folder.resolve("d.csv"), text.getBytes(Charset.forName(encoding)))
                .toString();
    }

    private List<JsonNode> results(String data) {
        Path file = folder.resolve("run" + Math.abs(data.hashCode())).resolve("results.jsonl");
        return Program.text(file)
                .lines()
                .skip(1)
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private List<String> ids(String data) {
        return results(data).stream()
                .map(result -> result.path("id").path("rowId").asString())
                .toList();
    }

    private List<String> asked() {
        return simulator.ledger().answered().stream()
                .map(LedgerEntry::content)
                .map(content -> content.key().toString())
                .sorted()
                .toList();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        Ended ended = Program.run("validate", csv("\ufeffprompt,expected\nhi,yo\n"));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("d.csv: 1 row, columns prompt, expected\n");
    }

    @Test
    void aHeaderWithoutRowsIsEmptyAndNoSuccess() {
        assertThat(run(csv("prompt,expected\n")).code()).isEqualTo(4);
    }

    @Test
    void everyFaultOfAFileIsToldAtOnceAndNothingIsSent() {
        String rows = "a,b\n".repeat(9_996);

        Ended ended = run(csv("prompt,expected\na\na,b,c\n\"2\"x,b\n" + rows + "\"never,closed\n"), "--json");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .containsSubsequence(
                        "PM-1202", "d.csv:2  1 cell, but the header has 2",
                        "PM-1202", "d.csv:3:5  3 cells, but the header has 2",
                        "PM-1204", "d.csv:4:4  text after a closing quote",
                        "PM-1204", "d.csv:10001:1  quote never closed");
        assertThat(simulator.ledger().requests()).isZero();
    }

    @Test
    void aQuoteThatNeverClosesIsNamedWhereItOpens() {
        Ended ended = run(csv("prompt,expected\na,b\n\"a,b\n" + "a,b\n".repeat(9_998)));

        assertThat(ended.err()).contains("d.csv:3:1  quote never closed");
    }

    @Test
    void aFaultInTheLastOf50000RowsIsFoundBeforeTheFirstRequest() {
        Ended ended = run(csv("prompt,expected\n" + "a,b\n".repeat(49_999) + "a\n"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("d.csv:50001  1 cell");
        assertThat(simulator.ledger().requests()).isZero();
    }

    @Test
    void lineEndsInsideACellArriveAsTheyAreAndLinesAreThoseOfAnEditor() {
        String data = csv("id,prompt\nr1,\"a\r\nb\rc\nd\"\nr2,next\n");

        run(data);

        assertThat(results(data).get(0).at("/text/output").asString("")).isEqualTo("a\r\nb\rc\nd");
        assertThat(results(data).get(1).at("/id/rowLine").asInt()).isEqualTo(6);
    }

    @Test
    void theRightDelimiterIsProposedAndWorks() {
        String data = csv("id;prompt\nr1;hi\n");

        assertThat(run(data).err()).contains("PM-1206", "is the delimiter ';'?", "--delimiter ';'");
        assertThat(run(data, "--delimiter", ";").code()).isZero();
        assertThat(Program.run("validate", data, "--delimiter", "auto").out())
                .contains("1 row, columns id, prompt, delimiter ';'");
    }

    @Test
    void anotherEncodingIsNamedWithLineAndByteAndWorks() throws IOException {
        String data = bytes("prompt\n" + "x\n".repeat(35) + "caf\u00e9\n", "windows-1252");

        assertThat(run(data).err())
                .contains("PM-1201", "d.csv:37  byte", "(E9) is not UTF-8", "--encoding windows-1252");
        assertThat(run(csvOf("caf\u00e9"), "--encoding", "windows-1252").code()).isZero();
        assertThat(results(folder.resolve("d.csv").toString())
                        .get(0)
                        .at("/text/output")
                        .asString(""))
                .isEqualTo("caf\u00e9");
    }

    private String csvOf(String prompt) throws IOException {
        return bytes("prompt\n" + prompt + "\n", "windows-1252");
    }

    @Test
    void aNulAndACellOf5MegabytesAreRefused() {
        assertThat(run(csv("prompt\na\0b\n")).err()).contains("PM-1207", "d.csv:2:2  a NUL character");
        assertThat(run(csv("prompt\n" + "x".repeat(5 << 20) + "\n")).err())
                .contains("PM-1208", "d.csv:2:1  a cell longer than 4,194,304 bytes");
    }

    @Test
    void whatLooksLikeATemplateInACellArrivesUnchanged() {
        String data = csv("prompt,answer\n{{expected}} {{7*7}} ${HOME} {% if %},x\n");

        run(data);

        assertThat(results(data).get(0).at("/text/output").asString(""))
                .isEqualTo("{{expected}} {{7*7}} ${HOME} {% if %}");
    }

    @Test
    void anUnknownVariableIsNamedWithTheNearestColumnBesideTheFaultsOfTheRows() {
        String prompt = Program.file(folder, "p.txt", "{{qestion}}");

        Ended ended = run(csv("question,__threshold\nhi,2\n"), "--prompt-file", prompt);

        assertThat(ended.err()).contains("PM-1301", "{{qestion}}", "did you mean 'question'?", "PM-1215", "d.csv:2:4");
    }

    @Test
    void equalRowsAreTwoCases() {
        String data = csv("prompt\nhi\nhi\n");

        run(data);

        assertThat(simulator.ledger().answered()).hasSize(2);
        assertThat(ids(data)).containsExactly("h14479f4e87d3", "h14479f4e87d3~2");
    }

    @Test
    void theSameSampleIsTheSameRows() {
        StringBuilder rows = new StringBuilder("id,prompt\n");
        for (int i = 0; i < 50; i++) {
            rows.append('r').append(i).append(",hi\n");
        }
        String one = Program.file(folder, "one/d.csv", rows.toString());
        String two = Program.file(folder, "two/d.csv", rows + "r50,hi\n");

        run(one, "--sample", "10,1");
        run(two, "--sample", "10,1");

        assertThat(ids(one)).hasSize(10);
        assertThat(ids(two)).filteredOn(id -> !id.equals("r50")).allMatch(ids(one)::contains);
    }

    @Test
    void aRowThatIsSkippedSaysWhy() {
        String data = csv("prompt,__skip\nhi,\nho,later\n");

        run(data);

        assertThat(results(data).get(1).at("/verdict/verdict").asString("")).isEqualTo("skip");
        assertThat(results(data).get(1).at("/verdict/reason").asString("")).contains("later");
        assertThat(simulator.ledger().answered()).hasSize(1);
    }

    @Test
    void theSameRowsInCsvAndInJsonLinesGiveTheSameRequestsIdsAndChecks() {
        String csv = Program.file(
                folder,
                "csv/rows.csv",
                "prompt,system,expected,__suffix\n\"say \"\"hi\"\"\",Be brief.,icontains: hi,!\n1.10,,not-equals: 2,\n");
        String jsonl = Program.file(
                folder,
                "jsonl/rows.jsonl",
                "{\"prompt\":\"say \\\"hi\\\"\",\"system\":\"Be brief.\",\"expected\":[\"icontains: hi\"],\"__suffix\":\"!\"}\n"
                        + "{\"prompt\":1.10,\"system\":\"\",\"expected\":\"not-equals: 2\"}\n");

        assertThat(run(csv).code()).isZero();
        List<String> first = asked();
        assertThat(run(jsonl).code()).isZero();

        assertThat(first).hasSize(2);
        assertThat(asked())
                .containsExactlyInAnyOrderElementsOf(List.of(first.get(0), first.get(0), first.get(1), first.get(1)));
        assertThat(ids(jsonl)).isEqualTo(ids(csv));
        assertThat(results(jsonl))
                .extracting(DatasetRunTest::types)
                .isEqualTo(results(csv).stream().map(DatasetRunTest::types).toList());
    }

    private static List<String> types(JsonNode result) {
        return result.path("checks")
                .valueStream()
                .map(check -> check.path("type").asString() + " "
                        + check.path("value").asString())
                .toList();
    }

    @Test
    void checksOfAJsonRowHaveTheKeysOfASuite() {
        String data = Program.file(
                folder,
                "d.jsonl",
                "{\"prompt\":\"30 days\",\"__checks\":[{\"type\":\"icontains\",\"value\":\"30 DAYS\",\"weight\":2,\"metric\":\"window\"}]}\n");
        String wrong = Program.file(
                folder,
                "w.jsonl",
                "{\"prompt\":\"x\",\"__checks\":[{\"type\":\"icontains\",\"value\":\"y\",\"weight\":-1}]}\n");

        assertThat(run(data).code()).isZero();
        assertThat(results(data).get(0).at("/checks/0/weight").asInt()).isEqualTo(2);
        assertThat(results(data).get(0).at("/checks/0/metric").asString("")).isEqualTo("window");
        assertThat(run(wrong).err()).contains("w.jsonl:1:26", "__checks.weight");
    }

    @Test
    void bracesInAChecksMapAreText() {
        String data = Program.file(
                folder,
                "d.jsonl",
                "{\"prompt\":\"a {{b|c}} d\",\"__checks\":[{\"type\":\"contains\",\"value\":\"{{b|c}}\"}]}\n");

        assertThat(run(data).code()).isZero();
    }

    @Test
    void aUserMessageWithoutTextIsSentOnlyIfThatIsAllowed() {
        String data = csv("prompt,a\n\u200b ,x\n");

        assertThat(run(data).err()).contains("PM-1213", "d.csv:2");
        assertThat(run(data, "--allow-empty-prompt").code()).isZero();
    }

    @Test
    void casesAreShownByWhatCameOfThem() {
        String data = csv("id,prompt,expected\nr1,yes,yes\nr2,no,yes\n");
        run(data);
        String run = folder.resolve("run" + Math.abs(data.hashCode())).toString();

        assertThat(Program.run("show", run, "-k", "v:fail check:equals lat:<60s")
                        .out())
                .contains("r2")
                .doesNotContain("r1");
        assertThat(Program.run("show", run, "-k", "lat:5s").err()).startsWith("PM-1003");
    }

    @Test
    void messagesOfARowComeBeforeTheQuestionAndAreNoTemplates() {
        String suite = Program.file(folder, "suite/promptmeter.yaml", """
                version: 1
                name: history
                models: [{ id: any, model: any, baseUrl: "%s" }]
                prompts:
                  - id: chat
                    messages:
                      - { role: system, content: "Be brief." }
                      - insert: history
                      - { role: user, content: "{{question}}" }
                datasets: [{ file: rows.csv }, { file: more.jsonl }]
                """.formatted(simulator.baseUri()));
        String history = "[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"{{question}}\"\"}]";
        Program.file(folder, "suite/rows.csv", "history,question\n\"" + history + "\",And now?\n,First?\n");
        Program.file(
                folder,
                "suite/more.jsonl",
                "{\"history\":[{\"role\":\"user\",\"content\":\"{{question}}\"}],\"question\":\"And now?\"}\n");

        Ended ended = Program.run("run", suite, "-o", folder.resolve("out").toString(), "--warmup", "0");

        assertThat(ended.code()).isZero();
        assertThat(asked()).hasSize(3);
        assertThat(asked().stream().distinct()).hasSize(2);
        assertThat(Program.text(folder.resolve("out/journal.jsonl"))).contains("{messages of history}");
    }

    @Test
    void wrongMessagesOfARowAreFoundBeforehand() {
        String suite = Program.file(folder, "suite/promptmeter.yaml", """
                version: 1
                name: history
                models: [{ id: sim, preset: simulator, model: sim }]
                prompts: [{ id: chat, messages: [{ insert: history }] }]
                datasets: [{ file: rows.csv }]
                """);
        Program.file(
                folder,
                "suite/rows.csv",
                "history\n\"[{\"\"role\"\":\"\"usr\"\",\"\"content\"\":\"\"x\"\"}]\"\nHi\n[]\n");

        Ended ended = Program.run("validate", suite);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("rows.csv:2  'history'[0]: the role is one of system, developer, user, assistant")
                .contains("rows.csv:3  'history': expected a JSON array")
                .contains("rows.csv:4  template 'chat' makes a message without text");
    }

    @Test
    void idsAreWrittenIntoACopy() {
        String data = csv("prompt,__expected\r\nhi,yo\r\n");
        String copy = folder.resolve("copy.csv").toString();

        Ended ended = Program.run("validate", data, "--write-ids", copy);

        assertThat(ended.code()).isZero();
        assertThat(Program.text(Path.of(copy))).isEqualTo("__id,prompt,__expected\r\nh14479f4e87d3,hi,yo\r\n");
        assertThat(Program.run("validate", data, "--write-ids", copy).err()).startsWith("PM-1011");
        assertThat(Program.run(
                                "validate",
                                copy,
                                "--write-ids",
                                folder.resolve("third.csv").toString())
                        .err())
                .startsWith("PM-1005");
    }
}
