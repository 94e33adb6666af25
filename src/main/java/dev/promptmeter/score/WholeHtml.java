package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Locale;

/** {@code is-html}: the whole answer is HTML whose tags are closed as HTML5 wants them. */
final class WholeHtml implements Scorer {

    // A few tenths of a second at worst.
    private static final int LONGEST = 256 * 1024;

    private static final String DOCTYPE = "<!doctype html";

    private static final CheckHelp HELP = new CheckHelp(
            "is-html",
            "the whole answer is HTML: it begins with <!doctype html or a tag, ends with one, and no tag is unclosed or crossed",
            "",
            "",
            "is-html",
            Arguments.TEXT_OPTIONS);
    private static final Score PASS = Score.pass("is HTML");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        JudgedText text = Arguments.of(check, HELP).judgedText();
        return answer -> judge(WhiteSpace.trim(text.of(answer)));
    }

    private static Score judge(String text) {
        String first = firstElement(text);
        if (first.isEmpty()) {
            String hint = text.startsWith("```") ? "; it stands in a code fence, 'contains-html' looks inside" : "";
            return Score.fail("not HTML" + hint + ": begins with " + Excerpt.of(text));
        }
        if (!text.endsWith(">")) {
            return Score.fail("not HTML: ends with " + Excerpt.around(text, text.length()));
        }
        if (text.length() > LONGEST) {
            return new Score.Unscored("the answer is too long to be read as HTML: " + text.length() + " characters");
        }
        return HtmlReading.fault(text, first)
                .map(fault -> Score.fail("not HTML: " + fault))
                .orElse(PASS);
    }

    /** {@return the name of the element that the text begins with, in lower case; empty if it begins with none} */
    private static String firstElement(String text) {
        if (text.regionMatches(true, 0, DOCTYPE, 0, DOCTYPE.length())) {
            return "html";
        }
        int end = 1;
        while (text.startsWith("<") && end < text.length() && (asciiLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        String name = text.isEmpty() ? "" : text.substring(1, end).toLowerCase(Locale.ROOT);
        return HtmlReading.knows(name) ? name : "";
    }

    private static boolean asciiLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
