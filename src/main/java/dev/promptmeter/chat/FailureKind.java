package dev.promptmeter.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why there is no answer to judge. {@link #word()} is what every output says; no other word is used. */
public enum FailureKind {
    /** Text without a terminal mark, a cut body, or a finish reason that says that generation broke off. */
    TRUNCATED,
    /** A success status without a usable answer. */
    MALFORMED_SUCCESS,
    /** An answer whose content is of a type that cannot be read. */
    MALFORMED_CONTENT,
    /** A limit of ours on nesting, strings or numbers. */
    LIMIT,
    /** More bytes than we read. */
    TOO_LARGE,
    /** A content coding that we do not decode. */
    UNSUPPORTED_ENCODING,
    /** An error event in mid-stream. */
    STREAM,
    /** A success status with an error in it and no usable code. */
    PROVIDER,
    /** The request is refused as it stands. */
    BAD_REQUEST,
    /** The key is missing, wrong or expired. */
    AUTH,
    /** No credit left, or not in the plan. */
    CREDIT,
    /** A quota that waiting does not restore. */
    QUOTA,
    /** No such model or route. */
    NOT_FOUND,
    /** This prompt is refused. */
    FORBIDDEN,
    /** Too many requests; later, perhaps. */
    RATE,
    /** The server failed; later, perhaps. */
    SERVER,
    /** A redirect, which is never followed. */
    REDIRECT,
    /** The host has no address. */
    DNS,
    /** No connection. */
    CONNECT,
    /** No secure connection. */
    TLS,
    /** The proxy refused. */
    PROXY,
    /** A pooled connection that the server had closed; no byte came. */
    STALE_CONNECTION,
    /** The connection broke. */
    RESET,
    /** What came is not HTTP. */
    PROTOCOL,
    /** A deadline of ours passed. */
    TIMEOUT,
    /** The server closed an HTTP/2 connection. */
    GOAWAY,
    /** This machine refused: descriptors, threads. */
    LOCAL_LIMIT,
    /** We ended it, or it has no answer on record. */
    CANCELLED,
    /** A judge could not be asked. */
    JUDGE,
    /** The judge's budget is spent. */
    JUDGE_BUDGET,
    /** There is an answer and a check could not judge it. */
    UNSCORED;

    private static final Map<String, FailureKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FailureKind::word, kind -> kind));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** {@return the word in every output, such as {@code malformed_success}} */
    public String word() {
        return word;
    }

    /** {@return the kind of that word, or empty if there is none} */
    public static Optional<FailureKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
