package dev.promptmeter.suite;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What may stand in one place of a suite: reads it, and describes it as JSON Schema. One declaration for both, so that an editor
 * shows the faults that the reader finds.
 *
 * @param <T> what it becomes
 */
interface Shape<T> {

    /** {@return what the node means; null if it means nothing, in which case the problem was added} */
    @Nullable
    T read(Node node, String path, Findings findings);

    /** {@return the JSON Schema that accepts the same values} */
    ObjectNode schema();

    /** {@return the same shape, turned into something else} */
    default <R> Shape<R> map(Function<? super T, ? extends R> made) {
        Shape<T> plain = this;
        return new Shape<>() {
            @Override
            public @Nullable R read(Node node, String path, Findings findings) {
                T value = plain.read(node, path, findings);
                return value == null ? null : made.apply(value);
            }

            @Override
            public ObjectNode schema() {
                return plain.schema();
            }
        };
    }
}
