package dev.promptmeter.report;

/** Texts cut for display. */
final class Excerpts {

    private Excerpts() {}

    /** {@return the first so many characters, one fewer where a pair would be torn} */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
