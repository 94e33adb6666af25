package dev.promptmeter.score.json;

/** A text is no path that can be used. The message says what is wrong and where. */
public final class PathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PathException(String message) {
        super(message, null, false, false);
    }
}
