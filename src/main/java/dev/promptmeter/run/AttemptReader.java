package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Price;
import java.math.BigDecimal;

/** Says what attempts came to and what they cost, the same of one that has just ended and of one on record. Safe for many threads. */
public final class AttemptReader {

    private final RunPlan plan;

    /** Takes the prices, and whether spending is limited. */
    public AttemptReader(RunPlan plan) {
        this.plan = plan;
    }

    /** An attempt and what it came to. */
    public record Ended(Attempt attempt, Exchange exchange) {}

    /** {@return an attempt at that model that came to its end, good or bad} */
    public Ended ended(Model model, Attempt.Begun begun, RecordedAnswer recorded) {
        Exchange read = model.wire().reader().read(recorded);
        Cost cost = plan.prices().costOf(model.id(), read);
        Exchange exchange = marked(model, read, cost);
        return new Ended(Attempt.ended(begun, recorded, exchange, cost), exchange);
    }

    /** An answer whose cost nobody knows counts all the same where spending is limited; one may name another model than was asked for. */
    private Exchange marked(Model model, Exchange exchange, Cost cost) {
        if (!(exchange instanceof Answered answered)) {
            return exchange;
        }
        boolean estimated = plan.limits().spend().maxPico() != null && cost.pico() == null;
        String named = answered.completion().model();
        Exchange marked = estimated ? Flagged.with(exchange, Flagged.COST_ESTIMATED) : exchange;
        return named == null || named.equals(model.name()) ? marked : Flagged.with(marked, Flagged.OTHER_MODEL);
    }

    /** {@return an attempt at that model that was sent, and nothing is known of what became of it} */
    public Attempt cutOff(Model model, Attempt.Begun begun) {
        return Attempt.cutOff(begun, plan.prices().costOf(model.id(), (Completion) null));
    }

    /**
     * {@return the same attempt; where nobody knows what it cost, with the most that it can have cost at the price of its model, if there
     * is such a bound: of text there is no more than a token for each byte of a request}
     *
     * @param body what was sent
     */
    public Attempt bounded(Attempt attempt, Model model, byte[] body) {
        // An assumed price limits spending and says nothing of what was spent.
        Price price = plan.prices().of(model.id()).orElse(null);
        if (attempt.cost().pico() != null || price == null || !price.partition().reasoningInside()) {
            return attempt;
        }
        Long tokens = OutputLimit.most(body);
        return tokens == null
                ? attempt
                : attempt.at(Cost.unknownUpTo(price.most(BigDecimal.valueOf(body.length), tokens)));
    }

    /** {@return what an answer of that model from the cache comes to} */
    public Tries cached(Model model, CachedAnswer hit) {
        Exchange exchange = model.wire().reader().read(hit.answer());
        return Tries.cached(exchange, plan.prices().costOf(model.id(), exchange));
    }
}
