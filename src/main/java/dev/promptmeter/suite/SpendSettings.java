package dev.promptmeter.suite;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Price;
import dev.promptmeter.run.SpendLimit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a suite says about what its run may cost.
 *
 * @param maxCost USD that all requests may cost together; null for no limit
 * @param budgetUnpriced USD per million tokens that the limit assumes of a model without a price; null for nothing
 * @param confirmAbove USD above which a person is asked before a run that will likely cost more; null to ask nobody
 */
public record SpendSettings(
        @Nullable BigDecimal maxCost,
        @Nullable BigDecimal budgetUnpriced,
        @Nullable BigDecimal confirmAbove) {

    static final Key<BigDecimal> MAX_COST = Key.optional("maxCost", Quantities.money());
    static final Key<BigDecimal> BUDGET_UNPRICED = Key.optional("budgetUnpriced", Quantities.money());
    static final Key<BigDecimal> CONFIRM_ABOVE = Key.optional("confirmAbove", Quantities.money());

    static SpendSettings of(Values values) {
        return new SpendSettings(values.find(MAX_COST), values.find(BUDGET_UNPRICED), values.find(CONFIRM_ABOVE));
    }

    /** {@return whether spending is limited} */
    boolean limited() {
        return maxCost != null;
    }

    /** {@return the price that limits assume of a model that has none; null if they assume nothing} */
    private @Nullable Price assumed() {
        return budgetUnpriced == null ? null : Price.of(budgetUnpriced.toPlainString(), budgetUnpriced.toPlainString());
    }

    /** {@return the limit of the run} */
    SpendLimit limit() {
        return new SpendLimit(maxCost == null ? null : (Long) Cost.pico(maxCost), assumed());
    }
}
