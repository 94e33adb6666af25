package dev.promptmeter.chat.inprocess;

import java.util.Locale;

/** Counts letters: texts of the same letters mean the same. */
public final class LetterModel implements EmbeddingModel {

    /** Makes one. */
    public LetterModel() {}

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public float[] embed(String text) {
        float[] counts = new float[26];
        int letters = 0;
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                counts[c - 'a']++;
                letters++;
            }
        }
        if (letters == 0) {
            throw new IllegalArgumentException("a text without a letter has no embedding");
        }
        return counts;
    }
}
