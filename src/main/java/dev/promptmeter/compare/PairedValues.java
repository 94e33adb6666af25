package dev.promptmeter.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** One value of each case on both sides, 0 to 1, as far as it is known. Not thread-safe. */
final class PairedValues {

    private final List<Value> complete = new ArrayList<>();
    private int lackBefore;
    private int lackAfter;
    private int lackBoth;
    private boolean repeated;

    private PairedValues() {}

    /** The value of one case on both sides. */
    record Value(double before, double after, String cluster) {

        double difference() {
            return after - before;
        }
    }

    /** {@return the share of passed repeats; a case without a judged answer lacks it} */
    static PairedValues passes(List<CasePair> pairs) {
        var values = new PairedValues();
        for (CasePair pair : pairs) {
            OptionalDouble before = pair.before().passShare();
            OptionalDouble after = pair.after().passShare();
            values.repeated |= pair.repeated();
            values.lackBoth += before.isEmpty() && after.isEmpty() ? 1 : 0;
            values.add(pair, before, after);
        }
        return values;
    }

    /** {@return the mean of that metric; a case that has it on one side only lacks it on the other} */
    static PairedValues metric(List<CasePair> pairs, String name) {
        var values = new PairedValues();
        pairs.forEach(pair -> values.add(pair, metric(pair.before(), name), metric(pair.after(), name)));
        return values;
    }

    private static OptionalDouble metric(BaselineCase one, String name) {
        return one.mean(repeat -> repeat.metrics().get(name));
    }

    private void add(CasePair pair, OptionalDouble before, OptionalDouble after) {
        if (before.isPresent() && after.isPresent()) {
            complete.add(new Value(before.getAsDouble(), after.getAsDouble(), pair.cluster()));
        } else if (after.isPresent()) {
            lackBefore++;
        } else if (before.isPresent()) {
            lackAfter++;
        }
    }

    List<Value> complete() {
        return complete;
    }

    int lackBefore() {
        return lackBefore;
    }

    int lackAfter() {
        return lackAfter;
    }

    /** {@return how many pairs lack a value on one side or both} */
    int missing() {
        return lackBefore + lackAfter + lackBoth;
    }

    /** {@return the larger of the shares, 0 to 1, that lack a value on one side; 0 of nothing} */
    double mostMissing() {
        int all = complete.size() + missing();
        return all == 0 ? 0 : (double) (lackBoth + Math.max(lackBefore, lackAfter)) / all;
    }

    /** {@return whether every case was asked once, passed or failed, and no two of them belong together} */
    boolean single() {
        Set<String> clusters = new HashSet<>();
        return !repeated
                && complete.stream()
                        .allMatch(value ->
                                whole(value.before()) && whole(value.after()) && clusters.add(value.cluster()));
    }

    private static boolean whole(double share) {
        return share == 0 || share == 1;
    }
}
