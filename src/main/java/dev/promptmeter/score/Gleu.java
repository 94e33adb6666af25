package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.OptionalDouble;

/** {@code gleu}: the smaller of precision and recall over all runs of 1 to 4 words, after Wu and others (2016). */
final class Gleu implements Scorer {

    private static final double DEFAULT = 0.5;
    private static final int LONGEST = 4;
    private static final CheckHelp HELP =
            Likeness.help("gleu", "sentence GLEU, the shared runs of 1 to 4 words, is at least the threshold", DEFAULT);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<Likeness> candidates =
                References.of(arguments, text).stream().map(Gleu::to).toList();
        return new LikenessLimit(text, HELP.name(), arguments.share(DEFAULT), candidates);
    }

    private static Likeness to(String reference) {
        WordIds words = WordIds.of(Wording.GLEU, List.of(reference));
        int[] tokens = words.of(reference);
        Ngrams runs = Ngrams.of(LONGEST, List.of(tokens));
        return answer -> OptionalDouble.of(overlap(words.of(answer), tokens.length, runs));
    }

    private static double overlap(int[] answer, int reference, Ngrams runs) {
        long shared = 0;
        for (int each : runs.shared(answer)) {
            shared += each;
        }
        Overlap overlap = new Overlap(shared, runsIn(answer.length), runsIn(reference));
        return Math.min(overlap.precision(), overlap.recall());
    }

    private static long runsIn(int tokens) {
        long runs = 0;
        for (int length = 1; length <= LONGEST; length++) {
            runs += Ngrams.count(tokens, length);
        }
        return runs;
    }
}
