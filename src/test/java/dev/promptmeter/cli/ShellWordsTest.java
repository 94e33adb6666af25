package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @Test
    void onlyWhatNeedsQuotesGetsThem() {
        assertThat(ShellWords.join(List.of("promptmeter", "run", "it's.csv", "-k", "m:gpt* t:eu", "")))
                .isEqualTo("promptmeter run 'it'\\''s.csv' -k 'm:gpt* t:eu' ''");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsJoinedCanBeSplitAgain(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<String> words = new ArrayList<>();
            for (int count = random.nextInt(5); count >= 0; count--) {
                words.add(word(random));
            }

            assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            word.append("a '\\\"$*\n".charAt(random.nextInt(8)));
        }
        return word.toString();
    }
}
