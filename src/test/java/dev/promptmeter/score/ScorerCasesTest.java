package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each check gives for which answer: passing, failing, and right on the boundary. In answers, ␤ stands for a line feed. */
class ScorerCasesTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    equals: 42              | 42                  | pass
                    equals: Yes.            | Yes.␤               | fail
                    equals: yes             | Yes                 | fail
                    not-equals: yes         | no                  | pass
                    iequals: yes            | ` YES ␤`            | pass
                    iequals: yes            | ｙｅｓ              | pass
                    iequals: yes            | `yes\u00a0`         | pass
                    iequals: two words      | two ␤  words        | pass
                    iequals: yes            | yes.                | fail
                    one-of: red,green       | ` green␤`           | pass
                    one-of: red,green       | Green               | fail
                    one-of: "a, b",c        | a, b                | pass
                    ione-of: red,green      | GREEN               | pass
                    ione-of: red,green      | greens              | fail
                    contains: 30 days       | within 30 days.     | pass
                    contains: 30 days       | within 30 Days.     | fail
                    contains: 30 days       | ``                  | fail
                    icontains: 30 days      | within 30 DAYS.     | pass
                    icontains: 30 days      | within 30  days.    | fail
                    contains-all: a,b       | b then a            | pass
                    contains-all: a,b       | a alone             | fail
                    icontains-all: a,b      | B then A            | pass
                    icontains-all: a,b      | C then A            | fail
                    contains-any: a,b       | only b              | pass
                    contains-any: a,b       | only B              | fail
                    icontains-any: a,b      | only B              | pass
                    icontains-any: x,y      | z                   | fail
                    starts-with: Dear       | Dear Ann            | pass
                    starts-with: Dear       | dear Ann            | fail
                    starts-with: Dear       | Dea                 | fail
                    starts-with: Dear       | Dear                | pass
                    istarts-with: Dear      | dear Ann            | pass
                    istarts-with: Dear      | Oh dear             | fail
                    ends-with: .            | `Done. ␤`           | pass
                    ends-with: .            | Done                | fail
                    ends-with: Done         | DONE                | fail
                    iends-with: Done        | `All DONE\u00a0`    | pass
                    iends-with: Done        | Done!               | fail
                    regex: \\d{4}           | in 2024             | pass
                    regex: \\d{4}           | in 202              | fail
                    regex: ^b$              | a␤b                 | fail
                    regex: (?m)^b$          | a␤b                 | pass
                    regex: (?i)paris        | PARIS               | pass
                    is-empty                | ` ␤\u200b`          | pass
                    is-empty                | .                   | fail
                    word-count: 2..3        | a                   | fail
                    word-count: 2..3        | a b                 | pass
                    word-count: 2..3        | `a\u00a0b ␤ c`      | pass
                    word-count: 2..3        | a b c d             | fail
                    word-count: 0           | ``                  | pass
                    word-count: ..1         | ` a `               | pass
                    char-count: 1           | 😀                  | pass
                    char-count: 2..         | 😀                  | fail
                    char-count: ..3         | `a b`               | pass
                    char-count: ..3         | ` a b`              | fail
                    """)
    void textChecks(String cell, String answer, String outcome) {
        assertThat(outcome(cell, answer)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    numeric: 1234.5         | 1,234.5             | pass
                    numeric: 1234.5         | ` +1234.50␤`        | pass
                    numeric: 1234.5         | 1.2345e3            | pass
                    numeric: 1234.5         | 1.234,5             | fail
                    numeric: 1234.5         | 1,23.5              | fail
                    numeric: 1              | 1e400               | fail
                    numeric: 1              | NaN                 | fail
                    numeric: 3              | ٣                   | fail
                    numeric: 16             | 0x10                | fail
                    numeric: 5              | $5                  | fail
                    numeric: 5              | 5 %                 | fail
                    numeric: 5              | .                   | fail
                    numeric: 0.5            | .5                  | pass
                    numeric: 5              | 5.                  | fail
                    numeric: 5              | ``                  | fail
                    numeric(0.01): 3.14     | 3.15                | pass
                    numeric(0.01): 3.14     | 3.1500001           | fail
                    numeric(0.1): 0.2       | 0.3                 | pass
                    numeric(1%): 200        | 198                 | pass
                    numeric(1%): 200        | 197.99              | fail
                    numeric-last: 42        | It is 42.           | pass
                    numeric-last: 42        | 41 or 42            | pass
                    numeric-last: 42        | 42 or 41            | fail
                    numeric-last: 1234.5    | costs $1,234.50!    | pass
                    numeric-last: 5         | 5 %                 | pass
                    numeric-last: -5        | down to -5          | pass
                    numeric-last: 5         | from 3-5            | pass
                    numeric-last: 0.5       | between .25 and .5  | pass
                    numeric-last: 1200      | about 1.2e3 km      | pass
                    numeric-last: 23234     | 1,23,234            | pass
                    numeric-last: 111111    | 111,111,1x          | pass
                    numeric-last: 42        | 42 of v2, x3 and 4b | pass
                    numeric-last: 42        | 42, not 1e400       | pass
                    numeric-last: 42        | 42, not 1,234x      | pass
                    numeric-last: 10        | 0x10                | fail
                    numeric-last: 3         | ٣                   | fail
                    numeric-last: 5         | ٣5                  | fail
                    numeric-last: 5         | 😀5                 | pass
                    numeric-last: 5         | +-.                 | fail
                    numeric-last: 5         | ``                  | fail
                    numeric-last(0.01): 3.14 | 3.15 m             | pass
                    numeric-last(0.01): 3.14 | 3.151 m            | fail
                    levenshtein(3): kitten  | sitting             | pass
                    levenshtein(2): kitten  | sitting             | fail
                    levenshtein(0): kitten  | kitten              | pass
                    levenshtein(2): kitten  | kitten and more     | fail
                    levenshtein-ratio: abcde        | abcdX       | pass
                    levenshtein-ratio(0.81): abcde  | abcdX       | fail
                    levenshtein-ratio(1): abcde     | abcde       | pass
                    """)
    void numbersAndDistances(String cell, String answer, String outcome) {
        assertThat(outcome(cell, answer)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    is-json                             | ` {"a":[1,2.5e3,null]} ␤` | pass
                    is-json                             | "text"                    | pass
                    is-json                             | {"a":1,"a":2}             | fail
                    is-json                             | {"a":NaN}                 | fail
                    is-json                             | {"a":1} // note           | fail
                    is-json                             | {"a":1} {"b":2}           | fail
                    is-json                             | {'a':1}                   | fail
                    is-json                             | [1,]                      | fail
                    is-json                             | [01]                      | fail
                    is-json                             | ``                        | fail
                    is-json: {"type":"object","required":["id"]} | {"id":1}         | pass
                    is-json: {"type":"object","required":["id"]} | {"di":1}         | fail
                    is-json: {"type":"object","required":["id"]} | [{"id":1}]       | fail
                    is-json: {"pattern":"^a+$"}         | "aaa"                     | pass
                    is-json: {"pattern":"^a+$"}         | "aab"                     | fail
                    is-json: {"const":1}                | 1.0                       | pass
                    is-json: {"type":"integer"}         | 1e400                     | pass
                    is-json: {"multipleOf":2}           | 3                         | fail
                    is-json: {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}]} | [1] | fail
                    is-json: {"prefixItems":[{"type":"string"}]} | ["a"]            | pass
                    contains-json                       | Sure: {"a":1}. Bye        | pass
                    contains-json                       | ```json␤[1]␤```           | pass
                    contains-json                       | {not json} [link] 1       | fail
                    contains-json                       | [1, [2}                   | fail
                    contains-json: {"required":["id"],"type":"object"} | {"a":1} {"id":2}          | pass
                    contains-json: {"required":["id"],"type":"object"} | [{"a":[{"id":2}]}]        | pass
                    contains-json: {"required":["id"],"type":"object"} | {"a":"{\\"id\\":1}"}      | fail
                    """)
    void jsonChecks(String cell, String answer, String outcome) {
        assertThat(outcome(cell, answer)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "finish-reason: stop,            stop,           pass",
        "finish-reason: STOP,            end_turn,       pass",
        "finish-reason: content_filter,  filter,         pass",
        "finish-reason: stop,            length,         fail",
        "'finish-reason: tool,length',   max_tokens,     pass",
        "finish-reason: none,            '',             pass",
        "not-finish-reason: stop,        '',             pass",
        "finish-reason: recitation,      RECITATION,     pass",
        "finish-reason: recitation,      safety,         fail",
        "finish-reason: other,           safety,         pass"
    })
    void finishReasons(String cell, String word, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.finishing(word))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "latency(120),         pass",
        "latency(119.999),     fail",
        "latency: 120ms,       pass",
        "latency: 0.12s,       pass",
        "latency(0.1s),        fail",
        "latency-total(2s),    pass",
        "latency-total(1999),  fail",
        "latency-total: 1m,    pass"
    })
    void theAnswerCameAfter120MsAndTookTwoSecondsInAll(String cell, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.saying("Paris"))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} at {1} pUSD: {2}")
    @CsvSource({
        "cost(0.002),      2000000000, pass",
        "cost(0.002),      2000000001, fail",
        "cost: 0.002 USD,  2000000000, pass",
        "cost(0.002),      0,          pass"
    })
    void costs(String cell, long pico, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.costing(pico))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} on a {1} answer: {2}")
    @CsvSource({
        "latency(500),          CACHED,   skip",
        "latency(500),          PROVIDED, skip",
        "latency-total(500),    CACHED,   skip",
        "cost(1),               CACHED,   pass",
        "cost(1),               PROVIDED, skip",
        "cost(1),               FRESH,    unscored",
        "finish-reason: stop,   PROVIDED, skip",
        "finish-reason: stop,   CACHED,   pass",
        "contains: Paris,       PROVIDED, pass"
    })
    void whatWasNotMeasuredIsSkippedOrUnscored(String cell, Answer.Origin origin, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.from(origin, "Paris"))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency(500)", "latency-total(500)"})
    void aTimeThatIsMissingIsNeitherGoodNorBad(String cell) {
        assertThat(Cells.judge(Cells.cell(cell), Answers.unmeasured("Paris")))
                .isEqualTo(new Score.Unscored("not measured"));
    }

    @Test
    void ofSeveralReferencesOneWithinTheLimitIsEnough() {
        Check check = Cells.suite("levenshtein", "[\"Paris is the capital of France\",\"Rome\"]", "{}")
                .withThreshold(Quantity.of("2"));

        Score near = Cells.judge(check, Answers.saying("Roma"));
        Score far = Cells.judge(check, Answers.saying("Berlin"));

        assertThat(near).isEqualTo(new Score.Graded(0.75, true, "distance 1, at most 2 edits allowed"));
        assertThat(Cells.word(far)).isEqualTo("fail");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    bleu(0.668): a b c d e       | a b c d f           | pass
                    bleu(0.669): a b c d e       | a b c d f           | fail
                    bleu: a b c d e              | A B\u00a0C D E     | pass
                    gleu(0.5): a b.              | a c                 | fail
                    gleu(0.3333): a b.           | a.. c               | pass
                    rouge-1(0.5): one two        | two, three!         | pass
                    rouge-1(0.51): one two       | two, three!         | fail
                    rouge-n(0.5): one two        | two, three!         | pass
                    rouge-1: e\u0301te\u0301   | E\u0301TE\u0301   | pass
                    rouge-1: !                   | !                   | fail
                    rouge-2: one                 | One.                | pass
                    rouge-2: one                 | two                 | fail
                    rouge-2: one                 | one two             | fail
                    rouge-2: one two             | one                 | fail
                    rouge-l(0.75): a b c d       | a x c d             | pass
                    rouge-l(0.76): a b c d       | a x c d             | fail
                    rouge-l: a b c d             | d c b a             | fail
                    chrf: ab c                   | a bc                | pass
                    chrf: ab                     | AB                  | fail
                    chrf: a                      | ``                  | fail
                    token-f1: the cat, a hat     | An hat; cat         | pass
                    token-f1: cat hat dog        | cat hat             | pass
                    token-f1: cat hat dog        | cat                 | fail
                    token-f1: The!               | a                   | pass
                    token-f1: The!               | ``                  | pass
                    token-f1: cat                | the                 | fail
                    exact-match: The answer.     | answer              | pass
                    exact-match: The answer.     | answers             | fail
                    exact-match: ABC             | `a b c`             | fail
                    exact-match: caf\u00e9      | CAFE\u0301         | pass
                    exact-match: 5 €             | 5€                  | fail
                    exact-match: The!            | ``                  | pass
                    meteor: orders shipped       | order ships         | pass
                    meteor(0.5): order           | order               | pass
                    meteor(0.51): order          | order               | fail
                    meteor: order                | bill                | fail
                    """)
    void likenessToAReference(String cell, String answer, String outcome) {
        assertThat(outcome(cell, answer)).isEqualTo(outcome);
    }

    private static String outcome(String cell, String answer) {
        return Cells.word(Cells.judge(Cells.cell(cell), Answers.saying(answer.replace('␤', '\n'))));
    }
}
