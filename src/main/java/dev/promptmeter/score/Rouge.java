package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** {@code rouge-1}, {@code rouge-2}, {@code rouge-l}: shared words, pairs of words, or words in the same order, after Lin (2004). */
enum Rouge implements Scorer {
    ONE("rouge-1", "F1 of the words shared with the reference, ROUGE-1,"),
    TWO("rouge-2", "F1 of the pairs of words shared with the reference, ROUGE-2,"),
    LONGEST("rouge-l", "F1 of the longest sequence of words shared with the reference, ROUGE-L,"),
    N("rouge-n", "the same as rouge-1: F1 of the words shared with the reference");

    private static final double DEFAULT = 0.75;

    /** Which side of the overlap is the score. */
    private enum Measure {
        PRECISION(Overlap::precision),
        RECALL(Overlap::recall),
        F1(Overlap::f1);

        private final ToDoubleFunction<Overlap> of;

        Measure(ToDoubleFunction<Overlap> of) {
            this.of = of;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CheckHelp help;

    Rouge(String name, String figure) {
        String summary = figure + " is at least the threshold; or its precision or recall, with measure: of that name";
        this.help = Likeness.help(name, summary, DEFAULT, "measure");
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText();
        Measure measure = arguments.choice("measure", Measure.F1, Measure.values(), Measure::word);
        List<Likeness> candidates = References.of(arguments, text).stream()
                .map(reference -> to(reference, measure))
                .toList();
        String figure = measure == Measure.F1 ? help.name() : help.name() + " " + measure.word();
        return new LikenessLimit(text, figure, arguments.share(DEFAULT), candidates);
    }

    private Likeness to(String reference, Measure measure) {
        WordIds words = WordIds.of(Wording.ROUGE, List.of(reference));
        int[] tokens = words.of(reference);
        if (this == LONGEST) {
            CommonSequence sequence = new CommonSequence(tokens, words.size());
            return answer -> inOrder(words.of(answer), sequence)
                    .map(overlap -> OptionalDouble.of(measure.of.applyAsDouble(overlap)))
                    .orElseGet(OptionalDouble::empty);
        }
        int length = this == TWO ? 2 : 1;
        Ngrams runs = Ngrams.of(length, List.of(tokens));
        return answer -> OptionalDouble.of(measure.of.applyAsDouble(runs(words.of(answer), tokens, runs, length)));
    }

    private static Overlap runs(int[] answer, int[] reference, Ngrams runs, int length) {
        if (answer.length < length || reference.length < length) {
            boolean same = answer.length > 0 && Arrays.equals(answer, reference);
            return same ? Overlap.WHOLE : Overlap.NONE;
        }
        return new Overlap(
                runs.shared(answer)[length - 1],
                Ngrams.count(answer.length, length),
                Ngrams.count(reference.length, length));
    }

    private static Optional<Overlap> inOrder(int[] answer, CommonSequence sequence) {
        OptionalLong shared = sequence.longestIn(answer);
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(new Overlap(shared.getAsLong(), answer.length, sequence.length()));
    }
}
