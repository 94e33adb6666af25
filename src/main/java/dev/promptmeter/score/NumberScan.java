package dev.promptmeter.score;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of {@link NumberText}'s grammar in a running text: as long as they go, not touched by a letter or digit. */
final class NumberScan {

    private static final int GROUP = 3;
    private static final int EXPONENT = 3;

    /** No number of so few characters and without an exponent is too large for a double. */
    private static final int SURELY_FINITE = 300;

    private final String text;

    private NumberScan(String text) {
        this.text = text;
    }

    /** {@return the last number as it is written, or empty if there is none} */
    static Optional<String> last(String text) {
        NumberScan scan = new NumberScan(text);
        @Nullable String last = null;
        for (int at = 0; at < text.length(); ) {
            int end = scan.begins(at) ? scan.end(at) : at;
            if (end > at && !scan.touched(end) && finite(text.substring(at, end))) {
                last = text.substring(at, end);
            }
            at = Math.max(end, at + 1);
        }
        return Optional.ofNullable(last);
    }

    private boolean begins(int at) {
        char c = text.charAt(at);
        return (digit(at) || c == '+' || c == '-' || c == '.')
                && (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)));
    }

    private boolean touched(int end) {
        return end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
    }

    /** {@return where the number from there ends, or its beginning if there is no digit} */
    private int end(int from) {
        int first = text.charAt(from) == '+' || text.charAt(from) == '-' ? from + 1 : from;
        int whole = groups(first, digits(first));
        int fraction = at(whole, '.') && digit(whole + 1) ? digits(whole + 1) : whole;
        return fraction == first ? from : exponent(fraction);
    }

    private int groups(int first, int end) {
        int last = end;
        boolean groups = last > first && last - first <= GROUP;
        while (groups && at(last, ',') && digits(last + 1) == last + 1 + GROUP) {
            last += 1 + GROUP;
        }
        return last;
    }

    private int exponent(int end) {
        if (!at(end, 'e') && !at(end, 'E')) {
            return end;
        }
        int first = at(end + 1, '+') || at(end + 1, '-') ? end + 2 : end + 1;
        int last = digits(first);
        return last > first && last - first <= EXPONENT ? last : end;
    }

    private int digits(int from) {
        int end = from;
        while (digit(end)) {
            end++;
        }
        return end;
    }

    private boolean digit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean at(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static boolean finite(String number) {
        boolean plain = number.length() <= SURELY_FINITE && number.indexOf('e') < 0 && number.indexOf('E') < 0;
        return plain || NumberText.grouped(number).isPresent();
    }
}
