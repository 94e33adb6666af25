package dev.promptmeter.suite;

/**
 * The section {@code embeddings} of a suite: who turns texts into numbers.
 *
 * @param place where it begins
 * @param model id of a model of the suite, or {@code in-process:NAME} for one on the class path
 */
record EmbeddingsSection(Place place, String model) {

    private static final Key<String> MODEL = Key.required(
            "model",
            Scalars.matching(
                    "ID of a model, or " + InProcessModel.PREFIX + "NAME",
                    "(" + InProcessModel.PREFIX + ")?" + Scalars.ID));

    static final Shape<EmbeddingsSection> SHAPE =
            Fields.of(MODEL).as(values -> new EmbeddingsSection(values.place(), values.get(MODEL)));
}
