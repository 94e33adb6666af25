package dev.promptmeter.score;

import dev.promptmeter.chat.Likelihood;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** {@code perplexity} and {@code perplexity-score}: how sure the model was of its words, from the log probabilities of its tokens. */
enum Perplexity implements Scorer {
    /** The figure itself, with an upper limit. */
    LIMIT("perplexity", "the perplexity of the answer is at most the limit", "the limit, above 0", "perplexity(5)"),
    /** One over one more than the figure, with a threshold. */
    SCORE(
            "perplexity-score",
            "1 / (1 + perplexity) reaches the threshold",
            "the threshold, 0 to 1; 0.5 unless given",
            "perplexity-score(0.25)");

    private static final double USUAL_SCORE = 0.5;

    private final CheckHelp help;

    Perplexity(String name, String summary, String number, String example) {
        this.help = new CheckHelp(name, summary, "", number, example, List.of());
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.LOGPROBS);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        double boundary = this == SCORE ? arguments.share(USUAL_SCORE) : limit(arguments);
        return answer -> {
            if (answer.origin() == Answer.Origin.PROVIDED) {
                return new Score.Skipped("the dataset provides the answer: it has no log probabilities");
            }
            Likelihood likelihood = answer.completion().likelihood();
            return likelihood == null
                    ? new Score.Unscored("the endpoint sent no log probabilities")
                    : judge(likelihood.perplexity(), boundary);
        };
    }

    private static double limit(Arguments arguments) {
        Quantity written = arguments.threshold().orElseThrow(() -> arguments.wrong("needs a number, the limit"));
        BigDecimal limit = arguments.bareNumber(written);
        if (limit.signum() <= 0) {
            throw arguments.wrong("takes a limit above 0, not " + written);
        }
        return limit.doubleValue();
    }

    private Score judge(double perplexity, double boundary) {
        double score = 1 / (1 + perplexity);
        return this == SCORE
                ? new Score.Graded(
                        score, score >= boundary, "score " + Figure.beside(score, boundary) + shown(perplexity))
                : new Score.Graded(
                        score,
                        perplexity <= boundary,
                        "perplexity " + text(perplexity, boundary) + ", at most " + Figure.plain(boundary)
                                + " allowed");
    }

    private static String shown(double perplexity) {
        return ", perplexity " + text(perplexity, perplexity);
    }

    private static String text(double perplexity, double boundary) {
        return Double.isInfinite(perplexity) ? "without end" : Figure.beside(perplexity, boundary);
    }
}
