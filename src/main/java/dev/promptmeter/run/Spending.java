package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Tariff;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run within its spending limit: the most that a request can cost is set aside before it is sent, and exchanged for what it did
 * cost. A request that does not fit waits in line while others are in flight, since they mostly cost less than was set aside. Safe for
 * many threads; nobody waits here, and in a run without a limit nothing is done.
 */
final class Spending {

    private final @Nullable Long limit;
    private final Tariff tariff;
    private final BooleanSupplier over;
    private long spent;
    private long held;
    private long inFlight;
    private int flying;

    /**
     * What there is to tell of it.
     *
     * @param maxPico the limit
     * @param spentPico what is known to be spent, picodollars
     * @param reservedPico what is set aside, picodollars: for requests in flight, and for those whose cost nobody knows
     */
    record State(long maxPico, long spentPico, long reservedPico) {}

    private Spending(@Nullable Long limit, Tariff tariff, BooleanSupplier over) {
        this.limit = limit;
        this.tariff = tariff;
        this.over = over;
    }

    /**
     * {@return the spending of a run, from what earlier starts have spent}
     *
     * @param over whether nothing more is to be sent
     */
    static Spending of(RunPlan plan, History history, BooleanSupplier over) {
        Long limit = plan.limits().spend().maxPico();
        Spending spending = new Spending(limit, plan.tariff(), over);
        if (limit != null) {
            PastSpending past = new PastSpending(plan);
            history.sent(past::add);
            spending.spent = past.spent();
            spending.held = past.held();
        }
        return spending;
    }

    /**
     * {@return whether that request may leave its line: there is money for it, or nothing in flight that any could come back from}
     *
     * <p>Between this and {@link #admit} another may take the money.
     */
    boolean lets(Case asked) {
        if (limit == null) {
            return true;
        }
        long most = most(asked);
        synchronized (this) {
            return flying == 0 || fits(most, limit);
        }
    }

    /**
     * {@return picodollars set aside for that request; null in a run without a limit}
     *
     * @throws NotAdmitted if it might pass the limit, be it as long as others are in flight, or nothing more is to be sent
     */
    @Nullable
    Long admit(Case asked) {
        return limit == null ? null : admit(asked, limit);
    }

    private Long admit(Case asked, long maxPico) {
        long most = most(asked);
        synchronized (this) {
            if (!fits(most, maxPico)) {
                throw refusal(maxPico);
            }
            inFlight += most;
            flying++;
        }
        return most;
    }

    private NotAdmitted refusal(long maxPico) {
        if (over.getAsBoolean()) {
            return NotAdmitted.runIsOver();
        }
        return flying > 0 ? NotAdmitted.NOT_YET : new NotAdmitted(StopTexts.maxCost(state(maxPico)));
    }

    private long most(Case asked) {
        return tariff.most(asked.model().id(), asked.body().length, OutputLimit.assumed(asked.body()));
    }

    private boolean fits(long most, long maxPico) {
        return most <= maxPico - Cost.sum(spent, reserved());
    }

    /**
     * A request is over; one whose cost nobody knows keeps what was set aside.
     *
     * @param reserved what {@link #admit} gave for it
     * @param exchange what it came to; null if nothing is known of it
     */
    void settle(@Nullable Long reserved, Case asked, @Nullable Exchange exchange) {
        if (reserved == null) {
            return;
        }
        String model = asked.model().id();
        Cost cost = exchange == null ? Cost.UNKNOWN : tariff.prices().costOf(model, exchange);
        Long charged = exchange == null ? null : tariff.charged(model, exchange, cost);
        synchronized (this) {
            flying--;
            inFlight -= reserved;
            spent = Cost.sum(spent, charged == null ? 0 : charged);
            held = Cost.sum(held, charged == null ? reserved : 0);
        }
    }

    /** The same for an answer that nobody has read yet. */
    void settle(@Nullable Long reserved, Case asked, RecordedAnswer answer) {
        if (reserved != null) {
            settle(reserved, asked, asked.model().wire().reader().read(answer));
        }
    }

    /** {@return how it stands; null in a run without a limit} */
    @Nullable
    State state() {
        return limit == null ? null : state(limit);
    }

    private long reserved() {
        return Cost.sum(held, inFlight);
    }

    private synchronized State state(long maxPico) {
        return new State(maxPico, spent, reserved());
    }
}
