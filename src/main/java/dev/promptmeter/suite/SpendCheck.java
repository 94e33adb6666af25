package dev.promptmeter.suite;

import dev.promptmeter.cost.PriceList;
import org.jspecify.annotations.Nullable;

/** Makes sure that a spending limit can be kept: every model has a price, or one is assumed. */
final class SpendCheck {

    private final SuiteSection suite;
    private final PriceList prices;
    private final Findings findings;

    SpendCheck(SuiteSection suite, PriceList prices, Findings findings) {
        this.suite = suite;
        this.prices = prices;
        this.findings = findings;
    }

    void check() {
        SpendSettings spend = suite.run().spend();
        for (ModelSection model : suite.models()) {
            String limit = spend.limited() ? "a spending limit" : judgeLimit(model);
            if (limit != null
                    && spend.budgetUnpriced() == null
                    && prices.of(model.id()).isEmpty()) {
                findings.add(
                        "PM-1508",
                        model.place(),
                        limit + " needs a price for " + model.id()
                                + ": add it under pricing, or set run.budgetUnpriced");
            }
        }
    }

    private @Nullable String judgeLimit(ModelSection model) {
        JudgeSection judge = suite.judge();
        boolean limited =
                judge != null && judge.maxCost() != null && judge.model().equals(model.id());
        return limited ? "judge.maxCost: a spending limit" : null;
    }
}
