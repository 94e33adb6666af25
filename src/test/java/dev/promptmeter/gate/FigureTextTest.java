package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARE             | 0.9457    | 94.6 %",
                "SHARE             | 1         | 100.0 %",
                "SHARE             | 0.99961   | 99.96 %",
                "SHARE             | 0.0004    | 0.04 %",
                "SHARE             | 0         | 0.0 %",
                "NANOS             | 0         | 0.0 ms",
                "NANOS             | 412345    | 0.4 ms",
                "NANOS             | 9949999   | 9.9 ms",
                "NANOS             | 9950000   | 10 ms",
                "NANOS             | 288400000 | 288 ms",
                "NANOS             | 999600000 | 1.0 s",
                "NANOS             | 4.89e9    | 4.9 s",
                "NANOS             | 60e9      | 60.0 s",
                "USD               | 0.6812    | $0.68",
                "USD               | 0.0381    | $0.038",
                "USD               | 0.000801  | $0.00080",
                "USD               | 0         | $0.00",
                "USD               | 1234.5    | $1,234.50",
                "TOKENS            | 988120    | 988,120",
                "TOKENS            | 412.25    | 412.2",
                "TOKENS_PER_SECOND | 88.3      | 88 tok/s",
                "PER_SECOND        | 7.25      | 7.2/s",
                "SCORE             | 0.9934    | 0.993",
                "COUNT             | 2400      | 2,400"
            })
    void aValueReadsLikeAFigureInText(Unit unit, double value, String text) {
        assertThat(FigureText.value(unit, value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12e9,12.0 s", "238412e6,3m58s", "3720e9,1h02m"})
    void aSpanReadsInMinutesAndSeconds(double nanos, String text) {
        assertThat(FigureText.span(nanos)).isEqualTo(text);
    }

    @Test
    void intervalsAreRoundedOutward() {
        Figure share = Figure.of("passRate", Unit.SHARE, 0.9457, 2396).within(0.93591, 0.95411, "proportion.wilson");
        Figure time = Figure.of("latency.p95", Unit.NANOS, 4.89e9, 1785).within(4.69e9, 5.11e9, "latency.ranks");

        assertThat(FigureText.interval(share)).isEqualTo("93.5–95.5");
        assertThat(FigureText.interval(time)).isEqualTo("4.6–5.2");
    }

    @Test
    void anOpenEndIsNotANumber() {
        Figure open = Figure.of("latency.p95", Unit.NANOS, 4.2e9, 40).within(3.1e9, null, "latency.ranks");

        assertThat(FigureText.interval(open)).isEqualTo("3.1–…");
        assertThat(FigureText.interval(Figure.of("latency.p95", Unit.NANOS, 4.2e9, 40)))
                .isEmpty();
    }

    @Test
    void whatIsNotKnownIsNeverZero() {
        assertThat(FigureText.of(Figure.absent("cost.total", Unit.USD, 3, "COST_UNKNOWN")))
                .isEqualTo("unknown");
        assertThat(FigureText.of(Figure.absent("ttft.p95", Unit.NANOS, 0, "NO_DATA")))
                .isEqualTo("–");
    }
}
