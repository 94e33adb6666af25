package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.score.TextForm.Step;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** White space, forms and excerpts: what every text check stands on. */
class TextPartsTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
                0x3000
            })
    void whiteSpaceIsTheUnicodeProperty(int codePoint) {
        assertThat(WhiteSpace.is(codePoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x1C, 0x1F, 0x200B, 0x180E, 0x2060, 0xFEFF, 'a'})
    void controlsAndZeroWidthCharactersAreNone(int codePoint) {
        assertThat(WhiteSpace.is(codePoint)).isFalse();
    }

    @Test
    void formsDoNotDependOnTheOrderOfTheirSteps() {
        String text = "\u00a0 Ｈｅｌｌｏ,  WORLD! ";

        assertThat(TextForm.of(Step.TRIM, Step.COLLAPSE, Step.PUNCT, Step.CASE, Step.NFKC)
                        .of(text))
                .isEqualTo("hello world");
        assertThat(TextForm.of(Step.NFKC, Step.CASE, Step.PUNCT, Step.COLLAPSE, Step.TRIM)
                        .of(text))
                .isEqualTo("hello world");
    }

    @Test
    void punctuationIsAsciiPunctuationAndUnicodeCategoryP() {
        assertThat(TextForm.of(Step.PUNCT).of("a$b+c—d„e“f€g…h")).isEqualTo("abcdef€gh");
    }

    @Test
    void lowerCaseIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(Cells.word(Cells.judge(Cells.cell("icontains: title"), Answers.saying("TITLE"))))
                    .isEqualTo("pass");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void excerptsShowTheInvisibleAndNeverSplitACharacter() {
        assertThat(Excerpt.of("a\nb\u202e\u0000\ud83d")).isEqualTo("\"a\\nb\\u{202E}\\u{0000}\\u{D83D}\"");
        assertThat(Excerpt.of("😀".repeat(50))).isEqualTo("\"" + "😀".repeat(40) + "…\"");
        assertThat(Excerpt.of("x" + "😀".repeat(50))).isEqualTo("\"x" + "😀".repeat(39) + "…\"");
        assertThat(Excerpt.limit("x😀😀", 3)).isEqualTo("x…");
    }
}
