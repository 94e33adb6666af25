package dev.promptmeter.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member of an object in a JSON Lines file.
 *
 * @param name the key
 * @param nameAt offset of the key in its record
 * @param at offset of the value
 * @param text the string, or anything but a string as it is written; null for {@code null} and for a list of texts
 * @param items the texts of a list, each without a name; null unless it is one
 */
record JsonlMember(
        String name,
        int nameAt,
        int at,
        @Nullable String text,
        @Nullable List<JsonlMember> items) {

    /** {@return a member with one text, or none} */
    static JsonlMember of(String name, int nameAt, int at, @Nullable String text) {
        return new JsonlMember(name, nameAt, at, text, null);
    }

    /** {@return a member with a list of texts} */
    static JsonlMember of(String name, int nameAt, int at, List<JsonlMember> items) {
        return new JsonlMember(name, nameAt, at, null, List.copyOf(items));
    }
}
