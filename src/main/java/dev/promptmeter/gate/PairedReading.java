package dev.promptmeter.gate;

import dev.promptmeter.compare.BaselineCase;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.PairedAmounts;
import dev.promptmeter.compare.PairedValues;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a figure reads one case of a baseline. */
final class PairedReading {

    private static final String FINISH = "finishReason.";
    private static final String METRIC = "metric.";
    private static final double NANOS_PER_MICRO = 1e3;

    private PairedReading() {}

    /** {@return the value of a case, 0 to 1, whose mean the figure is; empty where the case has none} */
    static Function<BaselineCase, OptionalDouble> value(String figure) {
        return switch (figure) {
            case "passRate" -> BaselineCase::passShare;
            case "errorRate" ->
                one -> share(one.repeats().size() - one.judged(), one.repeats().size());
            case "flakyRate" -> judged(BaselineCase::flaky);
            case "passAny" -> judged(one -> one.passed() > 0);
            case "passAll" -> judged(BaselineCase::allPassed);
            default ->
                figure.startsWith(FINISH)
                        ? finish(figure.substring(FINISH.length()))
                        : PairedValues.metric(metric(figure));
        };
    }

    /** {@return whether the figure asks each case one question, with yes or no for an answer, however often it was repeated} */
    static boolean flags(String figure) {
        return figure.equals("flakyRate") || figure.equals("passAny") || figure.equals("passAll");
    }

    private static OptionalDouble share(int part, int whole) {
        return OptionalDouble.of((double) part / whole);
    }

    private static Function<BaselineCase, OptionalDouble> judged(Predicate<BaselineCase> flag) {
        return one -> one.judged() == 0 ? OptionalDouble.empty() : OptionalDouble.of(flag.test(one) ? 1 : 0);
    }

    private static Function<BaselineCase, OptionalDouble> finish(String kind) {
        return one -> one.mean(repeat -> repeat.finishReason() == null
                ? null
                : (Integer) (repeat.finishReason().equals(kind) ? 1 : 0));
    }

    /** {@return the metric whose figure that is} */
    static String metric(String figure) {
        return figure.substring(METRIC.length(), figure.lastIndexOf('.'));
    }

    /** {@return the mean amount of a case's repeats, in the figure's unit; empty where it is not known} */
    static Function<BaselineCase, OptionalDouble> amount(String figure) {
        if (figure.startsWith("cost.")) {
            return PairedAmounts::cost;
        }
        Function<Measured, @Nullable Long> part = measured(figure);
        double size = figure.startsWith("tokens.") ? 1 : NANOS_PER_MICRO;
        return one -> one.mean(repeat -> {
            Long value = part.apply(repeat.measured());
            return value == null ? null : (Double) (value * size);
        });
    }

    /** {@return what a figure of times or tokens reads of one call: microseconds or tokens} */
    static Function<Measured, @Nullable Long> measured(String figure) {
        if (figure.startsWith("latency.")) {
            return Measured::latencyMicros;
        }
        if (figure.startsWith("ttft.")) {
            return Measured::ttftMicros;
        }
        return figure.startsWith("tokens.prompt.") ? Measured::promptTokens : Measured::completionTokens;
    }
}
