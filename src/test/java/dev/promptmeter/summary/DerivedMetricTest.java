package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions over the metrics a (0.5, 0.25 in two cases), "two words" (1 in one) and none (no value); half is derived and 0.5. */
class DerivedMetricTest {

    private static final List<String> METRICS = List.of("a", "two words", "none", "re-call");

    private static final FormulaValues VALUES = new FormulaValues() {

        private final Map<Formula.Statistic, Double> ofA = Map.of(
                Formula.Statistic.MEAN, 0.375,
                Formula.Statistic.SUM, 0.75,
                Formula.Statistic.N, 2.0,
                Formula.Statistic.MIN, 0.25,
                Formula.Statistic.MAX, 0.5);

        @Override
        public OptionalDouble of(Formula.Statistic statistic, String metric) {
            if (metric.equals("none")) {
                return statistic == Formula.Statistic.N ? OptionalDouble.of(0) : OptionalDouble.empty();
            }
            return OptionalDouble.of(metric.equals("a") ? ofA.get(statistic) : 1);
        }

        @Override
        public OptionalDouble of(String derived) {
            return OptionalDouble.of(0.5);
        }

        @Override
        public long count(String metric) {
            return metric.equals("none") ? 0 : metric.equals("a") ? 2 : 1;
        }

        @Override
        public long countOf(String derived) {
            return 2;
        }
    };

    private static DerivedMetric parse(String expression) {
        return DerivedMetric.parse("x", expression, METRICS, List.of("half"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3                              | 7",
                "(1 + 2) * 3                            | 9",
                "7 - 2 - 1                              | 4",
                "8 / 4 / 2                              | 1",
                "-2 * -3                                | 6",
                "1.5-0.5                                | 1",
                "mean(a)                                | 0.375",
                "sum(a) + n(a)                          | 2.75",
                "min(a) + max(a)                        | 0.75",
                "min(mean(a), 0.1, half)                | 0.1",
                "max(mean(a), 0.1, half)                | 0.5",
                "max(half, 0.6)                         | 0.6",
                "2 * half                               | 1",
                "mean(`two words`)                      | 1",
                "n(none)                                | 0",
                "mean(re-call) - 0.5                    | 0.5",
                "2 * mean(a) * half / (mean(a) + half)  | 0.428571428571"
            })
    void expressionsAreComputed(String expression, double value) {
        DerivedMetric metric = parse(expression.replace('`', '"'));

        assertThat(new FormulaReckoning(VALUES).value(metric.formula()).orElseThrow())
                .isCloseTo(value, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean(none)",
                "1 + sum(none)",
                "min(mean(none), 0.5)",
                "1 / (half - half)",
                "0 / n(none)",
                "0 * mean(none)"
            })
    void whatHasNoValueMakesNone(String expression) {
        assertThat(new FormulaReckoning(VALUES).value(parse(expression).formula()))
                .isEmpty();
    }

    @Test
    void casesAreTheFewestBehindAnyMetric() {
        assertThat(new FormulaReckoning(VALUES)
                        .cases(parse("mean(a) + mean(\"two words\")").formula()))
                .isEqualTo(1);
        assertThat(new FormulaReckoning(VALUES).cases(parse("mean(a) + half").formula()))
                .isEqualTo(2);
        assertThat(new FormulaReckoning(VALUES).cases(parse("1 + 1").formula())).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``           | PM-1501 | at column 1 expected a number",
                "1 +          | PM-1501 | at column 4 expected a number, a parenthesis",
                "(1           | PM-1501 | expected ')', found the end",
                "1 2          | PM-1501 | at column 3 expected an operator or the end, found '2'",
                "1 % 2        | PM-1501 | found '%'",
                "avg(a)       | PM-1501 | there is no function 'avg': use mean, sum, n, min or max",
                "mean()       | PM-1501 | expected the name of a metric, found ')'",
                "mean(a, 1)   | PM-1501 | expected ')'",
                "min(1)       | PM-1501 | min(…) takes the name of a metric, or several parts",
                "mean(\"a)    | PM-1501 | a quotation mark is not closed",
                "mean(aa)     | PM-1502 | no check has metric 'aa': did you mean 'a'?",
                "mean(half)   | PM-1502 | 'half' is derived and has one value: write it without a function",
                "a * 2        | PM-1502 | 'a' is a metric of checks: write mean(a)",
                "halve        | PM-1502 | no derived metric 'halve' stands before it: did you mean 'half'?",
                "x            | PM-1502 | it cannot be made of itself"
            })
    void faultsAreNamedWithAColumn(String expression, String code, String message) {
        assertThatThrownBy(() -> parse(expression))
                .isInstanceOfSatisfying(
                        FormulaException.class,
                        fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageStartingWith("derived metric 'x': '" + expression + "': at column ")
                .hasMessageContaining(message);
    }

    @Test
    void deepNestingIsRefusedRatherThanFatal() {
        assertThatThrownBy(() -> parse("(".repeat(400) + "1")).hasMessageContaining("more than 50 parentheses");
    }
}
