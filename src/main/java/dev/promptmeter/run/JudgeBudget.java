package dev.promptmeter.run;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Price;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What judging may cost. Each call reserves the most that it can cost before it is sent, so that the limit is never passed. Safe for
 * many threads.
 */
final class JudgeBudget {

    private static final long LIKELY_MOST_TOKENS = 4096;

    private final @Nullable Long maxPico;
    private final @Nullable Price price;
    private final long outputTokens;
    private long committed;

    private JudgeBudget(@Nullable Long maxPico, @Nullable Price price, long outputTokens, long spentPico) {
        this.maxPico = maxPico;
        this.price = price;
        this.outputTokens = outputTokens;
        this.committed = spentPico;
    }

    /** {@return a budget without an end} */
    static JudgeBudget unlimited() {
        return new JudgeBudget(null, null, 0, 0);
    }

    /**
     * {@return the budget of that judge}
     *
     * @param spentPico by earlier starts of the run
     */
    static JudgeBudget of(Judge judge, @Nullable Price price, long spentPico) {
        return new JudgeBudget(judge.maxPico(), price, outputTokens(judge.model()), spentPico);
    }

    private static long outputTokens(Model model) {
        for (String name : new String[] {"max_completion_tokens", "max_tokens"}) {
            JsonNode limit = model.params().get(name);
            if (limit != null && limit.isIntegralNumber()) {
                return limit.asLong();
            }
        }
        return LIKELY_MOST_TOKENS;
    }

    /** {@return picodollars set aside for sending that body; null if that would pass the limit} */
    @Nullable
    Long reserve(byte[] body) {
        if (maxPico == null) {
            return 0L;
        }
        long most = most(body);
        synchronized (this) {
            if (committed + most > maxPico) {
                return null;
            }
            committed += most;
        }
        return most;
    }

    /** No token is shorter than a byte. */
    private long most(byte[] body) {
        if (price == null) {
            return 0;
        }
        long prompt = body.length;
        var usage = new TokenUsage(prompt, null, null, outputTokens, null, prompt + outputTokens);
        return price.pico(usage).orElse(0L);
    }

    /** A call is over; one whose cost is unknown keeps what was set aside for it. */
    synchronized void settle(long reserved, Cost cost) {
        if (cost.pico() != null) {
            committed += cost.pico() - reserved;
        }
    }

    /** {@return why nothing more is asked} */
    String spent() {
        return "the judge's budget of "
                + (maxPico == null ? "" : Cost.usd(maxPico).toPlainString()) + " USD is spent";
    }
}
