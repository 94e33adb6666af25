package dev.promptmeter.score;

import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How near an answer comes to a reference text. */
@FunctionalInterface
interface Likeness {

    /** {@return the likeness of that answer, 0 to 1; empty if finding out takes too much work} */
    OptionalDouble of(String answer);

    /**
     * {@return the help of a check of likeness}
     *
     * @param otherwise its threshold where none is written
     * @param more keys beside those of every text check
     */
    static CheckHelp help(String name, String summary, double otherwise, String... more) {
        return new CheckHelp(
                name,
                summary,
                "a reference text; in a suite also a list, of which the best counts",
                "the least score, 0 to 1; " + Figure.plain(otherwise) + " without it",
                name + "(0.6): The order ships on Monday.",
                Stream.concat(Arguments.COMPARISON_OPTIONS.stream(), Stream.of(more))
                        .toList());
    }
}
