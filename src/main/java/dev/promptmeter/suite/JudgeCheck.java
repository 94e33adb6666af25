package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import java.util.List;

/** Holds the sections {@code judge} and {@code embeddings} against the rest of a suite. */
final class JudgeCheck {

    private final SuiteSection suite;
    private final List<String> models;
    private final Findings findings;

    JudgeCheck(SuiteSection suite, Findings findings) {
        this.suite = suite;
        this.models = suite.models().stream().map(ModelSection::id).toList();
        this.findings = findings;
    }

    void check() {
        if (suite.judge() != null) {
            known("judge", suite.judge().model(), suite.judge().place());
        }
        if (suite.embeddings() != null
                && !InProcessModel.named(suite.embeddings().model())) {
            known("embeddings", suite.embeddings().model(), suite.embeddings().place());
        }
    }

    private void known(String section, String id, Place place) {
        if (!models.contains(id)) {
            findings.add(
                    "PM-1110",
                    place,
                    section + ".model: '" + id + "' is no model of this suite; it has: " + String.join(", ", models)
                            + NearName.question(id, models));
        }
    }
}
