package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;

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
        Exchange exchange = marked(read, cost);
        return new Ended(Attempt.ended(begun, recorded, exchange, cost), exchange);
    }

    /** An answer whose cost nobody knows counts all the same where spending is limited. */
    private Exchange marked(Exchange exchange, Cost cost) {
        boolean estimated =
                plan.limits().spend().maxPico() != null && cost.pico() == null && exchange instanceof Answered;
        return estimated ? Flagged.with(exchange, Flagged.COST_ESTIMATED) : exchange;
    }

    /** {@return an attempt at that model that was sent, and nothing is known of what became of it} */
    public Attempt cutOff(Model model, Attempt.Begun begun) {
        return Attempt.cutOff(begun, plan.prices().costOf(model.id(), (Completion) null));
    }

    /** {@return what an answer of that model from the cache comes to} */
    public Tries cached(Model model, CachedAnswer hit) {
        Exchange exchange = model.wire().reader().read(hit.answer());
        return Tries.cached(exchange, plan.prices().costOf(model.id(), exchange));
    }
}
