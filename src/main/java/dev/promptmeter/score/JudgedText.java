package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import java.util.Locale;

/**
 * Which text of an answer is judged, and in which form.
 *
 * @param part the channel
 * @param form what is overlooked
 */
record JudgedText(Part part, TextForm form) {

    /** The channels of an answer. */
    enum Part {
        TEXT,
        REASONING,
        ALL;

        /** {@return the word in a suite} */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return that text of the answer; empty if it has none} */
    String of(Answer answer) {
        return form.of(raw(answer.completion()));
    }

    private String raw(Completion completion) {
        String reasoning = completion.reasoning() == null ? "" : completion.reasoning();
        return switch (part) {
            case TEXT -> completion.text();
            case REASONING -> reasoning;
            case ALL -> reasoning.isEmpty() ? completion.text() : reasoning + "\n" + completion.text();
        };
    }
}
