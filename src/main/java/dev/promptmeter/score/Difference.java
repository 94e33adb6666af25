package dev.promptmeter.score;

import dev.promptmeter.score.TextForm.Step;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where two texts part, and whether they differ only in what a more forgiving check overlooks.
 *
 * @param expected what should have come
 * @param actual what came
 * @param at index of the first difference in both
 */
record Difference(String expected, String actual, int at) {

    // Looking for the kind of a difference copies both texts several times.
    static final int LONGEST_EXPLAINED = 65_536;

    /** {@return where those two texts part; they are not equal} */
    static Difference between(String expected, String actual) {
        int end = Math.min(expected.length(), actual.length());
        int at = 0;
        while (at < end && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return new Difference(expected, actual, Math.min(Excerpt.border(expected, at), Excerpt.border(actual, at)));
    }

    /** {@return both texts around the difference, and the difference in words} */
    String words() {
        return "expected " + Excerpt.around(expected, at) + ", got " + Excerpt.around(actual, at) + ": " + place();
    }

    /** {@return how much of the actual text differs, up to where both texts go on alike to their ends} */
    int actualLength() {
        int tail = 0;
        int most = Math.min(expected.length(), actual.length()) - at;
        while (tail < most
                && expected.charAt(expected.length() - 1 - tail) == actual.charAt(actual.length() - 1 - tail)) {
            tail++;
        }
        return actual.length() - tail - at;
    }

    private String place() {
        int before = expected.codePointCount(0, at);
        if (at == expected.length()) {
            return "goes on after character " + before + " with " + character(actual);
        }
        if (at == actual.length()) {
            return "ends after character " + before + ", before " + character(expected);
        }
        return "character " + (before + 1) + " is " + character(actual) + ", not " + character(expected);
    }

    private String character(String text) {
        int codePoint = text.codePointAt(at);
        return String.format(Locale.ROOT, "%s (U+%04X)", Excerpt.of(Character.toString(codePoint)), codePoint);
    }

    /** {@return what alone they differ in, such as {@code case}; empty if they differ in more} */
    Optional<String> onlyIn() {
        return onlyIn(form -> form.of(expected).equals(form.of(actual)), expected.length() + actual.length());
    }

    /** {@return the first kind of difference that a comparison overlooks when both texts are brought into its form} */
    static Optional<String> onlyIn(Predicate<TextForm> holds, int length) {
        if (length > LONGEST_EXPLAINED) {
            return Optional.empty();
        }
        if (holds.test(TextForm.of(Step.CASE))) {
            return Optional.of("case");
        }
        if (holds.test(TextForm.of(Step.COLLAPSE, Step.TRIM))) {
            return Optional.of("white space");
        }
        if (holds.test(TextForm.of(Step.NFKC))) {
            return Optional.of("Unicode form");
        }
        boolean together = holds.test(TextForm.of(Step.CASE, Step.COLLAPSE, Step.TRIM, Step.NFKC));
        return together ? Optional.of("case, white space or Unicode form") : Optional.empty();
    }

    /**
     * {@return what makes a check of a part of the answer overlook that kind of difference}
     *
     * @param ignoringCase the check to take instead where it is case
     */
    static String cure(String kind, String ignoringCase) {
        return switch (kind) {
            case "case" -> ignoringCase;
            case "white space" -> "'normalize: [collapse]'";
            case "Unicode form" -> "'normalize: [nfkc]'";
            default -> "'normalize: [case, collapse, nfkc]'";
        };
    }
}
