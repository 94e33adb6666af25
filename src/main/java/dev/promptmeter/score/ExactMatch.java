package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** {@code exact-match}: the answer is a reference but for case, punctuation, articles and white space, as SQuAD compares. */
final class ExactMatch implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "exact-match",
            "the answer is the reference but for case, punctuation, white space and the words a, an, the",
            "a reference text; in a suite also a list, of which one is enough",
            "",
            "exact-match: The order ships on Monday.",
            Arguments.COMPARISON_OPTIONS);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<String> references = References.of(arguments, text).stream()
                .map(ExactMatch::normalized)
                .toList();
        Set<String> allowed = references.stream().collect(Collectors.toUnmodifiableSet());
        return answer -> {
            String actual = normalized(text.of(answer));
            return allowed.contains(actual)
                    ? Score.pass("matches " + Excerpt.of(actual))
                    : Score.fail(reason(references, actual));
        };
    }

    private static String normalized(String text) {
        StringJoiner words = new StringJoiner(" ");
        Wording.SQUAD.cut(text, words::add);
        return words.toString();
    }

    private static String reason(List<String> references, String actual) {
        return references.size() == 1
                ? "normalised, " + Difference.between(references.get(0), actual).words()
                : "normalised, expected one of " + OneOf.list(references) + ", got " + Excerpt.of(actual);
    }
}
