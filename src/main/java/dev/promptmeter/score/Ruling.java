package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;
import java.util.List;

/** What became of a question to a judge. */
public sealed interface Ruling {

    /**
     * The judge replied.
     *
     * @param replies one for each time it was asked, an odd number
     */
    record Given(List<Heard.Reply> replies) implements Ruling {

        /** Copies the replies. */
        public Given {
            replies = List.copyOf(replies);
        }
    }

    /**
     * There is no reply that could be used.
     *
     * @param kind {@link FailureKind#JUDGE} or {@link FailureKind#JUDGE_BUDGET}
     * @param reason one line
     */
    record Missing(FailureKind kind, String reason) implements Ruling {}

    /** The judge was not asked, since its ruling would have changed nothing. */
    record Spared() implements Ruling {}
}
