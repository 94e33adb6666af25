package dev.promptmeter.dataset;

/** What counts as blank everywhere in a dataset: the Unicode property White_Space, so that a pasted no-break space is blank too. */
final class Blanks {

    private Blanks() {}

    static boolean blank(char c) {
        if (c <= ' ') {
            return c == ' ' || c >= '\t' && c <= '\r';
        }
        return c > 0x7f && (c == 0x85 || Character.isSpaceChar(c));
    }

    static boolean blank(String text) {
        return start(text) == text.length();
    }

    /** {@return the index of the first character that is not blank, or the length} */
    static int start(String text) {
        int i = 0;
        while (i < text.length() && blank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static String strip(String text) {
        int start = start(text);
        int end = text.length();
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
