package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;

/** {@code levenshtein} and {@code levenshtein-ratio}: how many edits lie between the answer and a reference. */
enum EditDistance implements Scorer {
    EDITS(new CheckHelp(
            "levenshtein",
            "at most so many edits (insert, delete, replace a code point) lie between the answer and the reference",
            "a reference text; in a suite also a list, of which the best counts",
            "the most edits allowed; needed",
            "levenshtein(3): kitten",
            Arguments.COMPARISON_OPTIONS)),
    RATIO(new CheckHelp(
            "levenshtein-ratio",
            "1 - edits / length of the longer text is at least the threshold",
            "a reference text; in a suite also a list, of which the best counts",
            "the least ratio, 0 to 1; 0.8 without it",
            "levenshtein-ratio(0.9): kitten",
            Arguments.COMPARISON_OPTIONS));

    private static final double DEFAULT_RATIO = 0.8;
    private static final int MOST_DIGITS = 9;

    private final CheckHelp help;

    EditDistance(CheckHelp help) {
        this.help = help;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText(List.of(), List.of());
        Limit limit = this == EDITS ? edits(arguments) : new Limit(Integer.MAX_VALUE, arguments.share(DEFAULT_RATIO));
        List<int[]> references = arguments.texts().stream()
                .map(reference -> text.form().of(reference).codePoints().toArray())
                .toList();
        return answer -> best(references, text.of(answer).codePoints().toArray(), limit);
    }

    private static Limit edits(Arguments arguments) {
        BigDecimal number = arguments
                .threshold()
                .map(arguments::bareNumber)
                .orElseThrow(() -> arguments.wrong("needs a number, the most edits allowed"));
        boolean whole = number.stripTrailingZeros().scale() <= 0 && number.signum() >= 0;
        if (!whole || number.precision() - number.scale() > MOST_DIGITS) {
            throw arguments.wrong("takes a whole number of edits, not " + number.toPlainString());
        }
        return new Limit(number.intValueExact(), 0);
    }

    private static Score best(List<int[]> references, int[] actual, Limit limit) {
        Score best = limit.judge(references.get(0), actual);
        for (int[] reference : references.subList(1, references.size())) {
            Score next = limit.judge(reference, actual);
            best = rank(next) > rank(best) ? next : best;
        }
        return best;
    }

    /** A pass beats every fail; what could not be measured beats a fail, because it might have been a pass. */
    private static double rank(Score score) {
        return score instanceof Score.Graded graded ? graded.value() + (graded.passed() ? 2 : 0) : 1.5;
    }

    /**
     * What is near enough.
     *
     * @param edits the most edits
     * @param ratio the least ratio
     */
    private record Limit(int edits, double ratio) {

        Score judge(int[] reference, int[] actual) {
            int apart = Math.abs(reference.length - actual.length);
            if (apart > edits) {
                return Score.fail(
                        "at least " + apart + " edits, at most " + edits + " allowed: the lengths differ by that much");
            }
            OptionalInt distance = Levenshtein.edits(reference, actual);
            return distance.isEmpty()
                    ? new Score.Unscored("the answer is too long to count edits: " + actual.length + " characters")
                    : score(distance.getAsInt(), Math.max(reference.length, actual.length));
        }

        private Score score(int distance, int length) {
            double value = length == 0 ? 1 : 1 - (double) distance / length;
            if (edits < Integer.MAX_VALUE) {
                return new Score.Graded(
                        value, distance <= edits, "distance " + distance + ", at most " + edits + " edits allowed");
            }
            boolean passed = value >= ratio;
            return new Score.Graded(
                    value,
                    passed,
                    "ratio " + Figure.beside(value, ratio) + ", at least " + Figure.plain(ratio) + " wanted");
        }
    }
}
