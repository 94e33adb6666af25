package dev.promptmeter.stats;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the spread of a pass rate lies within cases and how much between them (Miller 2024, arXiv 2411.00640, section 3).
 *
 * @param cases how many cases there are, at least 2
 * @param repeats how often each was asked, at least 2
 * @param within the mean variance of the answers of one case, 0 to 0.5
 * @param ofCaseMeans the variance of the cases' own pass rates, 0 to 0.5
 */
public record VarianceSplit(int cases, int repeats, double within, double ofCaseMeans) {

    /** {@return the split, or empty of fewer than two cases, of fewer than two repeats, or of unequally many} */
    public static Optional<VarianceSplit> of(Collection<Repeats> cases) {
        return ofCounted(Repeats.counted(cases));
    }

    /** {@return the same of cases that came to the same, counted} */
    public static Optional<VarianceSplit> ofCounted(Map<Repeats, Long> cases) {
        int repeats = cases.keySet().stream().mapToInt(Repeats::n).min().orElse(0);
        boolean equal = cases.keySet().stream().allMatch(each -> each.n() == repeats);
        long count = cases.values().stream().mapToLong(Long::longValue).sum();
        return count < 2 || repeats < 2 || !equal
                ? Optional.empty()
                : Optional.of(split(cases, repeats, Math.toIntExact(count)));
    }

    /** In whole numbers, so that no order of the cases matters. */
    private static VarianceSplit split(Map<Repeats, Long> cases, int repeats, int count) {
        long sum = 0;
        long squares = 0;
        long mixed = 0;
        for (Map.Entry<Repeats, Long> each : cases.entrySet()) {
            long passed = each.getKey().passed();
            sum += each.getValue() * passed;
            squares += each.getValue() * passed * passed;
            mixed += each.getValue() * passed * (repeats - passed);
        }
        double within = (double) mixed / count / repeats / (repeats - 1);
        double spread = squares - (double) sum * sum / count;
        return new VarianceSplit(count, repeats, within, Math.max(0, spread) / (count - 1) / repeats / repeats);
    }

    /** {@return the variance of the cases' true pass rates, 0 or more} */
    public double between() {
        return Math.max(0, ofCaseMeans - within / repeats);
    }

    /** {@return the share of all variance that lies between cases, 0 to 1; empty where nothing varies} */
    public OptionalDouble intraclassCorrelation() {
        double all = between() + within;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(between() / all);
    }

    /** {@return the standard error of the pass rate over other rows like these} */
    public double populationError() {
        return Math.sqrt(ofCaseMeans / cases);
    }

    /** {@return the standard error of the pass rate over these same rows, asked again} */
    public double rerunError() {
        return Math.sqrt(within / repeats / cases);
    }

    /** {@return whether more repeats buy nothing, so that a plan should add rows} */
    public boolean repeatsSuffice() {
        return within / repeats < between() / 4;
    }
}
