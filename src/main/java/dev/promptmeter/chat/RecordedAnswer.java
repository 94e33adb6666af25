package dev.promptmeter.chat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one attempt, exactly as it was received: enough to understand it now or years later.
 *
 * @param requestId client request id of the attempt
 * @param stream whether a stream was asked for
 * @param end how the transport, or a limit of ours, ended it; null if the body came to its end
 * @param detail what the transport said when it failed, at most 500 characters; empty otherwise
 * @param status HTTP status; null if no head was seen
 * @param headers the allowed response headers, lower-case names
 * @param body the bytes received so far; not to be changed
 * @param times the instants
 * @param stamps bytes and nanoseconds per buffer, as {@link Stopwatch#stamps()} gives them; not to be changed
 * @param flags what the bytes cannot tell, such as {@link #COLD}
 */
public record RecordedAnswer(
        String requestId,
        boolean stream,
        @Nullable FailureKind end,
        String detail,
        @Nullable Integer status,
        Map<String, String> headers,
        byte[] body,
        Times times,
        long[] stamps,
        Set<String> flags) {

    /** Flag of an answer that held a key of the run; it is masked. */
    public static final String CONTAINED_KEY = "contained_key";

    /** Flag of an attempt that may have opened a connection. */
    public static final String COLD = "cold";

    /** Flag of an attempt during which the wall clock was set, or the process slept: its times are not to be trusted. */
    public static final String CLOCK_JUMP = "clock_jump";

    /** Flag of an attempt at what an earlier case of the run asks as well; repeats of one case do not count. */
    public static final String DUPLICATE_PROMPT = "duplicate_prompt";

    /** Copies the collections. */
    public RecordedAnswer {
        headers = Map.copyOf(headers);
        flags = Set.copyOf(flags);
    }

    /** {@return the same with one flag more} */
    public RecordedAnswer flagged(String flag) {
        Set<String> more = new HashSet<>(flags);
        more.add(flag);
        return new RecordedAnswer(requestId, stream, end, detail, status, headers, body, times, stamps, more);
    }

    /**
     * {@return the same with how long this process stood still meanwhile}
     *
     * @param nanos null if nobody watched
     */
    public RecordedAnswer stalled(@Nullable Long nanos) {
        return nanos == null
                ? this
                : new RecordedAnswer(
                        requestId, stream, end, detail, status, headers, body, times.stalled(nanos), stamps, flags);
    }
}
