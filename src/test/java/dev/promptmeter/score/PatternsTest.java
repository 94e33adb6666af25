package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.dataset.Check;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternsTest {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int LONG = 100_000;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    gr\\u00f6\\u00dfe    | größe
                    a[^]b                | a␤b
                    (?<year>\\d{4})      | 2024
                    [^\\]a]              | b
                    []x]                 | ]
                    [^]x]                | ax]
                    \\[\\^\\]            | [^]
                    [(?=]                | =
                    \\Q(?=\\E            | (?=
                    [\\u0061-\\u0063]    | b
                    (?:(?:ab){2}){3}     | abababababab
                    x{2,}                | xxx
                    """)
    void whatJavaScriptSpellsOtherwiseIsUnderstood(String pattern, String text) {
        assertThat(Patterns.compile(pattern).matcher(text.replace('␤', '\n')).find())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    (?=x)                 | look-around
                    (?!x)                 | look-around
                    (?<=x)                | look-around
                    (?<!x)                | look-around
                    (a)\\1                | back-references
                    (?<n>a)\\k<n>         | back-references
                    (                     | missing closing )
                    [a                    | missing closing ]
                    a**                   | nested repetition
                    (a{100}){11}          | multiply to more than 1,000
                    ((a{2,50}){5}b){5}    | multiply to more than 1,000
                    a{1001}               | multiply to more than 1,000
                    a{0,99999999999}      | repeat
                    """)
    void whatCannotBeMatchedInLinearTimeIsRefused(String pattern, String message) {
        assertThatThrownBy(() -> Patterns.compile(pattern))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo("PM-1403"))
                .hasMessageContaining(message);
    }

    @Test
    void aPatternOfMoreThanAThousandCharactersIsRefused() {
        assertThat(Patterns.compile("a".repeat(1_000)).matcher("b").find()).isFalse();

        assertThatThrownBy(() -> Patterns.compile("a".repeat(1_001))).hasMessageContaining("at most 1,000 characters");
    }

    @Test
    void repeatsBesideEachOtherDoNotMultiply() {
        assertThat(RepeatCount.of("a{500}b{500}(c{10}d{20}){50}")).isEqualTo(1_000);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"/abc/i, true", "/a.c/, true", "a/b, false", "/, false", "//, false", "/usr/lib.*, false"})
    void slashesAroundAPatternAreDoubted(String pattern, boolean doubted) {
        Optional<String> doubt = new MatchesPattern().doubt(Check.of("regex", pattern));

        assertThat(doubt.isPresent()).isEqualTo(doubted);
        assertThat(doubt.orElse("are literal")).contains("are literal");
    }

    @Test
    void aTextOfMoreThan256KibIsNotJudged() {
        String text = "b".repeat(256 * 1024);

        assertThat(Cells.word(judge("regex: a", text))).isEqualTo("fail");
        assertThat(Cells.word(judge("regex: a", text + "b"))).isEqualTo("unscored");
    }

    static Stream<Arguments> backtracking() {
        return Tables.rows("backtracking.tsv").stream()
                .flatMap(row -> written(row[0]).map(pattern -> Arguments.of(pattern, row[1], row[2], row[3])));
    }

    /** At night each is tried inside a group too, which changes nothing of what it matches. */
    private static Stream<String> written(String pattern) {
        return Stream.of(pattern, "(?:" + pattern + ")").limit(TestScale.of(1, 2));
    }

    private static int[] lengths() {
        return TestScale.of(0, 1) == 0 ? new int[] {10, 1_000, LONG} : new int[] {10, 100, 1_000, 10_000, 30_000, LONG};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backtracking")
    void patternsKnownForBacktrackingEndInTimeWithAClearOutcome(
            String pattern, String piece, String tail, String outcome) {
        if (outcome.equals("refused")) {
            assertThatThrownBy(() -> Scorers.builtIn().prepare(Check.of("regex", pattern)))
                    .isInstanceOfSatisfying(
                            CheckException.class, e -> assertThat(e.code()).isEqualTo("PM-1403"));
            return;
        }
        PreparedCheck check = Scorers.builtIn().prepare(Check.of("regex", pattern));
        for (int length : lengths()) {
            String text = text(piece, length) + text(tail, 1);
            long start = CPU.getCurrentThreadCpuTime();
            String word = Cells.word(check.judge(Answers.saying(text)).score());

            assertThat(CPU.getCurrentThreadCpuTime() - start).isLessThan(2_000_000_000L);
            assertThat(word).isIn(outcome.equals("match") ? "pass" : "fail", length < LONG ? "" : "unscored");
        }
    }

    private static String text(String piece, int length) {
        String written = piece.replace("\\n", "\n");
        return written.repeat((length + written.length() - 1) / written.length());
    }

    @AfterAll
    static void count() {
        try (SuiteLine line = SuiteLine.begin(22, "regular expressions", 22)) {
            backtracking().forEach(each -> {
                for (int ignored : lengths()) {
                    line.count();
                }
            });
        }
    }

    @Test
    void theTableOfSuchPatternsIsLongEnoughToMeanSomething() {
        assertThat(backtracking()).hasSizeGreaterThan(140);
    }

    @Test
    void threeStarsOverFourKibEnd() {
        long start = System.nanoTime();
        Score score = judge("regex: .*.*.*=.*;", "x".repeat(4_096));

        assertThat(Cells.word(score)).isEqualTo("fail");
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    private static Score judge(String cell, String text) {
        return Cells.judge(Cells.cell(cell), Answers.saying(text));
    }
}
