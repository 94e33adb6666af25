package dev.promptmeter.score;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** {@code cost}: the case, with all attempts, cost at most so much. */
final class CostLimit implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "cost",
            "the case, with all attempts, cost at most the limit",
            "an amount with USD, or nothing if it stands in parentheses",
            "the limit in USD",
            "cost(0.002)",
            List.of());
    private static final Score CACHED = Score.pass("0 USD: the answer comes from the cache");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Filling filling() {
        return Filling.NONE;
    }

    @Override
    public Judgement prepare(Check check) {
        Quantity limit = Limits.of(Arguments.of(check, HELP), "USD", List.of("USD"));
        return answer -> switch (answer.origin()) {
            case PROVIDED -> new Score.Skipped("the dataset provides the answer: it has no cost");
            case CACHED -> CACHED;
            case FRESH -> judge(answer.cost(), limit);
        };
    }

    private static Score judge(Cost cost, Quantity limit) {
        if (cost.pico() == null) {
            return new Score.Unscored("the cost is unknown: the endpoint states none and the model has no price");
        }
        BigDecimal actual = Cost.usd(cost.pico());
        String words = actual.toPlainString() + " USD, at most " + limit + " allowed";
        return actual.compareTo(limit.number()) <= 0 ? Score.pass(words) : Score.fail(words);
    }
}
