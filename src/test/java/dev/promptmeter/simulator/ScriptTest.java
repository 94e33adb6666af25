package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    @TempDir
    private Path folder;

    private Simulator scripted(String name, String text) throws Exception {
        return Simulator.start(Script.read(Files.writeString(folder.resolve(name), text)));
    }

    @Test
    void theFirstRuleThatHoldsAnswersByFileOrder() throws Exception {
        String script = """
                match,answer,finish_reason,latency,attempt,fault
                contains: 6 x 7,42,,,,
                regex: (?i)return a (\\w+),You can return a $1 for \\$5.,,1ms;,,
                exact: ping,,,,1,"status:429,retry-after=1"
                exact: ping,pong,,,2+,
                exact: nothing,,length,,,
                *,I do not know.,stop,,,
                exact: 6 x 7,never,,,,
                """;
        try (Simulator simulator = scripted("s.csv", script.replace("1ms;", "1ms"))) {
            assertThat(ask(simulator, plain("What is 6 x 7?")).body()).contains("\"content\":\"42\"");
            assertThat(ask(simulator, plain("6 x 7")).body()).contains("\"content\":\"42\"");
            assertThat(ask(simulator, plain("Return a Boot")).body()).contains("You can return a Boot for $5.");
            assertThat(ask(simulator, plain("ping")).head()).contains("429").contains("Retry-After: 1");
            assertThat(ask(simulator, plain("ping")).body()).contains("\"content\":\"pong\"");
            assertThat(ask(simulator, plain("nothing")).body())
                    .contains("\"content\":\"\"")
                    .contains("\"finish_reason\":\"length\"");
            assertThat(ask(simulator, plain("weather")).body()).contains("I do not know.");
        }
    }

    @Test
    void aRuleCanLookAtTheSystemMessageTheModelAndEverything() throws Exception {
        String script = """
                match,on,model,answer
                contains:Be brief,system,,brief
                exact:raw,all,other-*,wrong model
                "contains:""temperature"":1",raw,,warm
                """;
        String system = "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]}";
        try (Simulator simulator = scripted("s.csv", script)) {
            assertThat(ask(simulator, system).body()).contains("\"content\":\"brief\"");
            assertThat(ask(simulator, plain("raw")).body()).contains("\"content\":\"raw\"");
            assertThat(ask(simulator, plain("hot").replace("\"model\"", "\"temperature\":1,\"model\""))
                            .body())
                    .contains("\"content\":\"warm\"");
        }
    }

    @Test
    void aRuleCanSayAnythingOfTheSchema() throws Exception {
        String calls =
                "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}}]";
        String script =
                "match,answer,reasoning,refusal,tool_calls,prompt_tokens,usage,cost,status,body,response_model\n"
                        + "exact:think,42,Six by seven.,,,,,,,,\n"
                        + "exact:refuse,,,I cannot.,,,,,,,\n"
                        + "exact:tool,,,,\"" + calls.replace("\"", "\"\"") + "\",,,,,,\n"
                        + "exact:absurd,x,,,,1e400,,,,,\n"
                        + "exact:silent,x,,,,,none,,,,\n"
                        + "exact:dear,x,,,,,,0.0021,,,other-model\n"
                        + "exact:teapot,,,,,,,,418,short and stout,\n";
        try (Simulator simulator = scripted("s.csv", script)) {
            assertThat(ask(simulator, plain("think")).body())
                    .contains("\"reasoning\":\"Six by seven.\"")
                    .contains("\"reasoning_tokens\":4");
            assertThat(ask(simulator, plain("refuse")).body()).contains("\"content\":null,\"refusal\":\"I cannot.\"");
            assertThat(ask(simulator, plain("tool")).body())
                    .contains("\"tool_calls\":" + calls)
                    .contains("\"finish_reason\":\"tool_calls\"");
            assertThat(ask(simulator, plain("absurd")).body()).contains("\"prompt_tokens\":1e400");
            assertThat(ask(simulator, plain("silent")).body()).doesNotContain("usage");
            assertThat(ask(simulator, plain("dear")).body()).contains("\"model\":\"other-model\"");
            assertThat(ask(simulator, plain("teapot")).text())
                    .startsWith("HTTP/1.1 418 ")
                    .endsWith("short and stout");
            assertThat(simulator.ledger().entries().get(5).billedPicodollars()).isEqualTo(2_100_000_000L);
        }
    }

    @Test
    void toolCallsAreStreamedWithTheirArgumentsInPieces() throws Exception {
        String script = """
                {"version": 1, "rules": [{"match": {"exact": "tool"}, "toolCalls": [
                  {"id": "c1", "type": "function", "function": {"name": "add", "arguments": "{\\"a\\":1}"}}]}]}
                """;
        try (Simulator simulator = scripted("s.json", script)) {
            String entity = ask(simulator, streamed("tool")).entity();

            assertThat(entity)
                    .contains("{\"tool_calls\":[{\"index\":0,\"id\": \"c1\"")
                    .contains("\"arguments\": \"\"")
                    .contains("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\"\"}}]}")
                    .contains("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}")
                    .contains("\"finish_reason\":\"tool_calls\"");
        }
    }

    @Test
    void onlyJsonSpellsOutAStream() throws Exception {
        String script = """
                {"version": 1, "seed": 7, "latency": "fixed:1ms", "faults": ["reset@p=0"],
                 "rules": [{"match": {"regex": "refund"}, "stream": [
                    {"at": "0ms", "delta": {"role": "assistant"}},
                    {"at": "20ms", "delta": {"content": "Yes"}, "tokens": 5},
                    {"at": "25ms", "raw": ": ping\\n\\n"},
                    {"at": "30ms", "finish": "stop"},
                    {"at": "31ms", "usage": {"total_tokens": 9}},
                    {"at": "32ms", "rawBase64": "ZGF0YTogW0RPTkVdCgo="}]}]}
                """;
        try (Simulator simulator = scripted("s.json", script)) {
            String entity = ask(simulator, streamed("a refund please")).entity();

            assertThat(entity.split("\n\n")).hasSize(6);
            assertThat(entity)
                    .contains("\"delta\":{\"content\": \"Yes\"}")
                    .contains(": ping\n\n")
                    .contains("\"finish_reason\":\"stop\"")
                    .contains("\"usage\":{\"total_tokens\": 9}")
                    .endsWith("data: [DONE]\n\n");
            LedgerEntry entry = simulator.ledger().entries().get(0);
            assertThat(entry.tokens().completion()).isEqualTo(5);
            assertThat(entry.times().firstOutput() - entry.times().received()).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [sim: answer=42]                          | "content":"42"
                    Say it [sim: finish=length] twice         | "content":"Say it  twice"
                    [sim: finish=length answer="a b=c ] d"]   | "content":"a b=c ] d"
                    [sim: usage=none] [sim: answer=x]         | "content":"x"
                    [sim: fault=status:500@attempt=1]         | "code":"server_error"
                    [sim: fault=no-done status=418 body=tea]  | tea
                    [sim: anwser=42]                          | did you mean 'answer'?
                    [sim: latency=2]                          | sim_marker
                    [sim: answer=42                           | never closed
                    [sim: fault=statsu:500]                   | did you mean 'status'?
                    """)
    void markersActOnTheirOwnRequest(String prompt, String expected) throws Exception {
        try (Simulator simulator = Simulator.start(Script.of())) {
            assertThat(ask(simulator, plain(prompt.replace("\"", "\\\""))).body())
                    .contains(expected);
        }
    }

    @Test
    void markersWinOverRulesAndCanBeSwitchedOff() throws Exception {
        Script script = Script.of(Rule.when(Match.any()).answer("rule"));
        try (Simulator obeys = Simulator.start(script);
                Simulator ignores = Simulator.start(script.with("markers", "off"))) {
            assertThat(ask(obeys, plain("[sim: answer=marker]")).body()).contains("\"content\":\"marker\"");
            assertThat(ask(ignores, plain("[sim: answer=marker]")).body()).contains("\"content\":\"rule\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s.csv  | match,anwser\\nx,y\\n             | s.csv:1:7  unknown column 'anwser': did you mean 'answer'?
                    s.csv  | match,answer,match\\nx,y,z\\n     | s.csv:1:14  column 'match' stands twice
                    s.csv  | match,answer\\nx\\n               | s.csv:2:1  1 columns, but the header has 2
                    s.csv  | match,answer\\nregex:(,y\\n       | s.csv:2:1  regex '(' is wrong
                    s.csv  | answer,latency\\ny,fast\\n        | s.csv:2:3  'fast' is not a duration
                    s.csv  | answer,attempt\\ny,3-2\\n         | s.csv:2:3  a range that can never be reached
                    s.csv  | answer,fault\\ny,restet:0\\n      | s.csv:2:3  unknown fault 'restet': did you mean 'reset'?
                    s.csv  | match,answer\\nregex:a(b),$2\\n   | s.csv:2:1  the answer names $2
                    s.csv  | match,answer\\n"x,y\\n            | s.csv:2:1  a quote opens here
                    s.json | {"rules": [}                      | s.json:1:12  not a JSON value
                    s.json | {"version": 2, "rules": []}       | s.json:1:13  version 2 is unknown
                    s.json | {"rules":\\n [{"anwser": "x"}]}   | s.json:2:14  unknown member 'anwser': did you mean 'answer'?
                    s.json | {"profile": "plane"}              | s.json:1:13  unknown profile 'plane': did you mean 'plain'?
                    s.json | {"rules": [{"match": {"regx": "x"}}]} | unknown match 'regx'
                    s.json | {"rules": [{"stream": [{"at": "1ms"}]}]} | an event needs one of
                    """)
    void aScriptErrorNamesItsPlaceAndAWayOut(String name, String text, String complaint) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text.replace("\\n", "\n"));

        SimulatorException thrown = catchThrowableOfType(SimulatorException.class, () -> Script.read(file));

        assertThat(thrown.getMessage()).contains(complaint);
    }

    @Test
    void allErrorsOfAFileComeInOneGo() throws Exception {
        Path file = Files.writeString(folder.resolve("s.csv"), "match,latency\na,1ms\nb,\"2\nms\"\nregex:[,9\n\nc,x\n");

        SimulatorException thrown = catchThrowableOfType(SimulatorException.class, () -> Script.read(file));

        assertThat(thrown.problems()).extracting(Problem::line).containsExactly(3, 5, 5, 7);
    }

    @Test
    void bytesThatAreNotUtf8AreFound() throws Exception {
        Path file = Files.write(
                folder.resolve("s.csv"), "match,answer\nä,Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));

        SimulatorException thrown = catchThrowableOfType(SimulatorException.class, () -> Script.read(file));

        assertThat(thrown.getMessage()).contains("s.csv:2:1  these bytes are not UTF-8");
    }

    @Test
    void settingsComplainAllAtOnceWithTheirPlace() {
        Settings.Builder builder = Settings.builder()
                .set("--latencey", "1ms")
                .set("port", "70000")
                .set("interToken", "soon", new Problem("suite.yaml", 9, 4, ""))
                .set("--script", "missing.csv");

        SimulatorException thrown = catchThrowableOfType(SimulatorException.class, builder::build);

        assertThat(thrown.problems()).hasSize(4);
        assertThat(thrown.getMessage())
                .contains("did you mean 'latency'?")
                .contains("'70000' must be from 0 to 65535")
                .contains("suite.yaml:9:4  'soon' is not a duration")
                .contains("missing.csv  the script cannot be read");
    }

    @Test
    void aHundredThousandExactRulesAreFoundByHash() throws Exception {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rules.add(Rule.when(Match.exact("question " + i)).answer("answer " + i));
        }
        RuleIndex index = new RuleIndex(rules);
        ChatRequest request =
                ChatRequestReader.read(plain("question 99999").getBytes(StandardCharsets.UTF_8), Modes.Switch.OFF);

        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(index.find(request, 1)).isSameAs(rules.get(99_999));
        }

        assertThat((System.nanoTime() - start) / 10_000).isLessThan(1_000_000);
    }

    @Test
    void ofTwoExactRulesTheFirstThatAdmitsTheRequestWins() {
        Rule later = Rule.when(Match.exact("x")).answer("later");
        Rule first = Rule.when(Match.exact("x")).answer("first").onAttempt(2);
        Rule before = Rule.when(Match.contains("x")).answer("before").onAttempt(3);
        RuleIndex index = new RuleIndex(List.of(before, first, later));
        ChatRequest request = ChatRequestReader.read(plain("x").getBytes(StandardCharsets.UTF_8), Modes.Switch.OFF);

        assertThat(index.find(request, 1)).isSameAs(later);
        assertThat(index.find(request, 2)).isSameAs(first);
        assertThat(index.find(request, 3)).isSameAs(before);
    }
}
