package dev.promptmeter.suite;

/**
 * The section {@code embeddings} of a suite: who turns texts into numbers.
 *
 * @param place where it begins
 * @param model id of a model of the suite
 */
record EmbeddingsSection(Place place, String model) {

    private static final Key<String> MODEL = Key.required("model", Scalars.id());

    static final Shape<EmbeddingsSection> SHAPE =
            Fields.of(MODEL).as(values -> new EmbeddingsSection(values.place(), values.get(MODEL)));
}
