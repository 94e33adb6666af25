package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    BLEU  | `The Cat,\u00a0sat. `   | the cat, sat.
                    BLEU  | ``                      | ``
                    GLEU  | The cat... sat. ..      | the cat sat
                    GLEU  | a.b 1.5                 | a.b 1.5
                    ROUGE | Don't stop_it, café-bar | don t stop it café bar
                    ROUGE | cafe\u0301 १२ ²         | cafe\u0301 १२
                    ROUGE | 𝟙𝒶 😀 x                 | 𝟙𝒶 x
                    SQUAD | The «U.S.» an a theme   | us theme
                    SQUAD | cafe\u0301 – A          | caf\u00e9
                    CHRF  | "Hi there!" (no) . ...  | " Hi there! " (no ) . .. .
                    CHRF  | (a b€ „c                | ( a b€ „c
                    STEMS | Orders shipped, quickly | order shipped, quickli
                    """)
    void everyFigureCutsByItsOwnRule(Wording wording, String text, String words) {
        List<String> cut = new ArrayList<>();

        wording.cut(text, cut::add);

        assertThat(String.join(" ", cut)).isEqualTo(words);
    }

    static Stream<Arguments> stems() {
        return Tables.rows("stems.tsv").stream().map(row -> Arguments.of(row[0], row[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stems")
    void stemsAreThoseOfPorter(String word, String stem) {
        assertThat(PorterStem.of(word)).isEqualTo(stem);
    }
}
