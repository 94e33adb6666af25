package dev.promptmeter.simulator;

import java.util.Arrays;
import java.util.Locale;

/** Which text of a request a rule looks at. */
enum Target {
    /** The last user message. */
    LAST,
    /** All system messages, joined with LF. */
    SYSTEM,
    /** All texts, joined with LF. */
    ALL,
    /** The request's bytes as UTF-8. */
    RAW;

    static Target parse(String text) {
        for (Target target : values()) {
            if (target.name().toLowerCase(Locale.ROOT).equals(text.trim())) {
                return target;
            }
        }
        throw new IllegalArgumentException("unknown text '" + text + "': "
                + NearName.suggestion(
                        text,
                        Arrays.stream(values())
                                .map(t -> t.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }
}
