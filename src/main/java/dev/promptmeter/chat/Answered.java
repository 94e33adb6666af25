package dev.promptmeter.chat;

import java.util.Set;

/**
 * There is an answer to judge, also if it is empty or a refusal.
 *
 * @param completion what the model said
 * @param timing when things happened
 * @param flags named oddities
 */
public record Answered(Completion completion, Timing timing, Set<String> flags) implements Exchange {

    /** Copies the flags. */
    public Answered {
        flags = Set.copyOf(flags);
    }
}
