package dev.promptmeter.score;

import java.util.List;

/**
 * A way down an XML document by the names of elements, such as {@code order.item}.
 *
 * @param written as its author wrote it
 * @param names from the outermost element on
 */
record ElementPath(String written, List<String> names) {

    /** Where a path may begin. */
    enum Start {
        /** At the outermost element. */
        ROOT,
        /** At any element. */
        ANYWHERE
    }

    ElementPath {
        names = List.copyOf(names);
    }

    /** {@return the paths in the value of a check, none if it has no value} */
    static List<ElementPath> of(Arguments arguments) {
        return arguments.value() == null
                ? List.of()
                : arguments.items().stream().map(item -> parse(arguments, item)).toList();
    }

    private static ElementPath parse(Arguments arguments, String text) {
        List<String> names = List.of(text.split("\\.", -1));
        if (names.stream().anyMatch(name -> name.isEmpty() || name.chars().anyMatch(c -> " <>/&\"'".indexOf(c) >= 0))) {
            throw arguments.wrong("takes paths of element names with dots between them, not " + Excerpt.of(text));
        }
        return new ElementPath(text, names);
    }

    /** {@return whether the path leads to the innermost of those elements} */
    boolean leadsTo(List<String> open, Start start) {
        int first = open.size() - names.size();
        return (start == Start.ROOT ? first == 0 : first >= 0)
                && open.subList(first, open.size()).equals(names);
    }
}
