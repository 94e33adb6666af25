package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.Sample;
import java.util.Map;

/**
 * What was kept of single cases.
 *
 * @param values by what was asked for
 * @param calls by what was asked for
 * @param members the cluster of each case of a part, by the case's first repeat
 */
public record KeptValues(
        Map<Kept.Values, CaseValues> values,
        Map<Kept.Calls, OrderedSample> calls,
        Map<Kept.Members, Map<CaseId, String>> members) {

    /** Nothing was asked for. */
    public static final KeptValues NONE = new KeptValues(Map.of(), Map.of(), Map.of());

    /**
     * One value of each case.
     *
     * @param sample the values, from 0 to 1, in their clusters
     * @param calls how many results they are made of
     */
    public record CaseValues(Sample sample, long calls) {}

    /** Copies the maps. */
    public KeptValues {
        values = Map.copyOf(values);
        calls = Map.copyOf(calls);
        members = Map.copyOf(members);
    }

    /**
     * {@return the values that were asked for}
     *
     * @throws IllegalArgumentException if they were not
     */
    public CaseValues of(Kept.Values wanted) {
        return require(values.get(wanted), wanted);
    }

    /**
     * {@return the times that were asked for}
     *
     * @throws IllegalArgumentException if they were not
     */
    public OrderedSample of(Kept.Calls wanted) {
        return require(calls.get(wanted), wanted);
    }

    /**
     * {@return the members that were asked for}
     *
     * @throws IllegalArgumentException if they were not
     */
    public Map<CaseId, String> of(Kept.Members wanted) {
        return require(members.get(wanted), wanted);
    }

    private static <T> T require(T kept, Kept wanted) {
        if (kept == null) {
            throw new IllegalArgumentException("was not kept: " + wanted);
        }
        return kept;
    }
}
