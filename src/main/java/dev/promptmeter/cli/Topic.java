package dev.promptmeter.cli;

import java.util.List;

/**
 * Flags that belong together, under one heading of a help text.
 *
 * @param title of the group
 * @param flags in the order in which they are listed
 */
record Topic(String title, List<Flag> flags) {

    Topic {
        flags = List.copyOf(flags);
    }

    static Topic of(String title, Flag... flags) {
        return new Topic(title, List.of(flags));
    }
}
