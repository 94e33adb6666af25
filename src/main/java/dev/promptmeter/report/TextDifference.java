package dev.promptmeter.report;

import dev.promptmeter.dataset.Check;
import java.util.Set;

/**
 * Two texts cut into what they share at both ends and what differs between.
 *
 * @param before shared start
 * @param expected what should have stood there; may be empty
 * @param actual what stands there; may be empty
 * @param after shared end
 */
record TextDifference(String before, String expected, String actual, String after) {

    // Only where a check compares the whole answer does the first difference explain the failure.
    private static final Set<String> COMPARING_THE_WHOLE = Set.of("equals", "iequals", "levenshtein", "levenshtein-ratio");

    static boolean explains(Check check) {
        return !check.negated() && COMPARING_THE_WHOLE.contains(check.type());
    }

    static TextDifference between(String expected, String actual) {
        int shorter = Math.min(expected.length(), actual.length());
        int start = 0;
        while (start < shorter && expected.charAt(start) == actual.charAt(start)) {
            start++;
        }
        start -= start > 0 && Character.isHighSurrogate(expected.charAt(start - 1)) ? 1 : 0;
        int end = 0;
        while (end < shorter - start
                && expected.charAt(expected.length() - 1 - end) == actual.charAt(actual.length() - 1 - end)) {
            end++;
        }
        end -= end > 0 && Character.isLowSurrogate(expected.charAt(expected.length() - end)) ? 1 : 0;
        return new TextDifference(
                expected.substring(0, start),
                expected.substring(start, expected.length() - end),
                actual.substring(start, actual.length() - end),
                expected.substring(expected.length() - end));
    }
}
