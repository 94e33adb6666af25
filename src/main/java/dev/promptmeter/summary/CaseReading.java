package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Metrics;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a figure that is a mean over cases reads one case: a value of each repeat, and what their mean comes to. */
final class CaseReading {

    private static final String FINISH = "finishReason.";
    private static final String METRIC = "metric.";
    private static final String MEAN = ".mean";

    private final Function<CaseResult, @Nullable Double> repeat;
    private final DoubleUnaryOperator whole;

    private CaseReading(Function<CaseResult, @Nullable Double> repeat, DoubleUnaryOperator whole) {
        this.repeat = repeat;
        this.whole = whole;
    }

    /**
     * {@return the reading of that figure}
     *
     * @throws IllegalArgumentException if it is no mean over cases
     */
    static CaseReading of(String figure) {
        return switch (figure) {
            case "passRate" -> new CaseReading(CaseReading::passed, mean -> mean);
            case "errorRate" -> new CaseReading(CaseReading::failed, mean -> mean);
            case "skipRate" -> new CaseReading(result -> share(result.verdict() == CaseVerdict.SKIP), mean -> mean);
            case "flakyRate" -> new CaseReading(CaseReading::passed, mean -> mean > 0 && mean < 1 ? 1 : 0);
            case "passAny" -> new CaseReading(CaseReading::passed, mean -> mean > 0 ? 1 : 0);
            case "passAll" -> new CaseReading(CaseReading::passed, mean -> mean == 1 ? 1 : 0);
            default -> named(figure);
        };
    }

    private static CaseReading named(String figure) {
        if (figure.startsWith(FINISH)) {
            String kind = figure.substring(FINISH.length());
            return new CaseReading(result -> finished(result, kind), mean -> mean);
        }
        if (figure.startsWith(METRIC) && figure.endsWith(MEAN)) {
            String metric = figure.substring(METRIC.length(), figure.length() - MEAN.length());
            return new CaseReading(result -> Metrics.of(result.outcomes()).get(metric), mean -> mean);
        }
        throw new IllegalArgumentException(figure + " is no mean over cases");
    }

    private static @Nullable Double passed(CaseResult result) {
        return result.verdict().judged() ? (Double) share(result.verdict() == CaseVerdict.PASS) : null;
    }

    private static @Nullable Double failed(CaseResult result) {
        return result.verdict() == CaseVerdict.SKIP ? null : (Double) share(result.verdict() == CaseVerdict.ERROR);
    }

    private static @Nullable Double finished(CaseResult result, String kind) {
        return result.exchange() instanceof Answered answered
                ? (Double) share(answered.completion().finish().kind().word().equals(kind))
                : null;
    }

    private static double share(boolean holds) {
        return holds ? 1 : 0;
    }

    /** {@return the value of one repeat; null if it does not count} */
    @Nullable
    Double of(CaseResult result) {
        return repeat.apply(result);
    }

    /** {@return the value of a case whose counting repeats have that mean} */
    double whole(double mean) {
        return whole.applyAsDouble(mean);
    }
}
