package dev.promptmeter.suite;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The name of a file in a suite.
 *
 * @param name as written
 * @param place where it stands
 */
record WrittenFile(String name, Place place) {

    private static final Shape<String> NAME = Scalars.text(1, 4096);

    static final Shape<WrittenFile> SHAPE = new Shape<>() {
        @Override
        public @Nullable WrittenFile read(Node node, String path, Findings findings) {
            String name = NAME.read(node, path, findings);
            return name == null ? null : new WrittenFile(name, node.place());
        }

        @Override
        public ObjectNode schema() {
            return NAME.schema();
        }
    };
}
