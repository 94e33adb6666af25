package dev.promptmeter.embeddings;

import dev.promptmeter.chat.inprocess.EmbeddingModel;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2 with weights of 8 bits: 384 numbers for a text, made for English sentences and short paragraphs.
 *
 * <p>It reads 126 tokens at once, some 90 words. A longer text is read in pieces; its vector is the mean of theirs, weighted by their
 * tokens, at length 1. Characters beyond the basic plane, such as emoji, are not seen.
 */
public final class AllMiniLm implements EmbeddingModel {

    private @Nullable Encoder encoder;

    /** Makes the model, which is loaded with the first text. */
    public AllMiniLm() {}

    @Override
    public String name() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public float[] embed(String text) {
        Encoder loaded = encoder();
        Mean mean = new Mean();
        for (String piece : loaded.pieces(text)) {
            mean.add(loaded.encode(piece));
        }
        return mean.vector();
    }

    private synchronized Encoder encoder() {
        if (encoder == null) {
            encoder = Encoder.load();
        }
        return encoder;
    }
}
