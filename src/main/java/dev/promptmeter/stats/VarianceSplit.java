package dev.promptmeter.stats;

import java.util.Collection;
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
        int repeats = cases.stream().mapToInt(Repeats::n).min().orElse(0);
        if (cases.size() < 2 || repeats < 2 || cases.stream().anyMatch(each -> each.n() != repeats)) {
            return Optional.empty();
        }
        var rates = new Sample();
        cases.forEach(each -> rates.add((double) each.passed() / repeats));
        double error = rates.estimate().orElseThrow().cautiousError().orElseThrow();
        double[] flips = cases.stream()
                .mapToDouble(each -> each.flipRate().orElseThrow())
                .toArray();
        // Two answers of one case differ in 2p(1 - p) of all draws, which is twice their variance.
        double within = Summation.of(flips) / cases.size() / 2;
        return Optional.of(new VarianceSplit(cases.size(), repeats, within, error * error * cases.size()));
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
