package dev.promptmeter.dataset;

/** Foreign text made fit for a message: short, on one line, with nothing invisible or steering in it. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    /** {@return the text with control characters made visible, cut to 60 characters} */
    static String text(String text) {
        int points = text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2));
        if (points <= LONGEST) {
            return visible(text);
        }
        return visible(text.substring(0, text.offsetByCodePoints(0, LONGEST - 1))) + "…";
    }

    /** {@return the text with each control or format character replaced by one visible character, so that columns stay true} */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(Shown::visible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int visible(int c) {
        if (c < ' ') {
            return '\u2400' + c;
        }
        if (c == 0x7f) {
            return '\u2421';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> '\ufffd';
            default -> c;
        };
    }
}
