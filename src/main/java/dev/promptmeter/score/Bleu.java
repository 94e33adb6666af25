package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** {@code bleu}: sentence BLEU-4 against one or several references, as Papineni and others defined it (ACL 2002). */
final class Bleu implements Scorer {

    private static final double DEFAULT = 0.5;
    private static final int LONGEST = 4;

    /** Takes the place of a longer run's precision of 0, whose logarithm would make every near miss equal to nothing. */
    private static final double ALMOST_NOTHING = 1e-7;

    private static final CheckHelp HELP =
            Likeness.help("bleu", "sentence BLEU of runs of 1 to 4 words is at least the threshold", DEFAULT);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<String> references = References.of(arguments, text);
        WordIds words = WordIds.of(Wording.BLEU, references);
        List<int[]> tokens = references.stream().map(words::of).toList();
        int[] lengths = tokens.stream()
                .mapToInt(each -> each.length)
                .sorted()
                .distinct()
                .toArray();
        Ngrams runs = Ngrams.of(LONGEST, tokens);
        Likeness likeness = answer -> OptionalDouble.of(bleu(words.of(answer), runs, lengths));
        return new LikenessLimit(text, HELP.name(), arguments.share(DEFAULT), List.of(likeness));
    }

    private static double bleu(int[] answer, Ngrams runs, int[] lengths) {
        int[] shared = runs.shared(answer);
        if (shared[0] == 0) {
            return 0;
        }
        int longest = Math.min(LONGEST, answer.length);
        double logarithms = 0;
        for (int length = 1; length <= longest; length++) {
            double precision = (double) shared[length - 1] / Ngrams.count(answer.length, length);
            logarithms += Math.log(precision == 0 ? ALMOST_NOTHING : precision);
        }
        return brevity(answer.length, nearest(lengths, answer.length)) * Math.exp(logarithms / longest);
    }

    private static double brevity(int answer, int reference) {
        return answer > reference ? 1 : Math.exp(1 - (double) reference / answer);
    }

    /** {@return the nearest length, of two equally near ones the shorter} */
    private static int nearest(int[] ascending, int length) {
        return Arrays.stream(ascending)
                .reduce((best, next) -> Math.abs(next - length) < Math.abs(best - length) ? next : best)
                .orElseThrow();
    }
}
