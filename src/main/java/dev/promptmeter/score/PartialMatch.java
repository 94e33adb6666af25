package dev.promptmeter.score;

/**
 * The longest beginning of a text that stands in another one.
 *
 * @param text where it stands
 * @param from index of its beginning
 * @param length its length, 0 for nothing
 */
record PartialMatch(String text, int from, int length) {

    private static final int WORTH_SHOWING = 3;

    /** {@return the longest beginning of the sought text in that text} */
    static PartialMatch of(String sought, String text) {
        if (text.length() > Difference.LONGEST_EXPLAINED) {
            return new PartialMatch(text, 0, 0);
        }
        int found = 0;
        int missing = sought.length() + 1;
        // If a beginning is there, so is every shorter one.
        while (missing - found > 1) {
            int middle = (found + missing) >>> 1;
            if (text.contains(sought.substring(0, middle))) {
                found = middle;
            } else {
                missing = middle;
            }
        }
        return new PartialMatch(text, text.indexOf(sought.substring(0, found)), found);
    }

    /** {@return whether it is more than chance} */
    boolean telling() {
        return length >= WORTH_SHOWING;
    }

    /** {@return {@code , the nearest is "…"}, or nothing if there is nothing near} */
    String words() {
        return telling() ? ", the nearest is " + Excerpt.around(text, from) : "";
    }
}
