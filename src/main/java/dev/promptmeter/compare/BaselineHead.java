package dev.promptmeter.compare;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What run a baseline is, and how it was asked and judged.
 *
 * @param suite name of the suite
 * @param label that comparisons show; null for the id of the run
 * @param origin the run it was made of
 * @param asking how it was asked
 * @param models that were asked, in suite order
 * @param prompts their template hashes by id
 * @param judging how it was judged
 * @param accepted ids of later runs of which single cases were taken over, in the order in which that was done
 */
public record BaselineHead(
        String suite,
        @Nullable String label,
        Origin origin,
        Asking asking,
        List<AskedModel> models,
        SortedMap<String, String> prompts,
        JudgedBy judging,
        List<String> accepted) {

    /**
     * The run that a baseline was made of.
     *
     * @param run its id
     * @param startedAt when it began
     * @param tool name and version
     * @param statistics version of the statistics
     * @param metrics version of the definitions of its times, tokens and cost
     * @param verdict what it was found to be, such as {@code passed}; null while it is not judged
     * @param caveats what makes it a doubtful baseline; usually nothing
     * @param unusableTimes what forbids to use its times, such as {@code the measurement is INVALID: …}; null for nothing
     */
    public record Origin(
            String run,
            Instant startedAt,
            String tool,
            int statistics,
            int metrics,
            @Nullable String verdict,
            List<String> caveats,
            @Nullable String unusableTimes) {

        /** Copies the caveats. */
        public Origin {
            caveats = List.copyOf(caveats);
        }
    }

    /**
     * How a run was asked.
     *
     * @param loop what decides when a request starts, {@code closed}, {@code auto} or {@code open, } and the plan
     * @param concurrency requests in flight
     * @param repeat answers per case
     * @param maxErrorRate the share of errors above which it would have been unfit, 0 to 1
     */
    public record Asking(String loop, int concurrency, int repeat, double maxErrorRate) {

        /** The loop whose concurrency is found out during the run. */
        public static final String AUTO = "auto";

        /** What the word for a loop begins with that follows a plan. */
        public static final String OPEN = "open, ";

        /** {@return such as {@code closed loop, 8 in flight}} */
        public String load() {
            if (loop.startsWith(OPEN)) {
                return "open loop, " + loop.substring(OPEN.length()) + ", at most " + concurrency + " in flight";
            }
            return loop.equals(AUTO)
                    ? "concurrency found out, up to " + concurrency
                    : loop + " loop, " + concurrency + " in flight";
        }
    }

    /**
     * A model that was asked.
     *
     * @param id in the suite
     * @param name sent to the endpoint
     * @param provider host that was asked
     * @param paramsSha first 12 hex digits of the hash of its parameters
     * @param reported names that answers carried
     */
    public record AskedModel(String id, String name, String provider, String paramsSha, SortedSet<String> reported) {

        /** Copies the names. */
        public AskedModel {
            reported = Collections.unmodifiableSortedSet(new TreeSet<>(reported));
        }

        /** {@return the same with the names that answers carried} */
        AskedModel answering(SortedSet<String> names) {
            return new AskedModel(id, name, provider, paramsSha, names);
        }
    }

    /**
     * How a run was judged, besides what its rows say themselves.
     *
     * @param checks hashes of the checks that all rows of a dataset share, by dataset
     * @param scorers versions of the scorers that judged, by type of check; where a model judges, with a hash of that model
     */
    public record JudgedBy(SortedMap<String, String> checks, SortedMap<String, String> scorers) {

        /** Copies the maps. */
        public JudgedBy {
            checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
            scorers = Collections.unmodifiableSortedMap(new TreeMap<>(scorers));
        }
    }

    /** Copies the collections. */
    public BaselineHead {
        models = List.copyOf(models);
        prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
        accepted = List.copyOf(accepted);
    }

    /** {@return what comparisons call it: its label, else the id of its run} */
    public String name() {
        return label == null ? origin.run() : label + "@" + origin.run();
    }

    /** {@return the same under another label; null for none} */
    public BaselineHead labelled(@Nullable String other) {
        return new BaselineHead(suite, other, origin, asking, models, prompts, judging, accepted);
    }

    BaselineHead with(List<AskedModel> answering, JudgedBy judgedBy) {
        return new BaselineHead(suite, label, origin, asking, answering, prompts, judgedBy, accepted);
    }

    BaselineHead accepting(List<String> runs) {
        return new BaselineHead(suite, label, origin, asking, models, prompts, judging, runs);
    }
}
