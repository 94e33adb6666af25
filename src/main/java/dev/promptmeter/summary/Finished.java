package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
import java.util.Map;

/**
 * A case that has all the repeats it will have.
 *
 * @param id of its first repeat
 * @param share how many of them passed
 * @param metrics the mean of each metric over its repeats
 * @param unit number of the unit that it belongs to
 */
record Finished(CaseId id, CaseShare share, Map<String, Double> metrics, int unit) {}
