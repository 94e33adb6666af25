package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTextTest {

    @ParameterizedTest
    @CsvSource({
        "'Größe 😀 é', 'Größe 😀 é'",
        "'a\u200bb', 'a\\u{200B}b'",
        "'a\u202eb', 'a\\u{202E}b'",
        "'a\rb', 'a\\u{000D}b'",
        "'a\u00a0b', 'a\\u{00A0}b'",
        "'a\u2028b', 'a\\u{2028}b'",
        "'a\u3164b', 'a\\u{3164}b'",
        "'a\ufe0fb', 'a\\u{FE0F}b'",
        "'a\ue000b', 'a\\u{E000}b'",
        "'a\ud800b', 'a\\u{D800}b'"
    })
    void whatNobodySeesIsWrittenOut(String text, String shown) {
        assertThat(CandidateText.of(text).shown()).isEqualTo(shown);
    }

    @Test
    void linesAndTabsStayAsTheyAre() {
        assertThat(CandidateText.of("a\n\tb").shown()).isEqualTo("a\n\tb");
    }

    @Test
    void upToTheLimitNothingIsCut() {
        CandidateText text = CandidateText.of("😀".repeat(32_768));

        assertThat(text.cut()).isFalse();
        assertThat(text.shown()).isEqualTo("😀".repeat(32_768));
    }

    @Test
    void beyondTheLimitBeginningAndEndAreKeptAndTheCutIsMarked() {
        CandidateText text = CandidateText.of("a".repeat(16_384) + "😀" + "b".repeat(16_384));

        assertThat(text.cut()).isTrue();
        assertThat(text.shown())
                .isEqualTo("a".repeat(16_384) + "\n[... 1 characters left out here ...]\n" + "b".repeat(16_384));
    }
}
