package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    equals: yes  | `Yes.␤`    | expected "yes", got "Yes.\\n": character 1 is "Y" (U+0059), not "y" (U+0079)
                    equals: yes  | Yes        | expected "yes", got "Yes": character 1 is "Y" (U+0059), not "y" (U+0079); differs only in case, which 'iequals' ignores
                    equals: yes  | ｙｅｓ      | expected "yes", got "ｙｅｓ": character 1 is "ｙ" (U+FF59), not "y" (U+0079); differs only in Unicode form, which 'iequals' ignores
                    equals: yes  | `yes\u00a0` | expected "yes", got "yes\\u{00A0}": goes on after character 3 with "\\u{00A0}" (U+00A0); differs only in white space, which 'iequals' ignores
                    equals: yes  | `YES `     | expected "yes", got "YES ": character 1 is "Y" (U+0059), not "y" (U+0079); differs only in case, white space or Unicode form, which 'iequals' ignores
                    equals: yes  | ye         | expected "yes", got "ye": ends after character 2, before "s" (U+0073)
                    equals: a😀c | a😁c       | expected "a😀c", got "a😁c": character 2 is "😁" (U+1F601), not "😀" (U+1F600)
                    not-equals: yes | yes     | not: equals "yes"
                    contains: 30 days | within 30 Days | does not contain "30 days", the nearest is "within 30 Days"; differs only in case, which the 'i' form of this check ignores
                    contains: two words | two␤words | does not contain "two words", the nearest is "two\\nwords"; differs only in white space, which 'normalize: [collapse]' ignores
                    contains-all: a,b,c | a   | does not contain "b", "c"
                    starts-with: Dear | dear Ann | at the start expected "Dear", got "dear": character 1 is "d" (U+0064), not "D" (U+0044); differs only in case, which 'istarts-with' ignores
                    istarts-with: Dear Ann | dear  ann, | at the start expected "dear ann", got "dear  an": character 6 is " " (U+0020), not "a" (U+0061); differs only in white space, which 'normalize: [collapse]' ignores
                    ends-with: caf\u00e9 | ein cafe\u0301 | at the end expected "caf\u00e9", got "afe\u0301": character 1 is "a" (U+0061), not "c" (U+0063); differs only in Unicode form, which 'normalize: [nfkc]' ignores
                    one-of: red,green | Red   | expected one of "red", "green", got "Red"; differs only in case, which 'ione-of' ignores
                    numeric(0.5): 42  | 43    | expected 42 ± 0.5, got 43
                    numeric: 42       | NaN   | not a number: "NaN", expected 42
                    numeric-last: 42  | 41 or 43.  | expected 42, got 43
                    numeric-last: 42  | v42        | no number in "v42", expected 42
                    bleu(0.9): a b c d e | a b c d f | bleu 0.6687, at least 0.9 wanted
                    rouge-l(0.66667): a b c | a b x | rouge-l 0.666667, at least 0.66667 wanted
                    meteor: order ships | orders ship | meteor without synonyms 0.9375, at least 0.5 wanted
                    exact-match: The end. | the  End | matches "end"
                    exact-match: The end | An ending | normalised, expected "end", got "ending": goes on after character 3 with "i" (U+0069)
                    word-count: 5..   | a b   | expected 5.. words, got 2
                    latency(0.1s)     | x     | 120ms, at most 0.1s allowed
                    levenshtein-ratio(0.83334): abcdef | abcdeX | ratio 0.83333, at least 0.83334 wanted
                    """)
    void aReasonNamesTheDifferenceAndTheCheckThatWouldIgnoreIt(String cell, String answer, String reason) {
        assertThat(Cells.judge(Cells.cell(cell), Answers.saying(answer.replace('␤', '\n')))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void aTimeIsShownWithOneDecimalUnlessThatWouldHideThatItIsTooLong() {
        Check check = Cells.cell("latency(500ms)");

        assertThat(Cells.judge(check, measured(83_596_127)).reason()).isEqualTo("83.6ms, at most 500ms allowed");
        assertThat(Cells.judge(check, measured(500_000_400)).reason()).isEqualTo("500.0004ms, at most 500ms allowed");
    }

    private static Answer measured(long nanos) {
        return new Answer(Answers.saying("x").completion(), Answer.Origin.FRESH, nanos, nanos, null, Cost.UNKNOWN);
    }

    @Test
    void longTextsAreCutAroundTheFirstDifference() {
        String expected = "x".repeat(1_000) + "Paris" + "y".repeat(1_000);
        String actual = "x".repeat(1_000) + "Rome" + "y".repeat(1_000);

        String reason = Cells.judge(Cells.cell("equals: " + expected), Answers.saying(actual))
                .reason();

        assertThat(reason)
                .contains("xxxParisyyy")
                .contains("xxxRomeyyy")
                .contains("character 1001 is \"R\"")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Nested
    class InFull {

        @Test
        void aMarkStandsUnderWhatDiffers() {
            Outcome outcome = outcome(
                    "equals: Refunds are accepted within 30 days of delivery.",
                    "Refunds are accepted within two weeks of delivery.");

            assertThat(FailureText.of(outcome, "Refunds are accepted within two weeks of delivery."))
                    .containsExactly(
                            "equals",
                            "  - expected  Refunds are accepted within 30 days of delivery.",
                            "  + actual    Refunds are accepted within two weeks of delivery.",
                            "                                          ^^^^^^^^");
        }

        @Test
        void aDifferenceInWhiteSpaceAloneIsMadeVisible() {
            assertThat(FailureText.of(outcome("equals: yes sir", "yes  sir\n"), "yes  sir\n"))
                    .containsExactly(
                            "equals", "  - expected  yes·sir", "  + actual    yes··sir⏎", "                  ^^^^");
        }

        @Test
        void containsShowsTheNearestPartialMatch() {
            assertThat(FailureText.of(
                            outcome("contains: within 30 days", "Refunds within 30 weeks."),
                            "Refunds within 30 weeks."))
                    .containsExactly(
                            "contains",
                            "  - expected  within 30 days",
                            "  + actual    Refunds within 30 weeks.",
                            "                      ^^^^^^^^^^");
        }

        @Test
        void otherChecksShowTheirReason() {
            assertThat(FailureText.of(outcome("numeric: 42", "43"), "43"))
                    .containsExactly("numeric", "  expected 42, got 43", "  + actual    43");
        }

        @Test
        void likenessShowsItsFigureAboveBothTexts() {
            assertThat(FailureText.of(outcome("bleu: The order ships on Monday.", "On Monday."), "On Monday."))
                    .containsExactly(
                            "bleu",
                            "  bleu 0.2231, at least 0.5 wanted",
                            "  - expected  The order ships on Monday.",
                            "  + actual    On Monday.");
        }

        @Test
        void aLongTextShowsTwentyLinesAroundTheDifference() {
            String expected = "line\n".repeat(50) + "Paris" + "\nline".repeat(50);
            String actual = "line\n".repeat(50) + "Rome" + "\nline".repeat(50);

            var lines = FailureText.of(outcome("equals: " + expected, actual), actual);

            assertThat(lines)
                    .hasSize(1 + 21 + 22)
                    .contains("              Paris", "              Rome", "              ^^^^");
            assertThat(lines.get(lines.size() - 1)).isEqualTo("              … 194 more characters");
        }

        @Test
        void foreignTextStaysBehindOurPrefixAndInOneLine() {
            String hostile = "\u001b[2J\u202e" + "a".repeat(10_000);

            assertThat(FailureText.of(outcome("equals: yes", hostile), hostile))
                    .allSatisfy(
                            line -> assertThat(line).hasSizeLessThan(900).doesNotContainPattern("[\\p{Cntrl}\\u202e]"));
        }

        private static Outcome outcome(String cell, String answer) {
            return Scorers.builtIn().prepare(Cells.cell(cell)).judge(Answers.saying(answer));
        }
    }
}
