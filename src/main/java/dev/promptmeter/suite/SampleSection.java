package dev.promptmeter.suite;

import dev.promptmeter.run.Selection.Sample;

/** Rows drawn by their hash: {@code {n, seed}} or {@code {fraction, seed}}. */
final class SampleSection {

    private static final Key<Integer> N = Key.optional("n", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<Double> FRACTION = Key.optional("fraction", Quantities.share());
    private static final Key<Long> SEED = Key.optional("seed", Scalars.seed()).or("1");

    static final Shape<Sample> SHAPE = Fields.of(N, FRACTION, SEED)
            .exactlyOneOf(N, FRACTION)
            .later("by")
            .as(values -> new Sample(values.find(N), values.find(FRACTION), values.get(SEED)));

    private SampleSection() {}
}
