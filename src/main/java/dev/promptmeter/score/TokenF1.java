package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.OptionalDouble;

/** {@code token-f1}: the words that answer and reference share, in any order, after the normalisation of SQuAD (Rajpurkar and others, 2016). */
final class TokenF1 implements Scorer {

    private static final double DEFAULT = 0.8;
    private static final CheckHelp HELP = Likeness.help(
            "token-f1",
            "F1 of the words shared with the reference, without punctuation and articles, is at least the threshold",
            DEFAULT);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<Likeness> candidates =
                References.of(arguments, text).stream().map(TokenF1::to).toList();
        return new LikenessLimit(text, HELP.name(), arguments.share(DEFAULT), candidates);
    }

    private static Likeness to(String reference) {
        WordIds words = WordIds.of(Wording.SQUAD, List.of(reference));
        int[] tokens = words.of(reference);
        Ngrams single = Ngrams.of(1, List.of(tokens));
        return answer -> OptionalDouble.of(f1(words.of(answer), tokens, single));
    }

    private static double f1(int[] answer, int[] reference, Ngrams single) {
        boolean bothEmpty = answer.length == 0 && reference.length == 0;
        return bothEmpty ? 1 : new Overlap(single.shared(answer)[0], answer.length, reference.length).f1();
    }
}
