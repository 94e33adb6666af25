package dev.promptmeter.chat.openai;

import java.time.Duration;
import java.util.List;

/**
 * How long the parts of one attempt may take.
 *
 * @param connect until there is a connection
 * @param headers from the start until status and headers are known
 * @param firstToken streamed: from the start until the first output
 * @param idle streamed: without output after the first; otherwise: without a byte once the body has begun
 * @param total everything
 */
public record Deadlines(Duration connect, Duration headers, Duration firstToken, Duration idle, Duration total) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** 10 s to connect, 30 s idle, 60 s in total. */
    public static final Deadlines DEFAULT = ofTotal(Duration.ofSeconds(60));

    /** Every deadline is a positive time. */
    public Deadlines {
        for (Duration deadline : List.of(connect, headers, firstToken, idle, total)) {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("a deadline is a positive time: " + deadline);
            }
        }
    }

    /** {@return the same for a stream, whose head comes no later than its first output} */
    Deadlines ofStream() {
        return firstToken.compareTo(headers) < 0 ? new Deadlines(connect, firstToken, firstToken, idle, total) : this;
    }

    /** {@return the usual deadlines with that total} */
    public static Deadlines ofTotal(Duration total) {
        return new Deadlines(CONNECT, total, total, IDLE, total);
    }
}
