package dev.promptmeter;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Merged;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.archive.Results;
import dev.promptmeter.archive.StoredPart;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.Terms;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Shard;
import dev.promptmeter.run.Stop;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.WorkClock;
import dev.promptmeter.validity.AttemptTally;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Setting;
import dev.promptmeter.validity.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All results of a run, added up once.
 *
 * @param tally of all of them
 * @param attempts of all of them
 * @param count how many there are
 * @param results the same once more
 */
record AddedUp(Tally tally, AttemptTally attempts, long count, Results results) {

    /** {@return what the journal of that run holds} */
    static AddedUp of(RunSetup setup, StoredRun stored) {
        Results results = stored.results(setup.plan());
        Tally tally = new Tally(setup.tally(), clock(stored.watched()));
        AttemptTally attempts = new AttemptTally();
        LongAdder count = new LongAdder();
        results.forEach(result -> {
            tally.add(result);
            attempts.add(result);
            count.increment();
        });
        return new AddedUp(tally, attempts, count.sum(), results);
    }

    static WorkClock clock(Watched watched) {
        return new WorkClock(watched.absences().stream()
                .map(span -> new WorkClock.Absence(span.from(), span.to()))
                .toList());
    }

    /** {@return the run with what it comes to, judged} */
    FinishedRun finish(RunSetup setup, StoredRun stored) {
        for (Cost cost : stored.warmupCosts(setup.plan())) {
            tally.addWarmup(cost);
        }
        var course = new Tally.Course(stored.duration().toNanos(), count, stored.stop());
        Summary summary = tally.summary(results, course);
        Measurement measurement = measurement(setup, stored, summary);
        var measured = new RecordedBaseline.Measured(
                results, setup.plan(), setup.exit().maxErrorRate(), measurement);
        Comparison comparison = RecordedBaseline.compared(stored, measured).orElse(null);
        Verdict.Load load = setup.plan().load() instanceof Load.Adaptive ? Verdict.Load.CHANGING : Verdict.Load.STEADY;
        Shard shard = stored.manifest().shard();
        Verdict verdict = shard == null
                ? Verdict.of(
                        setup.gates(),
                        summary,
                        comparison,
                        Terms.of(setup.exit()).under(load).measured(measurement))
                : Verdict.ofShard(shard, summary);
        return new FinishedRun(
                stored.manifest(),
                summary,
                verdict,
                stored.duration().toMillis(),
                stored.starts(),
                measurement,
                stored.overhead(),
                results,
                notices(setup, stored, summary),
                comparison);
    }

    private Measurement measurement(RunSetup setup, StoredRun stored, Summary summary) {
        Integer slots = stored.manifest().source() == null ? steadySlots(setup.plan()) : null;
        boolean capped = setup.plan().load() instanceof Load.Open open && open.cap() != Load.Open.USUAL_CAP;
        Setting setting = new Setting(slots, capped ? Setting.Cap.SET : Setting.Cap.USUAL);
        List<StoredPart> parts = stored.parts(setup.plan());
        if (!parts.isEmpty()) {
            return new PartsMeasured(setup, setting).worst(parts);
        }
        return Measurement.of(new Measurement.Facts(attempts, stored.watched(), summary, setting), setup.thresholds());
    }

    /** {@return how many slots were to be in use all the time; null where a pace or a limit of a model keeps some empty, or none are set} */
    private static @Nullable Integer steadySlots(RunPlan plan) {
        boolean kept = plan.datasets().stream()
                .flatMap(planned -> planned.models().stream())
                .anyMatch(model -> model.concurrency() != null
                        || model.pacing().startsPerMinute() != null
                        || model.pacing().tokensPerMinute() != null);
        return plan.load() instanceof Load.Closed closed && !kept ? closed.concurrency() : null;
    }

    /** Where a run was stopped by its limit, the reason says what was spent. */
    private static List<String> notices(RunSetup setup, StoredRun stored, Summary summary) {
        List<String> notices = new ArrayList<>(stored.notices());
        Long limit = setup.plan().limits().spend().maxPico();
        // Each shard has the limit for itself.
        int clients = stored.manifest().merged().map(Merged::clients).orElse(1);
        long over = limit == null ? 0 : summary.cost().knownPico() - limit * clients;
        if (over > 0 && (stored.stop() == null || stored.stop().cause() != Stop.Cause.BUDGET)) {
            notices.add("the spending limit was passed by " + Cost.usd(over).toPlainString()
                    + " USD: answers cost more than was set aside for them");
        }
        return notices;
    }
}
