package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Scalar;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Characters that mean something by themselves.
 *
 * @param what is expected, for messages, such as {@code DURATION such as 500ms, 30s, 5m}
 * @param quotes whether quotes change the meaning
 * @param reader gives the value, or says why there is none
 * @param schema as JSON Schema
 * @param <T> what it becomes
 */
record ScalarShape<T>(String what, Quotes quotes, Function<String, Reading<T>> reader, ObjectNode schema)
        implements Shape<T> {

    /** What quotes around a scalar do. */
    enum Quotes {
        /** Without them, what some readers take for a boolean or a number is a fault. */
        MAKE_TEXT,
        /** Within them stands text, and text is not wanted. */
        ARE_WRONG,
        /** They change nothing. */
        DO_NOT_MATTER
    }

    /**
     * What came of a text.
     *
     * @param value null if the text cannot be used
     * @param code of the problem
     * @param text of the problem; empty for "expected …, found …"
     */
    record Reading<T>(@Nullable T value, String code, String text) {

        static <T> Reading<T> of(T value) {
            return new Reading<>(value, "", "");
        }

        static <T> Reading<T> unexpected() {
            return new Reading<>(null, "PM-1106", "");
        }

        static <T> Reading<T> unexpected(String text) {
            return new Reading<>(null, "PM-1106", text);
        }

        static <T> Reading<T> outside(String text) {
            return new Reading<>(null, "PM-1107", text);
        }
    }

    @Override
    public @Nullable T read(Node node, String path, Findings findings) {
        if (!(node instanceof Scalar scalar) || quotes == Quotes.ARE_WRONG && scalar.quoted()) {
            findings.add("PM-1106", node.place(), path + ": expected " + what + "; found " + found(node));
            return null;
        }
        if (quotes == Quotes.MAKE_TEXT && Plain.mistakenFor(scalar).isPresent()) {
            findings.add("PM-1104", node.place(), quoteIt(path, scalar));
            return null;
        }
        Reading<T> reading = reader.apply(scalar.text());
        if (reading.value() == null) {
            String text = reading.text().isEmpty() ? "expected " + what + "; found " + scalar.shown() : reading.text();
            findings.add(reading.code(), node.place(), path + ": " + text);
        }
        return reading.value();
    }

    private static String found(Node node) {
        return node instanceof Scalar ? "the text " + node.shown() + " (leave out the quotes)" : node.shown();
    }

    static String quoteIt(String path, Scalar scalar) {
        return scalar.text().isEmpty()
                ? path + ": has no value"
                : path + ": " + scalar.shown() + " is read as "
                        + Plain.mistakenFor(scalar).orElse("something else")
                        + " by many YAML readers; write it in quotes";
    }

    @Override
    public ObjectNode schema() {
        return schema.deepCopy();
    }
}
