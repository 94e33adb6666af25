package dev.promptmeter.dataset;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the text of an expectation cell says, wherever the cell stands. */
sealed interface Expectation {

    /**
     * A check.
     *
     * @param type the name without {@code not-}
     * @param negated whether it stood with {@code not-}
     * @param value the text after the colon, or the literal; null if there is none
     * @param threshold the number in parentheses; null if there is none
     * @param text the whole cell without the blanks around it
     */
    record Understood(
            String type,
            boolean negated,
            @Nullable JsonNode value,
            @Nullable Quantity threshold,
            String text) implements Expectation {}

    /**
     * A fault.
     *
     * @param code of the problem
     * @param at index in the cell, from 0
     * @param message what is wrong and what to do
     */
    record Wrong(String code, int at, String message) implements Expectation {}
}
