package dev.promptmeter.archive;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells whether two starts of a run say the same of the same answer, as far as their opening notes say: checks, judges, prices. */
final class GradeShape {

    /** When and how fast it is asked, and what is made of the grades: no check sees any of it. */
    private static final List<String> AROUND =
            List.of("name", "description", "run", "slo", "validity", "derived", "gates", "reports", "tags");

    /** How a model is reached. */
    private static final List<String> WAY = List.of(
            "apiKeyEnv",
            "auth",
            "headers",
            "headersEnv",
            "concurrency",
            "rate",
            "tokensPerMinute",
            "timeout",
            "http",
            "contextWindow");

    /** Which rows there are, and where they stand; the rows themselves are on record. */
    private static final List<String> ROWS = List.of("file", "limit", "sample");

    private static final List<String> APPLIED = List.of("gateLines", "checkPlaces", "failed");

    private GradeShape() {}

    static boolean same(Manifest one, Manifest other) {
        return of(one).equals(of(other));
    }

    private static JsonNode of(Manifest manifest) {
        if (!(manifest.resolved().deepCopy() instanceof ObjectNode shape)) {
            return manifest.resolved();
        }
        shape.remove(AROUND);
        shape.path("models").forEach(model -> without(model, WAY));
        shape.path("datasets").forEach(dataset -> without(dataset, ROWS));
        without(shape.path("applied"), APPLIED);
        return shape;
    }

    private static void without(JsonNode node, List<String> members) {
        if (node instanceof ObjectNode object) {
            object.remove(members);
        }
    }
}
