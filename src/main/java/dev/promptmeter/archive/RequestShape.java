package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells whether two starts of a run ask the same, as far as their opening notes say: rows, prompts, models, selection, repeats. */
final class RequestShape {

    /** What a dataset says of itself that no request depends on; its rows are compared by their bytes. */
    private static final List<String> JUDGING = List.of("file", "checks", "threshold");

    private RequestShape() {}

    static boolean same(Manifest one, Manifest other) {
        return of(one).equals(of(other));
    }

    private static List<Object> of(Manifest manifest) {
        List<Object> shape = new ArrayList<>();
        // Another version may write the same request in other bytes.
        shape.add(manifest.tool());
        shape.add(manifest.repeat());
        manifest.prompts().forEach(prompt -> shape.addAll(List.of(prompt.id(), prompt.sha())));
        shape.add(manifest.models());
        manifest.datasets().forEach(dataset -> shape.addAll(List.of(dataset.id(), dataset.sha256())));
        JsonNode resolved = manifest.resolved();
        for (JsonNode dataset : resolved.path("datasets")) {
            shape.add(dataset instanceof ObjectNode object ? object.deepCopy().without(JUDGING) : dataset);
        }
        JsonNode applied = resolved.path("applied");
        shape.addAll(List.of(resolved.path("vars"), applied.path("vars"), applied.path("promptParams")));
        shape.add(applied.path("failed"));
        return shape;
    }
}
