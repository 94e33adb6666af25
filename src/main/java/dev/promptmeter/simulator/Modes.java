package dev.promptmeter.simulator;

import java.util.Arrays;
import java.util.Locale;

/** The small choices that a flag can make. */
final class Modes {

    /** When token counts are told. */
    enum Usage {
        ASKED,
        ALWAYS,
        NEVER,
        RUNNING,
        NULL
    }

    /** Where the vendor's cost fields stand. */
    enum Cost {
        NONE,
        META,
        HEADER,
        BOTH;

        boolean inBody() {
            return this == META || this == BOTH;
        }

        boolean inHeader() {
            return this == HEADER || this == BOTH;
        }
    }

    /** When the head of a stream leaves. */
    enum Head {
        AT_ONCE,
        WITH_FIRST
    }

    /** When the chunk that names the role leaves. */
    enum RoleChunk {
        IMMEDIATE,
        WITH_FIRST,
        NONE
    }

    /** What a client that left pays for. */
    enum Bill {
        GENERATED,
        FULL,
        NONE
    }

    /** In whose words the rest of a rate limit is told. */
    enum RateHeaders {
        NONE,
        OPENAI,
        ANTHROPIC,
        IETF
    }

    /** Something that is on or off. */
    enum Switch {
        ON,
        OFF
    }

    private Modes() {}

    static <E extends Enum<E>> E parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (text(constant).equals(text.trim())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("unknown choice '" + text + "': "
                + NearName.suggestion(
                        text,
                        Arrays.stream(type.getEnumConstants()).map(Modes::text).toList()));
    }

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
