package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ToolChecksTest {

    private static final OfferedTools WEATHER = OfferedTools.of(Cells.json("""
            [{"type": "function", "function": {"name": "get_weather", "parameters": {
                "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}},
             {"type": "function", "function": {"name": "now"}},
             {"type": "custom", "custom": {"name": "shell"}}]
            """));

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            get_weather | {"city":"Paris"}            | pass | called "get_weather"
            get_weather | {"town":"Paris"}            | fail | arguments of "get_weather": required property 'city' not found
            get_weather | {"city":"Paris"             | fail | arguments of "get_weather": are not JSON: line 1 column 16: Unexpected end-of-input
            get_weather | "Paris"                     | fail | arguments of "get_weather": are no JSON object
            get_weather | {"city":"a","city":"b"}     | fail | arguments of "get_weather": are not JSON: line 1 column 19: Duplicate Object property "city"
            now         | {"anything":1}              | pass | called "now"
            now         | ''                          | fail | arguments of "now": are not JSON: the text is empty
            rain        | {"city":"Paris"}            | fail | called "rain", the request offers "get_weather, now, shell"
            """)
    void aCallMustFitTheToolsOfTheRequest(String name, String arguments, String outcome, String reason) {
        Score score = Cells.judge(Cells.cell("is-valid-tool-call"), calling(call(name, arguments)));

        assertThat(Cells.word(score)).isEqualTo(outcome);
        assertThat(score.reason()).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is-valid-tool-call",
                "is-valid-openai-tools-call",
                "is-valid-function-call",
                "is-valid-openai-function-call"
            })
    void everyCallMustFitUnderEachName(String type) {
        JsonNode good = call("get_weather", "{\"city\":\"Paris\"}");
        JsonNode bad = call("get_weather", "{}");

        assertThat(Cells.word(Cells.judge(Cells.cell(type), calling(good, good))))
                .isEqualTo("pass");
        assertThat(Cells.word(Cells.judge(Cells.cell(type), calling(good, bad))))
                .isEqualTo("fail");
        assertThat(Cells.word(Cells.judge(Cells.cell(type), Answers.saying("Paris"))))
                .isEqualTo("fail");
    }

    @Test
    void theInputOfACustomToolIsFreeText() {
        JsonNode call = Cells.json("{\"type\":\"custom\",\"custom\":{\"name\":\"shell\",\"input\":\"ls -l\"}}");

        assertThat(Cells.word(Cells.judge(Cells.cell("is-valid-tool-call"), calling(call))))
                .isEqualTo("pass");
    }

    @Test
    void argumentsThatAServerSendsAsAnObjectAreTakenAsTheyAre() {
        JsonNode call = Cells.json("{\"function\":{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Paris\"}}}");

        assertThat(Cells.word(Cells.judge(Cells.cell("is-valid-tool-call"), calling(call))))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1]",
                "[{}]",
                "[{\"function\":5}]",
                "[{\"function\":{\"name\":7,\"arguments\":[]}}]",
                "{\"a\":1}"
            })
    void callsOfAnyFormAreJudgedWithoutThrowing(String received) {
        Answer answer = Answers.calling(Cells.json(received)).offered(WEATHER);

        for (String cell : new String[] {"is-valid-tool-call", "tool-call: now", "tool-call-f1: now"}) {
            assertThat(Cells.word(Cells.judge(Cells.cell(cell), answer))).isEqualTo("fail");
        }
    }

    @Test
    void aSchemaThatCannotBeUsedIsNeitherGoodNorBad() {
        OfferedTools broken = OfferedTools.of(
                Cells.json("[{\"type\":\"function\",\"function\":{\"name\":\"now\",\"parameters\":{\"type\":7}}}]"));

        Score score = Cells.judge(
                Cells.cell("is-valid-tool-call"),
                Answers.calling(array(call("now", "{}"))).offered(broken));

        assertThat(score).isInstanceOf(Score.Unscored.class);
        assertThatThrownBy(broken::check).hasMessageStartingWith("tool 'now': the JSON Schema is no schema");
    }

    @Test
    void aToolIsCalledByItsExactName() {
        Answer answer = calling(call("get_weather", "{}"), call("now", "{}"));

        assertThat(Cells.word(Cells.judge(Cells.cell("tool-call: now"), answer)))
                .isEqualTo("pass");
        assertThat(Cells.judge(Cells.cell("tool-call: Now"), answer))
                .isEqualTo(Score.fail("expected a call of \"Now\", called \"get_weather, now\""));
        assertThat(Cells.judge(Cells.cell("tool-call: now"), Answers.saying("now")))
                .isEqualTo(Score.fail("expected a call of \"now\", no tool was called"));
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {"city":"Paris","days":2}           | equal  | pass
            {"days":2.0,"city":"Paris"}         | equal  | pass
            {"city":"Paris","days":2,"x":1}     | equal  | fail
            {"city":"Paris","days":2,"x":1}     | subset | pass
            {"city":"Paris"}                    | subset | fail
            {"city":"paris","days":2}           | subset | fail
            {"city":"Paris","days":"2"}         | subset | fail
            not JSON                            | subset | fail
            """)
    void argumentsEqualOrContainWhatIsGiven(String arguments, String match, String outcome) {
        Check check = Cells.suite(
                "tool-args",
                "{\"name\":\"get_weather\",\"args\":{\"city\":\"Paris\",\"days\":2}}",
                "{\"match\":\"" + match + "\"}");

        Score score = Cells.judge(check, calling(call("now", "{}"), call("get_weather", arguments)));

        assertThat(Cells.word(score)).isEqualTo(outcome);
    }

    @Test
    void subsetGoesAtAnyDepthButNotForElementsOfArrays() {
        Check check = Cells.suite(
                "tool-args", "{\"name\":\"f\",\"args\":{\"a\":{\"b\":[{\"c\":1}]}}}", "{\"match\":\"subset\"}");

        assertThat(Cells.word(Cells.judge(check, calling(call("f", "{\"a\":{\"b\":[{\"c\":1,\"d\":2}],\"e\":3}}")))))
                .isEqualTo("pass");
        assertThat(Cells.word(Cells.judge(check, calling(call("f", "{\"a\":{\"b\":[{\"c\":1},{\"c\":1}]}}")))))
                .isEqualTo("fail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"get_weather\"",
                "{\"name\":\"f\"}",
                "{\"name\":\"f\",\"args\":[]}",
                "{\"name\":\"f\",\"args\":{},\"more\":1}"
            })
    void argumentsWithoutNameOrMapAreRefused(String value) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.suite("tool-args", value, "{}")))
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith("'tool-args' ");
    }

    @ParameterizedTest(name = "{0} called, {1} wanted: {2}")
    @CsvSource({
        "'a b',     'a,b',   1",
        "'a a b',   'a,b',   1",
        "'a',       'a,b',   0.6666666666666666",
        "'a b c d', 'a,b',   0.6666666666666666",
        "'c',       'a,b',   0",
        "'',        'a,b',   0"
    })
    void f1IsOverTheSetsOfNames(String called, String wanted, double expected) {
        JsonNode[] calls = called.isEmpty()
                ? new JsonNode[0]
                : Arrays.stream(called.split(" ")).map(name -> call(name, "{}")).toArray(JsonNode[]::new);

        Score.Graded score = (Score.Graded) Cells.judge(Cells.cell("tool-call-f1: " + wanted), calling(calls));

        assertThat(score.value()).isEqualTo(expected);
        assertThat(score.passed()).isEqualTo(expected == 1);
        assertThat(Cells.word(Cells.judge(Cells.cell("tool-call-f1(0.6): " + wanted), calling(calls))))
                .isEqualTo(expected > 0.6 ? "pass" : "fail");
    }

    @Test
    void noCallWantedAndNoneMadeIsPerfect() {
        Check none = Cells.suite("tool-call-f1", "[]", "{}");

        assertThat(((Score.Graded) Cells.judge(none, Answers.saying("Paris"))).value())
                .isEqualTo(1);
        assertThat(((Score.Graded) Cells.judge(none, calling(call("a", "{}")))).value())
                .isEqualTo(0);
    }

    private static Answer calling(JsonNode... calls) {
        return Answers.calling(array(calls)).offered(WEATHER);
    }

    private static JsonNode array(JsonNode... calls) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (JsonNode call : calls) {
            array.add(call);
        }
        return array;
    }

    private static JsonNode call(String name, String arguments) {
        var call = JsonNodeFactory.instance.objectNode().put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }
}
