package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.OptionalDouble;

/** {@code meteor}: words aligned as they are, then by their stems, with a penalty for a broken order, after Lavie and Agarwal (2007). */
final class Meteor implements Scorer {

    private static final double DEFAULT = 0.5;
    private static final double ALPHA = 0.9;
    private static final double BETA = 3;
    private static final double GAMMA = 0.5;

    private static final CheckHelp HELP = Likeness.help(
            "meteor",
            "METEOR of words and English stems, without synonyms, is at least the threshold; figures with WordNet differ",
            DEFAULT);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<Likeness> candidates = References.of(arguments, text).stream()
                .map(reference -> to(reference, List.of(Wording.BLEU, Wording.STEMS)))
                .toList();
        return new LikenessLimit(text, "meteor without synonyms", arguments.share(DEFAULT), candidates);
    }

    /**
     * {@return the likeness to a reference}
     *
     * @param stages what makes two words the same, the strictest first
     */
    static Likeness to(String reference, List<Wording> stages) {
        List<Alignment.Stage> prepared = stages.stream()
                .map(wording -> Alignment.Stage.of(wording, reference))
                .toList();
        return answer -> OptionalDouble.of(score(Alignment.of(answer, prepared)));
    }

    private static double score(Alignment alignment) {
        Overlap overlap = alignment.overlap();
        if (overlap.shared() == 0) {
            return 0;
        }
        double precision = overlap.precision();
        double recall = overlap.recall();
        double mean = precision * recall / (ALPHA * precision + (1 - ALPHA) * recall);
        double broken = (double) alignment.chunks() / overlap.shared();
        return mean * (1 - GAMMA * Math.pow(broken, BETA));
    }
}
