package dev.promptmeter.compare;

import dev.promptmeter.stats.McNemar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** One value of each case on both sides, 0 to 1, as far as it is known. Not thread-safe. */
public final class PairedValues {

    private static final double BALANCED = 0.05;

    private final List<Value> complete = new ArrayList<>();
    private int lackBefore;
    private int lackAfter;
    private int lackBoth;
    private boolean repeated;

    private PairedValues() {}

    /**
     * The value of one case on both sides.
     *
     * @param before in the baseline
     * @param after in the run
     * @param cluster what the case belongs to
     */
    public record Value(double before, double after, String cluster) {

        /** {@return by how much it rose} */
        public double difference() {
            return after - before;
        }
    }

    /** {@return the share of passed repeats; a case without a judged answer lacks it} */
    static PairedValues passes(List<CasePair> pairs) {
        return of(pairs, BaselineCase::passShare, CasePair::cluster);
    }

    /** {@return the mean of that metric; a case that has it on one side only lacks it on the other} */
    static PairedValues metric(List<CasePair> pairs, String name) {
        return anywhere(pairs, metric(name), CasePair::cluster);
    }

    /** {@return how a case reads the mean of that metric} */
    public static Function<BaselineCase, OptionalDouble> metric(String name) {
        return one -> one.mean(repeat -> repeat.metrics().get(name));
    }

    /** {@return that value of each case; a case without it lacks it} */
    public static PairedValues of(
            List<CasePair> pairs, Function<BaselineCase, OptionalDouble> value, Function<CasePair, String> cluster) {
        var values = new PairedValues();
        for (CasePair pair : pairs) {
            OptionalDouble before = value.apply(pair.before());
            OptionalDouble after = value.apply(pair.after());
            values.repeated |= pair.repeated();
            values.lackBoth += before.isEmpty() && after.isEmpty() ? 1 : 0;
            values.add(cluster.apply(pair), before, after);
        }
        return values;
    }

    /** {@return the same where a case that has the value on neither side need not have it} */
    public static PairedValues anywhere(
            List<CasePair> pairs, Function<BaselineCase, OptionalDouble> value, Function<CasePair, String> cluster) {
        PairedValues values = of(pairs, value, cluster);
        values.lackBoth = 0;
        return values;
    }

    private void add(String cluster, OptionalDouble before, OptionalDouble after) {
        if (before.isPresent() && after.isPresent()) {
            complete.add(new Value(before.getAsDouble(), after.getAsDouble(), cluster));
        } else if (after.isPresent()) {
            lackBefore++;
        } else if (before.isPresent()) {
            lackAfter++;
        }
    }

    /** {@return the cases that have the value on both sides} */
    public List<Value> complete() {
        return Collections.unmodifiableList(complete);
    }

    /** {@return how many have it in the run only} */
    public int lackBefore() {
        return lackBefore;
    }

    /** {@return how many have it in the baseline only} */
    public int lackAfter() {
        return lackAfter;
    }

    /** {@return how many pairs lack a value on one side or both} */
    public int missing() {
        return lackBefore + lackAfter + lackBoth;
    }

    /** {@return the larger of the shares, 0 to 1, that lack a value on one side; 0 of nothing} */
    private double mostMissing() {
        int all = complete.size() + missing();
        return all == 0 ? 0 : (double) (lackBoth + Math.max(lackBefore, lackAfter)) / all;
    }

    /**
     * {@return whether what is missing is little, and not on one side rather than the other: then it is simply left out}
     *
     * @param allowed the share of missing values on either side, 0 to 1, that is little
     */
    public boolean missesLittle(double allowed) {
        return mostMissing() <= allowed && new McNemar(lackBefore, lackAfter).exact() > BALANCED;
    }

    /** {@return whether every case was asked once, passed or failed, and no two of them belong together} */
    public boolean single() {
        return !repeated && flags();
    }

    /** {@return whether every value is a yes or a no, however often the case was asked, and no two cases belong together} */
    public boolean flags() {
        Set<String> clusters = new HashSet<>();
        return complete.stream()
                .allMatch(value -> whole(value.before()) && whole(value.after()) && clusters.add(value.cluster()));
    }

    private static boolean whole(double share) {
        return share == 0 || share == 1;
    }
}
