package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which failures may be repeated; it narrows what is worth repeating and never widens it.
 *
 * @param words statuses such as {@code 429}, {@code 5xx}, {@code timeout} and {@code connection}; empty for no limit
 */
public record RetryOn(List<String> words) {

    /** Whatever is worth it. */
    public static final RetryOn ALL = new RetryOn(List.of());

    private static final String SERVER = "5xx";
    private static final String TIMEOUT = "timeout";
    private static final String CONNECTION = "connection";
    private static final int HUNDRED = 100;

    private static final Set<FailureKind> CONNECTING = EnumSet.of(
            FailureKind.DNS,
            FailureKind.CONNECT,
            FailureKind.TLS,
            FailureKind.PROXY,
            FailureKind.STALE_CONNECTION,
            FailureKind.RESET,
            FailureKind.PROTOCOL,
            FailureKind.GOAWAY,
            FailureKind.LOCAL_LIMIT);

    /** Copies the words. */
    public RetryOn {
        words = List.copyOf(words);
    }

    /** {@return whether such a failure may be repeated} */
    boolean includes(Failed failed) {
        if (words.isEmpty()) {
            return true;
        }
        if (failed.kind() == FailureKind.TIMEOUT) {
            return words.contains(TIMEOUT);
        }
        Integer status = failed.status();
        if (CONNECTING.contains(failed.kind()) || status == null) {
            return words.contains(CONNECTION) && CONNECTING.contains(failed.kind());
        }
        return words.contains(status.toString()) || status / HUNDRED == 5 && words.contains(SERVER);
    }
}
