package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.stats.Mean;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the repeats of one case came to so far. Not thread-safe. */
final class CaseTally {

    private final CaseResult member;
    private final Map<String, Mean> metrics = new LinkedHashMap<>();
    private CaseShare share = CaseShare.NONE;

    /**
     * Starts empty.
     *
     * @param member any of its results, which says which parts of the run it belongs to
     */
    CaseTally(CaseResult member) {
        this.member = member;
    }

    CaseTally add(CaseResult result, Map<String, Double> values) {
        share = share.plus(result);
        values.forEach((name, value) ->
                metrics.computeIfAbsent(name, key -> new Mean()).add(value));
        return this;
    }

    CaseTally merge(CaseTally other) {
        share = share.plus(other.share);
        other.metrics.forEach((name, theirs) ->
                metrics.computeIfAbsent(name, key -> new Mean()).merge(theirs));
        return this;
    }

    CaseResult member() {
        return member;
    }

    CaseShare share() {
        return share;
    }

    /** {@return the mean of each metric over its repeats} */
    Map<String, Double> metrics() {
        Map<String, Double> means = new LinkedHashMap<>();
        metrics.forEach((name, mean) -> means.put(name, mean.value().orElseThrow()));
        return means;
    }
}
