package dev.promptmeter;

import dev.promptmeter.archive.Results;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Tally;
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
}
