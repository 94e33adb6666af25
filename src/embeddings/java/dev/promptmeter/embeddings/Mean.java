package dev.promptmeter.embeddings;

import dev.promptmeter.embeddings.Encoder.Encoded;

/** The mean of vectors, weighted by tokens. Not thread-safe. */
final class Mean {

    private float[] last = {};
    private double[] sum = {};
    private int count;

    void add(Encoded encoded) {
        last = encoded.vector();
        sum = count == 0 ? new double[last.length] : sum;
        for (int i = 0; i < last.length; i++) {
            sum[i] += (double) last[i] * encoded.tokens();
        }
        count++;
    }

    /**
     * {@return the mean, at length 1; a single vector is left as it is}
     *
     * @throws IllegalArgumentException if there is none
     */
    float[] vector() {
        if (count == 0) {
            throw new IllegalArgumentException("a text without a word has no embedding");
        }
        return count == 1 ? last : atLengthOne();
    }

    private float[] atLengthOne() {
        double squares = 0;
        for (double part : sum) {
            squares += part * part;
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[sum.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }
}
