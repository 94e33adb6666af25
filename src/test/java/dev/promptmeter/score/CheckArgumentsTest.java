package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckArgumentsTest {

    private final Scorers scorers = Scorers.builtIn();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    contians: x                   | PM-1401 | did you mean 'contains'?
                    Contains: x                   | PM-1401 | did you mean 'contains'?
                    is_json                       | PM-1401 | did you mean 'is-json'?
                    sentiment: positive           | PM-1401 | unknown check 'sentiment'
                    not-not-contains: x           | PM-1401 | 'not-' may stand once
                    bluu(0.5): x                  | PM-1401 | did you mean 'bleu'?
                    g-eval: polite                | PM-1401 | use llm-rubric with a threshold
                    similar(80): refund           | PM-1402 | did you mean 0.8?
                    human                         | PM-1401 | there is no replacement
                    trace-length: 3               | PM-1401 | there is no replacement
                    javascript: x                 | PM-1210 | never run
                    levenshtein-ratio(80): x      | PM-1402 | did you mean 0.8?
                    levenshtein-ratio(2): x       | PM-1402 | lies between 0 and 1
                    levenshtein-ratio(0.5s): x    | PM-1402 | without a unit
                    contains(0.8): x              | PM-1402 | 'contains' takes no number in parentheses
                    regex(2): x                   | PM-1402 | 'regex' takes no number in parentheses
                    latency: 500                  | PM-1402 | without a unit
                    latency(1s): 2s               | PM-1402 | two limits
                    latency(5%)                   | PM-1402 | in ms, s, m, h
                    latency(0)                    | PM-1402 | above 0
                    latency: soon                 | PM-1402 | a number and its unit
                    cost: 0.01                    | PM-1402 | without a unit
                    cost(5s)                      | PM-1402 | in USD
                    latency                       | PM-1402 | needs a number
                    cost                          | PM-1402 | needs a number
                    levenshtein: kitten           | PM-1402 | needs a number
                    bleu(50): x                   | PM-1402 | did you mean 0.5?
                    rouge-l                       | PM-1402 | needs a value
                    chrf(5s): x                   | PM-1402 | without a unit
                    exact-match(0.5): x           | PM-1402 | takes no number in parentheses
                    numeric-last: many            | PM-1215 | is not a number
                    levenshtein(1.5): kitten      | PM-1402 | a whole number
                    contains                      | PM-1402 | needs a value
                    contains:                     | PM-1402 | needs a value
                    contains-any                  | PM-1402 | needs a value
                    contains-any: ,               | PM-1402 | needs at least one item
                    starts-with:                  | PM-1402 | needs a value
                    equals                        | PM-1402 | needs a value
                    is-empty: x                   | PM-1402 | takes no value
                    contains-any: "a,b            | PM-1404 | never closed
                    contains-any: "a"b,c          | PM-1404 | text after a closing quote
                    word-count: many              | PM-1215 | expected n, a..b, a.. or ..b
                    word-count: 9..3              | PM-1215 | expected n, a..b, a.. or ..b
                    word-count: ..                | PM-1215 | expected n, a..b, a.. or ..b
                    word-count: 1e3               | PM-1215 | expected n, a..b, a.. or ..b
                    numeric: 1,5                  | PM-1215 | decimals use a point
                    numeric: 1,234                | PM-1215 | decimals use a point
                    regex: (?=x)                  | PM-1403 | look-around
                    regex: (                      | PM-1403 | missing closing )
                    is-json: {"type":             | PM-1405 | is not JSON: line 1 column 9
                    is-json: {"type":"objekt"}    | PM-1405 | at /type
                    is-json: 5                    | PM-1405 | neither an object nor true or false
                    is-json: {"$ref":"#/$defs/a"} | PM-1405 | cannot be resolved
                    is-json: {"$ref":"http://127.0.0.1:1/a"}                         | PM-1405 | nothing is fetched
                    is-json: {"properties":{"default":{"$ref":"file:///etc/hosts"}}} | PM-1405 | not allowed to be loaded
                    is-json: {"$schema":"http://127.0.0.1:1/own"}                    | PM-1405 | Unknown dialect
                    is-json: {"pattern":"(?=x)"}  | PM-1403 | in the JSON Schema
                    """)
    void faultsOfACellAreFoundAtLoad(String cell, String code, String message) {
        assertThatThrownBy(() -> scorers.prepare(Cells.cell(cell)))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    equals     | 42                    | {}                     | PM-1402 | write 42 in quotes
                    contains   | ["a"]                 | {}                     | PM-1402 | takes text
                    one-of     | ["a",1]               | {}                     | PM-1402 | write 1 in quotes
                    contains   | "a"                   | {"normalise":[]}       | PM-1102 | unknown key 'normalise'
                    contains   | "a"                   | {"normalize":"trim"}   | PM-1402 | a list of nfc
                    contains   | "a"                   | {"normalize":["lower"]}| PM-1402 | none of nfc, nfkc, case
                    contains   | "!"                   | {"normalize":["punct"]}| PM-1402 | an empty text
                    contains   | "a"                   | {"on":"tools"}         | PM-1402 | none of text, reasoning, all
                    contains   | "a"                   | {"allowEmpty":"yes"}   | PM-1402 | neither true nor false
                    cost       | "1 USD"               | {"on":"text"}          | PM-1102 | unknown key 'on'
                    word-count | {"min":5,"max":3}     | {}                     | PM-1215 | holds no number
                    word-count | {"least":5}           | {}                     | PM-1102 | min and max
                    word-count | 1.5                   | {}                     | PM-1215 | is not a range
                    numeric    | true                  | {}                     | PM-1215 | is not a number
                    numeric    | 5                     | {"relative":"much"}    | PM-1402 | no share such as 1%
                    numeric    | 5                     | {"relative":"-1%"}     | PM-1402 | a tolerance below 0
                    rouge-1    | "a"                   | {"measure":"f2"}       | PM-1402 | none of precision, recall, f1
                    rouge-1    | "a"                   | {"measure":1}          | PM-1402 | none of precision, recall, f1
                    bleu       | "a"                   | {"measure":"f1"}       | PM-1102 | unknown key 'measure'
                    chrf       | "a"                   | {"wordOrder":3}        | PM-1402 | no whole number from 0 to 2
                    chrf       | "a"                   | {"wordOrder":"2"}      | PM-1402 | no whole number from 0 to 2
                    gleu       | []                    | {}                     | PM-1402 | takes text
                    """)
    void faultsOfACheckInASuiteAreFoundAtLoad(String type, String value, String options, String code, String message) {
        assertThatThrownBy(() -> scorers.prepare(Cells.suite(type, value, options)))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0} {1} {2} on {3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    equals       | "yes"              | {"normalize":["trim","case"]} | ` YES `      | pass
                    equals       | "cafe\u0301"       | {"normalize":["nfc"]}         | caf\u00e9    | pass
                    equals       | "Yes!"             | {"normalize":["punct"]}       | Yes.         | pass
                    iequals      | "yes"              | {"normalize":["trim"]}        | ` YES `      | pass
                    iequals      | "a b"              | {"normalize":["trim"]}        | a  b         | fail
                    contains-any | ["a, b","c"]       | {}                            | x a, b       | pass
                    word-count   | {"min":2}          | {}                            | a b c        | pass
                    word-count   | {"max":2}          | {}                            | a b c        | fail
                    word-count   | 3                  | {}                            | a b c        | pass
                    numeric      | 3.5                | {}                            | 3.50         | pass
                    numeric      | -200               | {"relative":"1%"}             | -202         | pass
                    numeric      | 200                | {"relative":0.01}             | 202.01       | fail
                    is-json      | {"type":"array"}   | {}                            | []           | pass
                    levenshtein-ratio | ["Rome","Paris"]  | {}                        | Paris        | pass
                    ends-with    | "Done\\n"          | {}                            | Done         | pass
                    numeric-last | 200                | {"relative":"1%"}             | about 198 $  | pass
                    numeric-last | 200                | {"relative":"1%"}             | about 197.9  | fail
                    exact-match  | ["Rome","Paris"]   | {}                            | the PARIS!   | pass
                    rouge-1      | "one two"          | {"measure":"recall"}          | two one six  | pass
                    rouge-1      | "one two"          | {"measure":"precision"}       | two one six  | fail
                    rouge-2      | "caf\u00e9"       | {}                            | cafe\u0301  | fail
                    rouge-2      | "caf\u00e9"       | {"normalize":["nfc"]}         | cafe\u0301  | pass
                    """)
    void aSuiteMayWriteNumbersListsMapsAndForms(
            String type, String value, String options, String answer, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.suite(type, value, options), Answers.saying(answer))))
                .isEqualTo(outcome);
    }

    @Test
    void reasoningIsJudgedOnlyWhereACheckSaysSo() {
        Answer answer = Answers.thinking("It is 42.", "Forty-two");

        assertThat(Cells.word(Cells.judge(Cells.cell("contains: 42"), answer))).isEqualTo("fail");
        assertThat(Cells.word(Cells.judge(Cells.suite("contains", "\"42\"", "{\"on\":\"reasoning\"}"), answer)))
                .isEqualTo("pass");
        assertThat(Cells.word(
                        Cells.judge(Cells.suite("equals", "\"It is 42.\\nForty-two\"", "{\"on\":\"all\"}"), answer)))
                .isEqualTo("pass");
    }

    @Test
    void theSameMeaningIsPreparedOnce() {
        Judgement first = scorers.prepare(Cells.cell("regex: \\d+")).judgement();
        Judgement second =
                scorers.prepare(Cells.cell("regex: \\d+").withWeight(3)).judgement();
        Judgement other = scorers.prepare(Cells.suite("regex", "\"\\\\d+\"", "{\"on\":\"all\"}"))
                .judgement();

        assertThat(second).isSameAs(first);
        assertThat(other).isNotSameAs(first);
    }

    @Test
    void onlyTheLatestChecksAreRemembered() {
        Judgement first = scorers.prepare(Cells.cell("contains: 0")).judgement();

        for (int i = 1; i <= 1_024; i++) {
            scorers.prepare(Cells.cell("contains: " + i));
        }

        assertThat(scorers.prepare(Cells.cell("contains: 1024")).judgement())
                .isSameAs(scorers.prepare(Cells.cell("contains: 1024")).judgement());
        assertThat(scorers.prepare(Cells.cell("contains: 0")).judgement()).isNotSameAs(first);
    }

    @Test
    void theVocabularyKnowsWhoTakesANumber() {
        assertThat(scorers.takesNumber("levenshtein")).isTrue();
        assertThat(scorers.takesNumber("contains")).isFalse();
        assertThat(scorers.takesNumber("sentiment")).isFalse();
        assertThat(scorers.replacementFor("max-score"))
                .hasValueSatisfying(text -> assertThat(text).contains("select-best"));
        assertThat(scorers.replacementFor("contains")).isEmpty();
    }
}
