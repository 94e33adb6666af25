package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Scalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The characters of a scalar, whatever they look like: for those who type the value themselves. */
final class RawText implements Shape<String> {

    static final RawText INSTANCE = new RawText();

    private RawText() {}

    @Override
    public @Nullable String read(Node node, String path, Findings findings) {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        findings.add("PM-1106", node.place(), path + ": expected a single value; found " + node.shown());
        return null;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }
}
