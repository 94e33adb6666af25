package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code latency}, {@code latency-total} and {@code ttft}: the answer, or its beginning, came in time. */
enum MeasuredTime implements Scorer {
    LATENCY(
            "latency",
            "the answer came within the limit, by the headline latency of the run",
            "8s",
            Answer::latencyNanos),
    TOTAL(
            "latency-total",
            "first attempt to last output, retries and waits included, took at most the limit",
            "20s",
            Answer::totalNanos),
    FIRST_TOKEN("ttft", "the first output of a streamed answer came within the limit", "900ms", Answer::ttftNanos);

    private final CheckHelp help;
    private final Function<Answer, @Nullable Long> figure;

    MeasuredTime(String name, String summary, String example, Function<Answer, @Nullable Long> figure) {
        this.help = new CheckHelp(
                name,
                summary,
                "a duration with its unit, or nothing if it stands in parentheses",
                "the limit; a bare number is in milliseconds",
                name + ": " + example,
                List.of());
        this.figure = figure;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return this == FIRST_TOKEN ? Set.of(Need.STREAM) : Set.of();
    }

    @Override
    public Judgement prepare(Check check) {
        Quantity limit = Limits.of(Arguments.of(check, help), "ms", List.of("ms", "s", "m", "h"));
        BigDecimal limitNanos = limit.number().multiply(nanos(limit.unit()));
        return answer -> {
            if (answer.origin() != Answer.Origin.FRESH) {
                return new Score.Skipped("not measured: the answer was not asked for in this run");
            }
            return Optional.ofNullable(figure.apply(answer))
                    .map(actual -> judge(actual, limitNanos, limit))
                    .orElseGet(() -> new Score.Unscored(missing(answer)));
        };
    }

    private String missing(Answer answer) {
        boolean otherwiseTimed = this == FIRST_TOKEN && answer.latencyNanos() != null;
        return otherwiseTimed ? "not measured: no output was streamed" : "not measured";
    }

    private static BigDecimal nanos(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> 3_600_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "s" -> 1_000_000_000L;
                    default -> 1_000_000L;
                });
    }

    private static Score judge(long actual, BigDecimal limitNanos, Quantity limit) {
        String words = millis(actual, limitNanos) + "ms, at most " + limit + " allowed";
        return BigDecimal.valueOf(actual).compareTo(limitNanos) <= 0 ? Score.pass(words) : Score.fail(words);
    }

    /** {@return milliseconds with one decimal; with all of them where rounding would put the figure on the other side of its limit} */
    private static String millis(long actual, BigDecimal limitNanos) {
        BigDecimal exact = BigDecimal.valueOf(actual, 6);
        BigDecimal rounded = exact.setScale(1, RoundingMode.HALF_UP);
        BigDecimal limit = limitNanos.movePointLeft(6);
        boolean sameSide = rounded.compareTo(limit) <= 0 == exact.compareTo(limit) <= 0;
        return (sameSide ? rounded : exact).stripTrailingZeros().toPlainString();
    }
}
