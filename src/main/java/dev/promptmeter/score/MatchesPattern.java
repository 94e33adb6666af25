package dev.promptmeter.score;

import com.google.re2j.Pattern;
import dev.promptmeter.dataset.Check;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code regex}: an RE2 pattern matches somewhere in the answer, in time that grows evenly with its length. */
final class MatchesPattern implements Scorer {

    private static final int LONGEST_TEXT = 256 * 1024;

    // Each step of the pattern is looked at once per character; this many looks take about a second.
    private static final long WORK_LIMIT = 50_000_000L;

    private static final Pattern SLASHED = Pattern.compile("(?s)/.+/[a-z]*");

    private static final CheckHelp HELP = new CheckHelp(
            "regex",
            "the RE2 pattern matches somewhere in the answer, case-sensitive unless it begins (?i)",
            "a pattern",
            "",
            "regex: ^\"?order\"?\\s*:\\s*17$",
            Arguments.TEXT_OPTIONS);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    /** {@return what is odd about a pattern that can be used: slashes around it, which other tools read as signs and RE2 as characters} */
    @Override
    public Optional<String> doubt(Check check) {
        JsonNode value = check.value();
        return value != null && value.isString() && SLASHED.matches(value.stringValue())
                ? Optional.of("the slashes of " + Excerpt.of(value.stringValue())
                        + " are literal; leave them out and write (?i) in front to ignore case")
                : Optional.empty();
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        Pattern pattern = Patterns.compile(arguments.text());
        String shown = Excerpt.of(pattern.pattern());
        Score pass = Score.pass("matches " + shown);
        return answer -> {
            String actual = text.of(answer);
            if (actual.length() > LONGEST_TEXT || (long) pattern.programSize() * actual.length() > WORK_LIMIT) {
                return new Score.Unscored(
                        "the answer is too long for this pattern: " + actual.length() + " characters");
            }
            return pattern.matcher(actual).find()
                    ? pass
                    : Score.fail("no match for " + shown + " in " + Excerpt.of(actual));
        };
    }
}
