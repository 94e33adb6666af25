package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.HashSet;
import java.util.Set;

/**
 * Marks what was asked again after the program had ended in the middle of it: an instant before the end and one after it make no
 * duration, so that such a repeat enters no latency figure.
 */
public final class Resumed {

    private static final String FLAG = "resumed";

    private Resumed() {}

    /** {@return the same answer with the mark, so that whoever reads it finds it there} */
    public static RecordedAnswer mark(RecordedAnswer answer) {
        Set<String> flags = new HashSet<>(answer.flags());
        flags.add(FLAG);
        return new RecordedAnswer(
                answer.requestId(),
                answer.stream(),
                answer.end(),
                answer.detail(),
                answer.status(),
                answer.headers(),
                answer.body(),
                answer.times(),
                answer.stamps(),
                flags);
    }

    /** {@return whether it has the mark} */
    static boolean marked(Exchange exchange) {
        return exchange.flags().contains(FLAG);
    }
}
