package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.OptionalDouble;

/** {@code chrf}: shared runs of 1 to 6 characters, recall twice as heavy as precision, after Popović (2015); chrF++ counts words too. */
final class Chrf implements Scorer {

    private static final double DEFAULT = 0.5;
    private static final int LONGEST = 6;
    private static final int MOST_WORDS = 2;
    private static final double BETA_SQUARED = 4;
    private static final String WORD_ORDER = "wordOrder";

    private static final CheckHelp HELP = Likeness.help(
            "chrf",
            "chrF2 of runs of 1 to 6 characters is at least the threshold; with wordOrder: 2 it is chrF++",
            DEFAULT,
            WORD_ORDER);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        int wordOrder = arguments.wholeNumber(WORD_ORDER, 0, MOST_WORDS);
        List<Likeness> candidates = References.of(arguments, text).stream()
                .map(reference -> to(reference, wordOrder))
                .toList();
        return new LikenessLimit(text, HELP.name(), arguments.share(DEFAULT), candidates);
    }

    private static Likeness to(String reference, int wordOrder) {
        int[] characters = characters(reference);
        WordIds ids = WordIds.of(Wording.CHRF, wordOrder == 0 ? List.of() : List.of(reference));
        int[] words = ids.of(reference);
        return answer -> {
            Orders orders = new Orders();
            orders.add(characters(answer), characters, LONGEST);
            if (wordOrder > 0) {
                orders.add(ids.of(answer), words, wordOrder);
            }
            return OptionalDouble.of(orders.score());
        };
    }

    private static int[] characters(String text) {
        return text.codePoints().filter(c -> !WhiteSpace.is(c)).toArray();
    }

    /** Precision and recall added up over the orders that exist on both sides. */
    private static final class Orders {

        private double precision;
        private double recall;
        private int orders;

        void add(int[] answer, int[] reference, int longest) {
            // Made for each answer: kept for each row, the runs of characters would fill the memory.
            int[] shared = Ngrams.of(longest, List.of(reference)).shared(answer);
            for (int length = 1; length <= longest; length++) {
                Overlap overlap = new Overlap(
                        shared[length - 1],
                        Ngrams.count(answer.length, length),
                        Ngrams.count(reference.length, length));
                add(overlap);
            }
        }

        private void add(Overlap overlap) {
            if (overlap.inAnswer() > 0 && overlap.inReference() > 0) {
                precision += overlap.precision();
                recall += overlap.recall();
                orders++;
            }
        }

        double score() {
            if (precision + recall == 0) {
                return 0;
            }
            double meanPrecision = precision / orders;
            double meanRecall = recall / orders;
            return (1 + BETA_SQUARED) * meanPrecision * meanRecall / (BETA_SQUARED * meanPrecision + meanRecall);
        }
    }
}
