package dev.promptmeter.score;

import java.util.function.Consumer;

/** White space as Unicode defines it: with U+00A0, without the control characters that Java adds. Loops, because answers are long. */
final class WhiteSpace {

    private WhiteSpace() {}

    /** {@return whether that code point has the property White_Space} */
    static boolean is(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' ' || codePoint >= '\t' && codePoint <= '\r';
        }
        return switch (codePoint) {
            case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> codePoint >= 0x2000 && codePoint <= 0x200A;
        };
    }

    /** {@return the text without white space at its ends} */
    static String trim(String text) {
        int from = 0;
        while (from < text.length() && is(text.charAt(from))) {
            from++;
        }
        return stripTrailing(text.substring(from));
    }

    /** {@return the text without white space at its end} */
    static String stripTrailing(String text) {
        int to = text.length();
        while (to > 0 && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }

    /** {@return the text with each run of white space as one blank} */
    static String collapse(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inRun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = is(c);
            if (!blank) {
                out.append(c);
            } else if (!inRun) {
                out.append(' ');
            }
            inRun = blank;
        }
        return out.toString();
    }

    /** Hands over the maximal runs of anything else, in order. */
    static void split(String text, Consumer<String> words) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || is(text.charAt(i))) {
                if (i > start) {
                    words.accept(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }

    /** {@return the number of maximal runs of anything else} */
    static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = is(text.charAt(i));
            if (!blank && !inWord) {
                words++;
            }
            inWord = !blank;
        }
        return words;
    }

    /** {@return whether a reader would see something: a character that is neither white space nor an invisible format character} */
    static boolean visible(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!is(codePoint) && Character.getType(codePoint) != Character.FORMAT) {
                return true;
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }
}
