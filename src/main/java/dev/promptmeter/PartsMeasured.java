package dev.promptmeter;

import dev.promptmeter.archive.StoredPart;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.validity.AttemptTally;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How well each shard of a merged run was measured. One after the other: what adds up the times of a shard takes some megabytes. */
record PartsMeasured(RunSetup setup, Setting setting) {

    /** {@return the worst of those shards} */
    Measurement worst(List<StoredPart> parts) {
        Map<String, Measurement> measured = new LinkedHashMap<>();
        parts.forEach(part -> measured.put(part.shard().text(), measured(part)));
        return Measurement.worstOf(measured, setup.thresholds());
    }

    private Measurement measured(StoredPart part) {
        Tally tally = new Tally(plan(), AddedUp.clock(part.watched()));
        AttemptTally attempts = new AttemptTally();
        part.results().forEach(result -> {
            tally.add(result);
            attempts.add(result);
        });
        Summary summary = tally.summary(part.results(), new Tally.Course(0, 0, null));
        return Measurement.of(new Measurement.Facts(attempts, part.watched(), summary, setting), setup.thresholds());
    }

    /** Nothing but the figures of all answers together. */
    private TallyPlan plan() {
        TallyPlan whole = setup.tally();
        return new TallyPlan(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                whole.repeat(),
                Slo.NONE,
                Set.of(),
                whole.units(),
                Set.of());
    }
}
