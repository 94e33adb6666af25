package dev.promptmeter.compare;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.stats.PairedSample;
import dev.promptmeter.stats.Sample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An amount of each case on both sides, of the cases that both runs asked for and judged: what came from a cache took no time and
 * cost nothing. Not thread-safe.
 */
public final class PairedAmounts {

    private final PairedSample pairs = new PairedSample();
    private final Sample before = new Sample();
    private final Sample after = new Sample();
    private int unknown;

    private PairedAmounts() {}

    /** {@return that amount of each case; one that either side does not know is counted as unknown} */
    public static PairedAmounts of(
            List<CasePair> pairs, Function<BaselineCase, OptionalDouble> value, Function<CasePair, String> cluster) {
        List<CasePair> asked =
                pairs.stream().filter(pair -> !pair.cached() && pair.judged()).toList();
        boolean clustered =
                asked.stream().map(cluster).collect(Collectors.toSet()).size() < asked.size();
        var amounts = new PairedAmounts();
        asked.forEach(pair -> amounts.add(
                value.apply(pair.before()), value.apply(pair.after()), clustered ? cluster.apply(pair) : null));
        return amounts;
    }

    private void add(OptionalDouble then, OptionalDouble now, @Nullable String cluster) {
        if (then.isEmpty() || now.isEmpty()) {
            unknown++;
            return;
        }
        before.add(then.getAsDouble());
        after.add(now.getAsDouble());
        if (cluster == null) {
            pairs.add(then.getAsDouble(), now.getAsDouble());
        } else {
            pairs.add(then.getAsDouble(), now.getAsDouble(), cluster);
        }
    }

    /** {@return the mean cost of a case's repeats in USD; empty if one of them is unknown} */
    public static OptionalDouble cost(BaselineCase one) {
        boolean known =
                one.repeats().stream().allMatch(repeat -> repeat.measured().costPico() != null);
        return known ? one.mean(repeat -> usd(repeat.measured().costPico())) : OptionalDouble.empty();
    }

    private static @Nullable Number usd(@Nullable Long pico) {
        return pico == null ? null : Cost.usd(pico);
    }

    /** {@return both amounts of each case} */
    public PairedSample pairs() {
        return pairs;
    }

    /** {@return how many cases have an amount that is not known} */
    public int unknown() {
        return unknown;
    }

    /** {@return the mean of the baseline; empty of nothing} */
    public OptionalDouble meanBefore() {
        return mean(before);
    }

    /** {@return the mean of the run; empty of nothing} */
    public OptionalDouble meanAfter() {
        return mean(after);
    }

    private static OptionalDouble mean(Sample sample) {
        return sample.estimate()
                .map(estimate -> OptionalDouble.of(estimate.mean()))
                .orElse(OptionalDouble.empty());
    }
}
