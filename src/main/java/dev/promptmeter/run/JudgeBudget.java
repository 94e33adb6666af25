package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What judging may cost. Each call reserves the most that it can cost before it is sent, so that the limit is never passed. Safe for
 * many threads.
 */
final class JudgeBudget {

    private final @Nullable Long maxPico;
    private final @Nullable Price price;
    private long committed;

    private JudgeBudget(@Nullable Long maxPico, @Nullable Price price, long spentPico) {
        this.maxPico = maxPico;
        this.price = price;
        this.committed = spentPico;
    }

    /** {@return a budget without an end} */
    static JudgeBudget unlimited() {
        return new JudgeBudget(null, null, 0);
    }

    /**
     * {@return the budget of that judge}
     *
     * @param spentPico by earlier starts of the run
     */
    static JudgeBudget of(Judge judge, @Nullable Price price, long spentPico) {
        return new JudgeBudget(judge.maxPico(), price, spentPico);
    }

    /** Asks a judge. */
    @FunctionalInterface
    interface Asking {

        /** {@return what came of it} */
        Exchange ask(Pending tries) throws InterruptedException;
    }

    /** {@return what came of that call, paid from this; null if it might pass the limit, which the call is told} */
    @Nullable
    Exchange pay(JudgeCall call, Asking asking) throws InterruptedException {
        Pending tries = call.tries();
        Long reserved = reserve(tries.asked().body());
        if (reserved == null) {
            call.refused(spent());
            return null;
        }
        Exchange exchange;
        try {
            exchange = asking.ask(tries);
        } catch (NotAdmitted e) {
            settle(reserved, Cost.NOTHING);
            throw e;
        }
        settle(reserved, tries.tried().get(tries.attempts() - 1).cost());
        return exchange;
    }

    /** {@return picodollars set aside for sending that body; null if that would pass the limit} */
    private @Nullable Long reserve(byte[] body) {
        if (maxPico == null) {
            return 0L;
        }
        long most = most(body);
        synchronized (this) {
            if (most > maxPico - committed) {
                return null;
            }
            committed += most;
        }
        return most;
    }

    /** No token is shorter than a byte. */
    private long most(byte[] body) {
        return price == null ? 0 : price.most(BigDecimal.valueOf(body.length), OutputLimit.assumed(body));
    }

    /** A call is over; one whose cost is unknown keeps what was set aside for it. */
    private synchronized void settle(long reserved, Cost cost) {
        if (cost.pico() != null) {
            committed = Cost.sum(committed - reserved, cost.pico());
        }
    }

    /** {@return why nothing more is asked} */
    private String spent() {
        return "the judge's budget of "
                + (maxPico == null ? "" : Cost.usd(maxPico).toPlainString()) + " USD is spent";
    }
}
