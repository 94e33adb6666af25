package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Quantity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonComparisonsTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    json-equals: {"a":1,"b":[1,2]}  | ` {"b":[1.0,2],"a":1e0} ␤` | pass
                    json-equals: {"a":1,"b":[1,2]}  | {"a":1,"b":[2,1]}      | fail
                    json-equals: {"a":1}            | {"a":1,"b":null}       | fail
                    json-equals: {"a":null}         | {}                     | fail
                    json-equals: [1,[2]]            | [1,[2],3]              | fail
                    json-equals: {}                 | []                     | fail
                    json-equals: "yes"              | "yes"                  | pass
                    json-equals: "yes"              | yes                    | fail
                    json-equals: 1                  | "1"                    | fail
                    json-equals: true               | true                   | pass
                    json-equals: null               | null                   | pass
                    json-equals: 1e400              | 10e399                 | pass
                    json-equals: 0.1                | 0.10000000000000000001 | fail
                    json-equals: 12345678901234567890 | 12345678901234567890.0 | pass
                    json-equals: {"a":1}            | {"a":1} is the answer  | fail
                    json-path: $.items[0].qty >= 2  | {"items":[{"qty":2}]}  | pass
                    json-path: $.items[0].qty >= 2  | {"items":[{"qty":1.99}]} | fail
                    json-path: $.items[0].qty >= 2  | {"items":[{"qty":"3"}]}  | fail
                    json-path: $.items[0].qty >= 2  | {"items":[]}           | fail
                    json-path: $.qty>=2             | {"qty":2}              | pass
                    json-path: $[*] < 2             | [5,1]                  | pass
                    json-path: $[*] < 1             | [5,1]                  | fail
                    json-path: $[*] > 5             | [5,1]                  | fail
                    json-path: $[*] <= 1            | [5,1]                  | pass
                    json-path: $.a                  | {"a":null}             | pass
                    json-path: $.a                  | {"b":1}                | fail
                    json-path: $.a exists           | {"a":false}            | pass
                    json-path: $.city == Paris      | {"city":"Paris"}       | pass
                    json-path: $.city == "Paris"    | {"city":"Paris"}       | pass
                    json-path: $.city == New York   | {"city":"New York"}    | pass
                    json-path: $.n == "1"           | {"n":1}                | fail
                    json-path: $.n == 1.0           | {"n":1}                | pass
                    json-path: $.n == [1,{"a":2}]   | {"n":[1,{"a":2.0}]}    | pass
                    json-path: $.n == null          | {"n":null}             | pass
                    json-path: $.n != 1             | {"n":2}                | pass
                    json-path: $.n != 1             | {"m":2}                | fail
                    not-json-path: $.n == 1         | {"m":2}                | pass
                    json-path: $[*] != 1            | [1,2]                  | pass
                    json-path: $ == 5               | 5                      | pass
                    json-path: $.a count 2          | {"a":[1,2]}            | fail
                    json-path: $.a[*] count 2       | {"a":[1,2]}            | pass
                    json-path: $.a[*] count 3..     | {"a":[1,2]}            | fail
                    json-path: $.a[*] count 0       | {}                     | pass
                    json-path: /items/0/qty         | {"items":[{"qty":0}]}  | pass
                    json-path: /items/1/qty         | {"items":[{"qty":0}]}  | fail
                    json-path: /items/0/qty == 0    | {"items":[{"qty":0}]}  | pass
                    json-path: /first name == Ann   | {"first name":"Ann"}   | pass
                    json-path: /a~1b~0c > 1         | {"a/b~c":2}            | pass
                    json-path: /a count 1           | {"a":[]}               | pass
                    json-path: /a count 0           | {"a":[]}               | fail
                    json-path: $[?@.a == 1].b == 2  | [{"a":1,"b":2}]        | pass
                    json-path: $.a                  | a: 1                   | fail
                    """)
    void equalityAndPaths(String cell, String answer, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.saying(answer.replace('␤', '\n')))))
                .isEqualTo(outcome);
    }

    static List<Arguments> faults() throws IOException {
        return CaseFile.cases("json-path-faults.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aPathThatCannotBeUsedIsFoundAtLoad(String path, String message) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell("json-path: " + path)))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo("PM-1402"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    json-path                    | PM-1402 | needs a value
                    json-path: items.qty == 1    | PM-1402 | begins with $ or a JSON Pointer that begins with /
                    json-path: $.a = 1           | PM-1402 | has "= 1" behind its path
                    json-path: $.a === 1         | PM-1402 | which is not JSON
                    json-path: $.a ==            | PM-1402 | the empty text is ""
                    json-path: $.a == 'x'        | PM-1402 | bare or in double quotes
                    json-path: $.a == {"b":      | PM-1402 | which is not JSON: line 1
                    json-path: $.a > high        | PM-1402 | compares by > with "high", which is no number
                    json-path: $.a count         | PM-1215 | is not a range
                    json-path: $.a count many    | PM-1215 | is not a range
                    json-path: $.a matches x     | PM-1402 | behind its path
                    json-path: /a~2              | PM-1402 | ~1 is '/' and ~0 is '~'
                    json-path(1): $.a            | PM-1402 | takes no number
                    json-equals                  | PM-1402 | needs a value
                    json-equals: Paris           | PM-1402 | text stands in double quotes: line 1 column 1
                    json-equals: {"a":1,"a":2}   | PM-1402 | Duplicate
                    json-diff(90): {}            | PM-1402 | did you mean 0.9?
                    json-diff: {"a":             | PM-1402 | takes JSON
                    """)
    void faultsOfACellAreFoundAtLoad(String cell, String code, String message) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell(cell)))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":1,"b":[1,2]} | {}                   | {"a":1,"b":[1,3],"c":null}    | 0.500000
                    {"a":1,"b":[1,2]} | {}                   | {"b":[1,2],"a":1.0}           | 1
                    {"a":1,"b":[1,2]} | {}                   | {"a":1,"b":[1]}               | 0.666667
                    {"a":1}           | {}                   | 5                             | 0
                    5                 | {}                   | 5                             | 1
                    {}                | {}                   | {}                            | 1
                    {}                | {}                   | []                            | 0
                    {"a":{}}          | {}                   | {"a":{"b":1}}                 | 0
                    {"a":{},"b":1}    | {}                   | {"a":{"c":1,"d":2},"b":1}     | 0.25
                    {"a":1,"t":1}     | {"ignore":["/t"]}    | {"a":1,"t":2}                 | 1
                    {"a":1,"t":1}     | {"ignore":["/t"]}    | {"a":2}                       | 0
                    {"a":[1,2,3]}     | {"ignore":["/a/1"]}  | {"a":[1,9,3]}                 | 1
                    {"a":[1,2,3]}     | {"ignore":["/a/1"]}  | {"a":[1,9,4]}                 | 0.5
                    {"t":1}           | {"ignore":["/t"]}    | {}                            | 1
                    {"a":{"b~/":1}}   | {"ignore":["/a/b~0~1"]} | {"a":{"b~/":2}}            | 1
                    [1,2,3]           | {"unordered":true}   | [3,1,2]                       | 1
                    [1,2,3]           | {"unordered":false}  | [3,1,2]                       | 0
                    [1,2,2]           | {"unordered":true}   | [2,1,1]                       | 0.666667
                    [{"a":1,"b":2},{"a":3}] | {"unordered":true} | [{"a":3},{"b":2,"a":1.0}] | 1
                    [[1,2],[3]]       | {"unordered":true}   | [[3],[2,1]]                   | 1
                    [1,2]             | {"unordered":true}   | [2,1,5]                       | 0.666667
                    [10,9]            | {"unordered":true,"tolerance":0.5} | [9.4,10.6]      | 0.5
                    {"a":1.00,"b":2}  | {"tolerance":0.01}   | {"a":1.01,"b":2.0101}         | 0.5
                    {"a":"1"}         | {"tolerance":1}      | {"a":"2"}                     | 0
                    {"a":0}           | {"tolerance":0.1}    | {"a":1e-2000000}              | 1
                    "{\\"a\\":1e2000000}"   | {"tolerance":0.1}    | {"a":1e2000000}               | 1
                    "{\\"a\\":1e2000000}"   | {"tolerance":0.1}    | {"a":1}                       | 0
                    """)
    void theScoreIsTheShareOfEqualLeaves(String value, String options, String answer, double score) {
        Score given = Cells.judge(Cells.suite("json-diff", value, options), Answers.saying(answer));

        assertThat(given).isInstanceOf(Score.Graded.class);
        assertThat(((Score.Graded) given).value()).isCloseTo(score, within(1e-6));
        assertThat(((Score.Graded) given).passed()).isEqualTo(score == 1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0.5, pass", "0.500001, fail", "0, pass"})
    void halfOfTheLeavesIsEnoughForAThresholdOfAHalf(String threshold, String outcome) {
        var check = Cells.suite("json-diff", "{\"a\":1,\"b\":[1,2]}", "{}").withThreshold(Quantity.of(threshold));

        Score score = Cells.judge(check, Answers.saying("{\"a\":1,\"b\":[1,3],\"c\":null}"));

        assertThat(Cells.word(score)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"ignore":"/a"}      | a list of JSON Pointers
                    {"ignore":["a"]}     | takes a JSON Pointer such as
                    {"ignore":[""]}      | takes a JSON Pointer such as
                    {"unordered":"yes"}  | neither true nor false
                    {"tolerance":"1"}    | no number of 0 or more
                    {"tolerance":-1}     | no number of 0 or more
                    {"order":false}      | unknown key 'order'
                    """)
    void faultsOfOptionsAreFoundAtLoad(String options, String message) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.suite("json-diff", "{\"a\":1}", options)))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aReasonNamesTheFirstPlaceThatDiffers() {
        assertThat(reason("json-equals: {\"a\":{\"b/c\":[1,2]}}", "{\"a\":{\"b/c\":[1,3]}}"))
                .isEqualTo("at /a/b~1c/1 expected 2, got 3");
        assertThat(reason("json-equals: {\"a\":1,\"b\":2}", "{\"b\":2}")).isEqualTo("at /a expected 1, got nothing");
        assertThat(reason("json-equals: {}", "{\"a\":1}")).isEqualTo("expected {}, got {\"a\":1}");
        assertThat(reason("json-equals: 5", "{\"a\":1")).startsWith("not JSON: line 1 column 7");
        assertThat(reason("json-equals: 5", "```json\n5\n```")).startsWith("not JSON; it stands in a code fence");
        assertThat(reason("json-diff(0.9): {\"a\":1,\"b\":[1,2]}", "{\"a\":1,\"b\":[1,3],\"c\":null}"))
                .isEqualTo("2 of 4 leaves equal, share 0.5, at least 0.9 wanted; at /b/1 expected 2, got 3");
        assertThat(reason("json-path: $.qty >= 2", "{\"qty\":1}")).isEqualTo("$.qty is 1, expected: >= 2");
        assertThat(reason("json-path: $.qty", "{}")).isEqualTo("$.qty selects nothing, expected: exists");
        assertThat(reason("json-path: $[*] == x", "[1,2]"))
                .isEqualTo("$[*] selects 2 values, the first is 1, expected: == \"x\"");
        assertThat(reason("json-path: /qty >= 2", "{\"qty\":3}")).isEqualTo("/qty >= 2");
    }

    @Test
    void aPathThatMultipliesItsWorkEndsUnscored() {
        Score score = Cells.judge(
                Cells.cell("json-path: $..*..*..*..*..*"), Answers.saying("[".repeat(150) + "1" + "]".repeat(150)));

        assertThat(score).isEqualTo(new Score.Unscored("following the path took too much work"));
    }

    @Test
    void anyOrderOfAnArrayOfALargeNestIsToldOrGivenUpInTime() {
        String nest = "[" + "[1,".repeat(150) + "\"" + "x".repeat(1_000_000) + "\"" + "]".repeat(151);
        var check = Cells.suite("json-diff", "[[[1]]]", "{\"unordered\":true}");

        long start = System.nanoTime();
        Score score = Cells.judge(check, Answers.saying(nest));

        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        assertThat(Cells.word(score)).isIn("fail", "unscored");
    }

    private static String reason(String cell, String answer) {
        return Cells.judge(Cells.cell(cell), Answers.saying(answer)).reason();
    }
}
