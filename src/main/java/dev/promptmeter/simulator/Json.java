package dev.promptmeter.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that remembers where in its text it stood, so that a complaint can point there. */
sealed interface Json {

    /** {@return the offset of its first character} */
    int from();

    /** {@return the offset behind its last character} */
    int to();

    record Obj(Map<String, Json> members, int from, int to) implements Json {

        @Nullable
        Json get(String name) {
            return members.get(name);
        }
    }

    record Arr(List<Json> items, int from, int to) implements Json {}

    record Text(String text, int from, int to) implements Json {}

    /** A number as it was written; nothing is lost to a binary format. */
    record Num(String text, int from, int to) implements Json {}

    record Bool(boolean value, int from, int to) implements Json {}

    record Nul(int from, int to) implements Json {}

    /** {@return the value as it was written in {@code source}} */
    default String rawIn(String source) {
        return source.substring(from(), to());
    }
}
