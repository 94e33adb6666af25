package dev.promptmeter.score;

/** Draws marks that enclose a text in a message, so that the text cannot pretend to end before it does. */
@FunctionalInterface
public interface Marks {

    /** {@return a mark that nobody can foresee and that stands in none of these texts} */
    String notIn(String... texts);
}
