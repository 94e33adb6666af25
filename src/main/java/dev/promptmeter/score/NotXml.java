package dev.promptmeter.score;

/** A text is not XML; the message says why, and where in it. Carries no stack trace, since answers are often not XML. */
final class NotXml extends Exception {

    private static final long serialVersionUID = 1L;

    NotXml(String message) {
        super(message, null, false, false);
    }
}
