package dev.promptmeter.suite;

import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.NearName;
import java.util.List;

/** Holds the sections {@code judge} and {@code embeddings} against the rest of a suite. */
final class JudgeCheck {

    private final SuiteSection suite;
    private final List<String> models;
    private final PriceList prices;
    private final Findings findings;

    JudgeCheck(SuiteSection suite, PriceList prices, Findings findings) {
        this.suite = suite;
        this.models = suite.models().stream().map(ModelSection::id).toList();
        this.prices = prices;
        this.findings = findings;
    }

    void check() {
        if (suite.judge() != null) {
            check(suite.judge());
        }
        if (suite.embeddings() != null
                && !InProcessModel.named(suite.embeddings().model())) {
            known("embeddings", suite.embeddings().model(), suite.embeddings().place());
        }
    }

    private void check(JudgeSection judge) {
        boolean known = known("judge", judge.model(), judge.place());
        if (known && judge.maxCost() != null && prices.of(judge.model()).isEmpty()) {
            findings.add(
                    "PM-1508",
                    judge.place(),
                    "judge.maxCost: a spending limit needs a price for " + judge.model() + ": add it under pricing");
        }
    }

    private boolean known(String section, String id, Place place) {
        if (!models.contains(id)) {
            findings.add(
                    "PM-1110",
                    place,
                    section + ".model: '" + id + "' is no model of this suite; it has: " + String.join(", ", models)
                            + NearName.question(id, models));
        }
        return models.contains(id);
    }
}
