package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {

    @ParameterizedTest
    @CsvSource({
        "001B,⟨U+001B⟩",
        "0000,⟨U+0000⟩",
        "000A,⟨U+000A⟩",
        "007F,⟨U+007F⟩",
        "009B,⟨U+009B⟩",
        "202E,⟨U+202E⟩",
        "2066,⟨U+2066⟩",
        "200B,⟨U+200B⟩",
        "FEFF,⟨U+FEFF⟩",
        "2028,⟨U+2028⟩",
        "D800,⟨U+D800⟩",
        "FFFE,⟨U+FFFE⟩",
        "E0041,⟨U+E0041⟩",
        "00E9,é",
        "1F600,😀"
    })
    void whatActsInsteadOfShowingIsWrittenOut(String hex, String shown) {
        String text = new String(Character.toChars(Integer.parseInt(hex, 16)));

        assertThat(Visible.line("a" + text + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void longTextIsCutAtTwoHundredCharacters() {
        assertThat(Visible.line("😀".repeat(200))).isEqualTo("😀".repeat(200));
        assertThat(Visible.line("😀".repeat(201))).isEqualTo("😀".repeat(200) + "…");
        assertThat(Visible.all("a".repeat(300))).hasSize(300);
    }

    @Test
    void noTextWhateverItHoldsActsOnATerminal() {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String text = HostileText.random(random);

            assertThat(Visible.all(text).codePoints().noneMatch(Visible::acts))
                    .as(text)
                    .isTrue();
        }
    }
}
