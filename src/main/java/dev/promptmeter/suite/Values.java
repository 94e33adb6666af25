package dev.promptmeter.suite;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one map, typed. */
final class Values {

    private final Map<String, Object> read;
    private final Node.Mapping mapping;

    Values(Map<String, Object> read, Node.Mapping mapping) {
        this.read = read;
        this.mapping = mapping;
    }

    /** {@return the value of a key that is required or has a default} */
    <T> T get(Key<T> key) {
        T value = find(key);
        if (value == null) {
            throw new IllegalStateException("key '" + key.name() + "' has neither a value nor a default");
        }
        return value;
    }

    /** {@return the value of a key, or its default; null if it has neither} */
    // What stands under the name of a key was read by the shape of that key.
    @SuppressWarnings("unchecked")
    <T> @Nullable T find(Key<T> key) {
        return (T) read.get(key.name());
    }

    /** {@return whether the key was written} */
    boolean has(Key<?> key) {
        return mapping.get(key.name()) != null;
    }

    /** {@return where the value of a key stands, or the map if it is not written} */
    Place place(Key<?> key) {
        Node node = mapping.get(key.name());
        return node == null ? mapping.place() : node.place();
    }

    /** {@return where the map begins} */
    Place place() {
        return mapping.place();
    }
}
