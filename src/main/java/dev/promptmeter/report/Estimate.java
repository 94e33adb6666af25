package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Forecast;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.RunPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would ask and cost.
 *
 * @param suite its name
 * @param forecast what would be asked
 * @param lines one for each lane of the forecast, in its order
 * @param plan of the run
 * @param pastRuns how many earlier runs tell what is likely
 * @param likelyNanos how long it would likely take; null if that cannot be told
 */
public record Estimate(
        String suite,
        Forecast forecast,
        List<EstimateLine> lines,
        RunPlan plan,
        int pastRuns,
        @Nullable Long likelyNanos) {

    /** Copies the lines. */
    public Estimate {
        lines = List.copyOf(lines);
    }

    /** {@return what that plan would come to, if answers are like those of earlier runs} */
    public static Estimate of(String suite, RunPlan plan, Forecast forecast, PastAnswers past) {
        List<EstimateLine> lines = new ArrayList<>();
        forecast.lanes().forEach(lane -> lines.add(EstimateLine.of(lane, plan.prices(), past)));
        return new Estimate(suite, forecast, lines, plan, past.runs(), likelyNanos(plan, forecast, past));
    }

    /** Judges answer while cases are asked, so that the slots alone decide. */
    private static @Nullable Long likelyNanos(RunPlan plan, Forecast forecast, PastAnswers past) {
        double nanos = 0;
        for (Forecast.Lane lane : forecast.lanes()) {
            Long each = past.likelyNanos(lane.model());
            if (lane.purpose() == Forecast.Purpose.CASES && each == null) {
                return null;
            }
            nanos += lane.purpose() == Forecast.Purpose.CASES ? (double) each * lane.requests() : 0;
        }
        if (nanos == 0) {
            return null;
        }
        double busy = nanos / plan.load().slots();
        return (long) (plan.load() instanceof Load.Open open ? Math.max(busy, planned(open, forecast)) : busy);
    }

    /** However fast the endpoint is, the last request starts when it is planned. */
    private static double planned(Load.Open open, Forecast forecast) {
        return open.arrivals().nanosOf(forecast.results());
    }

    /** {@return picodollars that what is known of will likely cost: at least that much will be asked for} */
    public long likelyPico() {
        return lines.stream()
                .map(line -> line.costPico().likely())
                .reduce(0L, (sum, likely) -> likely == null ? sum : (Long) Cost.sum(sum, likely));
    }

    /** {@return what all lines cost together, each part only where all lines know it} */
    public EstimateRange total() {
        return lines.stream().map(EstimateLine::costPico).reduce(EstimateRange.NOTHING, EstimateRange::plus);
    }
}
