package dev.promptmeter.report;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.summary.Condition;
import java.math.BigDecimal;
import java.util.Optional;

/** The cases behind a gate as a filter: those that pull its figure the wrong way. */
final class GateCases {

    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

    private GateCases() {}

    /** {@return the filter, or empty if the language has no words for it} */
    static Optional<String> filter(Gate gate) {
        return cause(gate).flatMap(cause -> withConditions(cause, gate));
    }

    private static Optional<String> cause(Gate gate) {
        String figure = gate.figure();
        if (gate.againstBaseline()) {
            return changed(figure);
        }
        if (figure.startsWith("finishReason.")) {
            return Optional.of("fr:" + figure.substring("finishReason.".length()));
        }
        if (figure.matches("(latency|ttft|e2e)\\.p?\\w.*") && gate.comparator().ceiling()) {
            String key = figure.startsWith("latency") ? "lat" : figure.substring(0, figure.indexOf('.'));
            return Optional.of(key + ":>" + millis(gate.bound().value()) + "ms");
        }
        return switch (figure) {
            case "passRate" -> Optional.of("v:fail");
            case "errorRate" -> Optional.of("v:error");
            case "skipRate" -> Optional.of("v:skip");
            case "flakyRate" -> Optional.of("is:flaky");
            case "retryRate" -> Optional.of("is:retried");
            default -> Optional.empty();
        };
    }

    /** Beside a baseline it is the change that counts. */
    private static Optional<String> changed(String figure) {
        return switch (figure) {
            case "passRate", "passAny", "passAll", "regressions", "newFailures" -> Optional.of("ch:regressed");
            case "fixes" -> Optional.of("ch:fixed");
            case "errorRate" -> Optional.of("v:error");
            default -> Optional.empty();
        };
    }

    private static String millis(double nanos) {
        return BigDecimal.valueOf(nanos)
                .divide(NANOS_PER_MILLI)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Optional<String> withConditions(String cause, Gate gate) {
        StringBuilder filter = new StringBuilder(cause);
        for (Condition condition : gate.selector().conditions()) {
            String pattern = condition.pattern().text();
            if (!pattern.matches("[^\\s\"]+")) {
                return Optional.empty();
            }
            filter.append(condition.negated() ? " !" : " ")
                    .append(key(condition.key()))
                    .append(':')
                    .append(pattern);
        }
        return Optional.of(filter.toString());
    }

    private static String key(String key) {
        return key.startsWith("meta.") ? key : key.substring(0, 1);
    }
}
