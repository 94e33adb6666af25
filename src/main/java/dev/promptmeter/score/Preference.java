package dev.promptmeter.score;

import java.util.Locale;

/** Which of two answers a judge finds better. */
enum Preference {
    FIRST,
    SECOND,
    TIE;

    /** {@return the word in a reply} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the same of the two in the other order} */
    Preference turned() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }

    /** {@return what more than half of the replies say; a tie where no such majority is} */
    static Preference of(Ruling.Given given) {
        for (Preference each : values()) {
            long saying =
                    given.replies().stream().filter(reply -> each.in(reply)).count();
            if (saying * 2 > given.replies().size()) {
                return each;
            }
        }
        return TIE;
    }

    /** {@return whether several replies say different things} */
    static boolean disagree(Ruling.Given given) {
        return given.replies().stream().map(Heard.Reply::value).distinct().count() > 1;
    }

    private boolean in(Heard.Reply reply) {
        return reply.value().asString("").equals(word());
    }
}
