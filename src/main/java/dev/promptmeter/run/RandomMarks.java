package dev.promptmeter.run;

import dev.promptmeter.score.Marks;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Marks of 128 random bits. As safe for many threads as its source is. */
final class RandomMarks implements Marks {

    private static final int BYTES = 16;

    private final Random random;

    /** Draws from a source that nobody can foresee. */
    RandomMarks(Random random) {
        this.random = random;
    }

    @Override
    public String notIn(String... texts) {
        String mark = drawn();
        while (standsIn(texts, mark)) {
            mark = drawn();
        }
        return mark;
    }

    private static boolean standsIn(String[] texts, String mark) {
        return Arrays.stream(texts).anyMatch(text -> text.contains(mark));
    }

    private String drawn() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
