package dev.promptmeter.bars;

import java.io.IOException;
import java.util.Arrays;

/** Two things measured in turn, so that what slows the machine for a while slows both. */
final class Rounds {

    private final double[] figures;
    private final double[] references;

    private Rounds(int count) {
        figures = new double[count];
        references = new double[count];
    }

    /** One measurement of one thing. */
    interface Measurement {
        double take() throws IOException, InterruptedException;
    }

    /** {@return the medians of that many rounds} */
    static BarLine.Measured of(int count, Measurement figure, Measurement reference)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds(count);
        for (int i = 0; i < count; i++) {
            rounds.figures[i] = figure.take();
            rounds.references[i] = reference.take();
        }
        return new BarLine.Measured(median(rounds.figures), median(rounds.references));
    }

    /** {@return the value in the middle, or the mean of the two there} */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
