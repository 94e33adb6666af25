package dev.promptmeter.suite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of a map, declared once.
 *
 * @param name as written
 * @param shape of its value
 * @param presence whether it must be there
 * @param otherwise what holds when it is not written; null for nothing
 * @param standard the same as a suite would write it; empty if there is nothing to show
 * @param <T> what its value becomes
 */
record Key<T>(
        String name,
        Shape<T> shape,
        Presence presence,
        @Nullable T otherwise,
        String standard) {

    /** Whether a key must be written. */
    enum Presence {
        /** It must. */
        REQUIRED,
        /** It may. */
        OPTIONAL,
        /** It holds a map of settings; one that is not written is read as an empty one. */
        IMPLIED
    }

    static <T> Key<T> required(String name, Shape<T> shape) {
        return new Key<>(name, shape, Presence.REQUIRED, null, "");
    }

    static <T> Key<T> optional(String name, Shape<T> shape) {
        return new Key<>(name, shape, Presence.OPTIONAL, null, "");
    }

    static <T> Key<T> implied(String name, Shape<T> shape) {
        return new Key<>(name, shape, Presence.IMPLIED, null, "");
    }

    /** {@return the same key with a default, written as a suite would write it} */
    Key<T> or(String text) {
        Findings findings = new Findings();
        T value = shape.read(new Node.Scalar(text, Node.Style.EXPANDED, Place.flag("")), name, findings);
        if (value == null) {
            throw new IllegalArgumentException(
                    "default of " + name + ": " + findings.exception().getMessage());
        }
        return new Key<>(name, shape, presence, value, text);
    }

    /** {@return the same key with a default that needs no words, such as an empty list} */
    Key<T> orElse(T value) {
        return new Key<>(name, shape, presence, value, "");
    }

    boolean required() {
        return presence == Presence.REQUIRED;
    }

    /** {@return what the map holds under this key; null if neither it nor a default is there, or if it cannot be used} */
    @Nullable
    T read(Node.Mapping mapping, String path, Findings findings) {
        Node node = mapping.get(name);
        String child = Fields.child(path, name);
        if (node == null && presence == Presence.IMPLIED) {
            Map<String, Node.Entry> nothing = new LinkedHashMap<>();
            return shape.read(new Node.Mapping(nothing, mapping.place()), child, findings);
        }
        if (node == null && !standard.isEmpty()) {
            findings.defaulted(child, standard);
        }
        return node == null ? otherwise : shape.read(node, child, findings);
    }
}
