package dev.promptmeter.suite;

import dev.promptmeter.run.Selection.Sample;

/** Rows drawn by their hash: {@code {n, seed}}. */
final class SampleSection {

    private static final Key<Integer> N = Key.required("n", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<Long> SEED = Key.optional("seed", Scalars.seed()).or("1");

    static final Shape<Sample> SHAPE =
            Fields.of(N, SEED).later("fraction", "by").as(values -> new Sample(values.get(N), values.get(SEED)));

    private SampleSection() {}
}
