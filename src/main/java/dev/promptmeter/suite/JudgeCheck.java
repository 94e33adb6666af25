package dev.promptmeter.suite;

import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.NearName;
import java.util.List;

/** Holds the section {@code judge} against the rest of a suite. */
final class JudgeCheck {

    private final List<String> models;
    private final PriceList prices;
    private final Findings findings;

    JudgeCheck(SuiteSection suite, PriceList prices, Findings findings) {
        this.models = suite.models().stream().map(ModelSection::id).toList();
        this.prices = prices;
        this.findings = findings;
    }

    void check(JudgeSection judge) {
        if (!models.contains(judge.model())) {
            findings.add(
                    "PM-1110",
                    judge.place(),
                    "judge.model: '" + judge.model() + "' is no model of this suite; it has: "
                            + String.join(", ", models) + NearName.question(judge.model(), models));
        } else if (judge.maxCost() != null && prices.of(judge.model()).isEmpty()) {
            findings.add(
                    "PM-1508",
                    judge.place(),
                    "judge.maxCost: a spending limit needs a price for " + judge.model() + ": add it under pricing");
        }
    }
}
