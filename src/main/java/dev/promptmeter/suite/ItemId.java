package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.Optional;

/** The id of an item of {@code models}, {@code prompts} or {@code datasets}: as written, else made from what it names. */
final class ItemId {

    private ItemId() {}

    /** {@return the id of an item that is not typed yet; empty if it has none} */
    static Optional<String> of(String list, Node item) {
        if (!(item instanceof Mapping mapping)) {
            return Optional.empty();
        }
        if (mapping.get("id") instanceof Scalar id) {
            return Optional.of(id.text());
        }
        if (list.equals("models")) {
            return mapping.get("model") instanceof Scalar model ? Optional.of(from(model.text())) : Optional.empty();
        }
        return mapping.get("file") instanceof Scalar file ? Optional.of(ofFile(file.text())) : Optional.empty();
    }

    /** {@return the text with every character outside an id replaced} */
    static String from(String text) {
        String id = text.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
        return id.isEmpty() ? "x" : id.substring(0, Math.min(id.length(), 64));
    }

    /** {@return the id that a file gives: its name without extension} */
    static String ofFile(String path) {
        if (path.equals("-")) {
            return "stdin";
        }
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return from(dot > 0 ? name.substring(0, dot) : name);
    }
}
