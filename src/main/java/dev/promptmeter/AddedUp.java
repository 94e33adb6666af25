package dev.promptmeter;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.archive.Results;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.Terms;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Stop;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * All results of a run, added up once.
 *
 * @param tally of all of them
 * @param count how many there are
 * @param results the same once more
 */
record AddedUp(Tally tally, long count, Results results) {

    /** {@return what the journal of that run holds} */
    static AddedUp of(RunSetup setup, StoredRun stored) {
        Results results = stored.results(setup.plan());
        Tally tally = new Tally(setup.tally());
        LongAdder count = new LongAdder();
        results.forEach(result -> {
            tally.add(result);
            count.increment();
        });
        return new AddedUp(tally, count.sum(), results);
    }

    /** {@return the run with what it comes to, judged} */
    FinishedRun finish(RunSetup setup, StoredRun stored) {
        for (Cost cost : stored.warmupCosts(setup.plan())) {
            tally.addWarmup(cost);
        }
        var course = new Tally.Course(stored.duration().toNanos(), count, stored.stop());
        Summary summary = tally.summary(results, course);
        Comparison comparison = RecordedBaseline.compared(
                        stored, results, setup.plan(), setup.exit().maxErrorRate())
                .orElse(null);
        Verdict.Load load = setup.plan().load() instanceof Load.Adaptive ? Verdict.Load.CHANGING : Verdict.Load.STEADY;
        Verdict verdict = Verdict.of(
                setup.gates(), summary, comparison, Terms.of(setup.exit()).under(load));
        return new FinishedRun(
                stored.manifest(),
                summary,
                verdict,
                stored.duration().toMillis(),
                stored.starts(),
                stored.overhead(),
                results,
                notices(setup, stored, summary),
                comparison);
    }

    /** Where a run was stopped by its limit, the reason says what was spent. */
    private static List<String> notices(RunSetup setup, StoredRun stored, Summary summary) {
        List<String> notices = new ArrayList<>(stored.notices());
        Long limit = setup.plan().limits().spend().maxPico();
        long over = limit == null ? 0 : summary.cost().knownPico() - limit;
        if (over > 0 && (stored.stop() == null || stored.stop().cause() != Stop.Cause.BUDGET)) {
            notices.add("the spending limit was passed by " + Cost.usd(over).toPlainString()
                    + " USD: answers cost more than was set aside for them");
        }
        return notices;
    }
}
