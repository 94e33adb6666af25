package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateParserTest {

    private static final GateParser PARSER =
            new GateParser(new KnownNames(Set.of("tone", "tone.v2", "my tone"), Set.of("latency")));

    @Nested
    class Accepts {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passRate >= 95%                 | passRate              | >= | 0.95",
                    "passRate>=0.95                  | passRate              | >= | 0.95",
                    "  errorRate  <  1.5 %           | errorRate             | <  | 0.015",
                    "latency.p95 < 5s                | latency.p95           | <  | 5e9",
                    "latency . p95 < 500ms           | latency.p95           | <  | 5e8",
                    "latency.p99.9 <= 1.5m           | latency.p99.9         | <= | 9e10",
                    "latency.p99.90 <= 1h            | latency.p99.9         | <= | 3.6e12",
                    "e2e.p37 < 2s                    | e2e.p37               | <  | 2e9",
                    "latency.mean > 1ms              | latency.mean          | >  | 1e6",
                    "cost.total < 3 USD              | cost.total            | <  | 3",
                    "tokens.completion.sum <= 20000  | tokens.completion.sum | <= | 20000",
                    "outputRate.p50 >= 20 tok/s      | outputRate.p50        | >= | 20",
                    "run.requestRate >= 5/s          | run.requestRate       | >= | 5",
                    "finishReason.length <= 0.5%     | finishReason.length   | <= | 0.005",
                    "metric.tone.mean >= 0.9         | metric.tone.mean      | >= | 0.9",
                    "metric.tone.v2.max >= -1        | metric.tone.v2.max    | >= | -1",
                    "metric.\"my tone\".min > 0      | metric.my tone.min    | >  | 0",
                    "slo.goodput >= 90%              | slo.goodput           | >= | 0.9"
                })
        void aRuleInItsFiguresOwnUnit(String expression, String figure, String sign, double bound) {
            Gate gate = PARSER.parse(GateSpec.of(expression, 7));

            assertThat(gate.figure()).isEqualTo(figure);
            assertThat(gate.comparator().sign()).isEqualTo(sign);
            assertThat(gate.bound().value()).isEqualTo(bound);
            assertThat(gate.line()).isEqualTo(7);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passRate[tag=eu] >= 98%                 | [tag=eu]",
                    "passRate [ tag = eu , model != gpt* ] > 0 | [tag=eu,model!=gpt*]",
                    "passRate[meta.lang=\"a, b]\"] >= 98%    | [meta.lang=\"a, b]\"]",
                    "passRate[prompt=v?,dataset=refunds] > 0 | [prompt=v?,dataset=refunds]"
                })
        void aPartOfTheRun(String expression, String selector) {
            assertThat(PARSER.parse(GateSpec.of(expression, 1)).selector()).hasToString(selector);
        }

        @Test
        void quotedValuesTakeWildcardsLiterally() {
            Gate gate = PARSER.parse(GateSpec.of("passRate[tag=\"e*\"] >= 98%", 1));

            assertThat(gate.selector().conditions().get(0).pattern().matches("eu"))
                    .isFalse();
            assertThat(gate.selector().conditions().get(0).pattern().matches("e*"))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passRate >= baseline - 2pp             | SHIFT  | -0.02 | GUARD | baseline - 2pp",
                    "passRate >= baseline-2.5 pp            | SHIFT  | -0.025 | GUARD | baseline - 2.5pp",
                    "errorRate <= baseline + 1pp            | SHIFT  | 0.01  | GUARD | baseline + 1pp",
                    "passRate > baseline                    | SHIFT  | 0     | GUARD | baseline",
                    "passRate >= baseline * 0.98            | FACTOR | 0.98  | GUARD | baseline * 0.98",
                    "metric.tone.mean >= baseline - 0.02    | SHIFT  | -0.02 | GUARD | baseline - 0.02",
                    "latency.p95 <= baseline * 1.20         | FACTOR | 1.2   | GUARD | baseline * 1.20",
                    "latency.p95 <= baseline                | FACTOR | 1     | GUARD | baseline",
                    "cost.total <= baseline * 1.1           | FACTOR | 1.1   | GUARD | baseline * 1.1",
                    "tokens.completion.mean <= baseline * 2 | FACTOR | 2     | GUARD | baseline * 2",
                    "regressions == 0                       | NUMBER | 0     | POINT | 0",
                    "newFailures <= 3                       | NUMBER | 3     | POINT | 3"
                })
        void aRuleBesideTheBaseline(
                String expression, Bound.Kind kind, double value, Confidence confidence, String text) {
            Gate gate = PARSER.parse(GateSpec.of(expression, 1));

            assertThat(gate.bound()).isEqualTo(new Bound(kind, value, text));
            assertThat(gate.confidence()).isEqualTo(confidence);
            assertThat(gate.againstBaseline()).isTrue();
        }

        @Test
        void aDemandWithItsErrorAndItsCluster() {
            var spec = new GateSpec("passRate >= 90%", null, Confidence.PROVE, 0.01, 200, Severity.WARN, "passage", 1);

            assertThat(PARSER.parse(spec).demand()).isEqualTo(new Demand(Confidence.PROVE, 0.01, 200, "passage"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passRate >= 100%           | PROVE | 'passRate >= 100%' cannot be proved by any number of cases; use confidence: point",
                    "errorRate <= 0%            | GUARD | 'errorRate <= 0%' cannot be proved by any number of cases; use confidence: point",
                    "passRate >= baseline       | GUARD | 'passRate >= baseline' with margin 0 is red in about 5 % of runs even if nothing changed",
                    "passRate >= baseline - 1pp | GUARD |",
                    "passRate >= 100%           | POINT |",
                    "errorRate <= 1%            | PROVE |"
                })
        void whatItsAuthorShouldKnow(String expression, Confidence confidence, String notice) {
            Gate gate = PARSER.parse(new GateSpec(expression, null, confidence, null, null, Severity.FAIL, null, 1));

            assertThat(gate.notices()).isEqualTo(notice == null ? List.of() : List.of(notice));
        }

        @Test
        void aNameOfItsOwnAndTheExpressionOtherwise() {
            var named = new GateSpec("latency.p95<2s", "fast", Confidence.POINT, null, 40, Severity.WARN, null, 3);

            assertThat(PARSER.parse(named).name()).isEqualTo("fast");
            assertThat(PARSER.parse(named).minSamples()).isEqualTo(40);
            assertThat(PARSER.parse(named).boundText()).isEqualTo("2s");
            assertThat(PARSER.parse(GateSpec.of("latency.p95<2s", 3)).name()).isEqualTo("latency.p95<2s");
        }

        @ParameterizedTest
        @MethodSource("dev.promptmeter.gate.GateParserTest#everyName")
        void everyFigureThatIsListed(String name, String bound) {
            var all = new GateParser(new KnownNames(Set.of(), Set.of("latency", "ttft", "e2e", "outputRate")));

            assertThat(all.parse(GateSpec.of(name + " <= " + bound, 1)).figure())
                    .isEqualTo(name);
        }
    }

    static Object[][] everyName() {
        return FigureNames.units().entrySet().stream()
                .map(entry -> new Object[] {
                    entry.getKey(),
                    switch (entry.getValue()) {
                        case SHARE -> "50%";
                        case NANOS -> "1s";
                        case USD -> "1 USD";
                        case TOKENS_PER_SECOND -> "1 tok/s";
                        case PER_SECOND -> "1/s";
                        case TOKENS, SCORE, COUNT -> "1";
                    }
                })
                .toArray(Object[][]::new);
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "passrate >= 95%          | PM-1501 | 1  | at column 1 expected a figure, found 'passrate': did you mean 'passRate'?",
                    "latency.p100 < 5s        | PM-1501 | 1  | at column 1 expected a figure, found 'latency.p100': did you mean 'latency.p50'?",
                    "zebra < 5s               | PM-1501 | 1  | at column 1 expected a figure, found 'zebra'",
                    ">= 5                     | PM-1501 | 1  | at column 1 expected a figure such as passRate or latency.p95, found '>='",
                    "latency. < 5s            | PM-1501 | 10 | at column 10 expected the rest of the figure, found '<'",
                    "metric.tone < 1          | PM-1501 | 1  | at column 1 expected metric.NAME.mean, .min or .max, found 'metric.tone'",
                    "passRate = 95%           | PM-1501 | 10 | at column 10 expected >=, <=, >, <, == or !=, found '='",
                    "passRate >=              | PM-1501 | 12 | at column 12 expected a number with its unit, or baseline, found the end",
                    "passRate >= $3           | PM-1501 | 13 | at column 13 expected a number with its unit, or baseline, found '$3'",
                    "passRate >= .5           | PM-1501 | 13 | at column 13 expected a number such as 0.5, found '.5'",
                    "passRate >= 95% of all   | PM-1501 | 17 | at column 17 expected the end, found 'of'",
                    "latency.p95 < 5          | PM-1501 | 15 | 5 has no unit; write 5s or 5ms",
                    "cost.total < 5           | PM-1501 | 14 | 5 has no unit; write 5 USD",
                    "latency.p95 < 5sec       | PM-1501 | 16 | at column 16 expected one of the units % pp ms s m h USD tok/s /s, found 'sec': did you mean 's'?",
                    "passRate[tg=eu] >= 5%    | PM-1501 | 10 | at column 10 expected tag, model, prompt, dataset, meta.KEY, found 'tg': did you mean 'tag'?",
                    "passRate[tag:eu] >= 5%   | PM-1501 | 13 | at column 13 expected = or !=, found ':eu]'",
                    "passRate[tag=] >= 5%     | PM-1501 | 14 | at column 14 expected a value, found ']'",
                    "passRate[tag=\"eu] >= 5% | PM-1501 | 14 | at column 14 a quotation mark is not closed",
                    "passRate[tag=eu >= 5%    | PM-1501 | 17 | at column 17 expected ',' or ']', found '>='",
                    "metric.tone2.mean > 0    | PM-1502 | 1  | no check has metric 'tone2': did you mean 'tone'?",
                    "slo.ttft > 90%           | PM-1502 | 1  | the suite sets no ttft under slo",
                    "latency.p95 < 5%         | PM-1503 | 15 | a duration cannot be compared with a share",
                    "passRate >= 5s           | PM-1503 | 13 | a share cannot be compared with a duration",
                    "passRate >= 95           | PM-1503 | 13 | a share lies between 0% and 100%, or 0 and 1",
                    "passRate >= 2pp          | PM-1503 | 13 | pp are points of a margin: write 2%",
                    "metric.tone.mean >= 90%  | PM-1503 | 21 | a score cannot be compared with a share",
                    "passRate >= baseline - 2%| PM-1504 | 22 | for shares write the margin in points: baseline - 2pp",
                    "latency.p95 < baseline + 200ms | PM-1504 | 24 | compare a quantile by a factor: baseline * 1.10",
                    "latency.mean < baseline + 9ms  | PM-1504 | 25 | write the margin as a factor: baseline * 1.10",
                    "cost.mean < baseline - 1 USD   | PM-1504 | 22 | write the margin as a factor: baseline * 1.10",
                    "metric.tone.mean >= baseline - 2pp | PM-1504 | 30 | for a score write the margin as a plain number: baseline - 0.02",
                    "passRate >= baseline - 0.02    | PM-1504 | 22 | for shares write the margin in points: baseline - 2pp",
                    "passRate >= baseline - 100pp   | PM-1503 | 22 | the margin is as wide as the whole range from 0 to 1",
                    "cost.mean <= baseline * 0      | PM-1503 | 25 | a factor is above 0: write baseline * 1.10",
                    "passRate >= baseline / 2       | PM-1501 | 22 | at column 22 expected the end, found '/'",
                    "slo.latency >= baseline - 2pp  | PM-1505 | 1  | a baseline does not hold slo.latency: compare it with a number",
                    "e2e.p95 <= baseline * 1.2      | PM-1505 | 1  | a baseline does not hold e2e.p95: compare it with a number",
                    "latency.max <= baseline * 1.2  | PM-1505 | 1  | latency.max has no bounds to be sure of: confidence must be point",
                    "regressions <= baseline        | PM-1504 | 16 | it counts what changed since the baseline: compare it with a number",
                    "latency.p95 >= 1s        | PM-1505 | 13 | latency.p95 takes an upper bound only: write < or <= instead of >=",
                    "ttft.p50 > 1s            | PM-1505 | 10 | ttft.p50 takes an upper bound only: write < or <= instead of >",
                    "passRate == 100%         | PM-1505 | 10 | == is for counts and passRate is measured: write >= or <=",
                    "tokens.prompt.p99 < 5    | PM-1505 | 1  | tokens.prompt.p99 is not yet supported",
                    "metric.tone.p50 > 0      | PM-1505 | 1  | percentiles of a metric are not yet supported; use its mean, min or max",
                    "run.duration[tag=eu] < 1h| PM-1505 | 1  | run.duration is about the whole run and takes no […]"
                })
        void whatCannotBeJudgedAndSaysWhere(String expression, String code, int column, String complaint) {
            var fault = catchThrowableOfType(
                    GateException.class, () -> PARSER.parse(GateSpec.of(expression.replace("\\\"", "\""), 1)));

            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault).hasMessage("gate '" + expression.replace("\\\"", "\"") + "': " + complaint);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "cost.total < 3 USD         | prove | cost.total is a sum, not an estimate: confidence must be point",
                    "tokens.prompt.sum < 3      | guard | tokens.prompt.sum is a sum, not an estimate: confidence must be point",
                    "latency.mean < 3s          | guard | latency.mean has no bounds to be sure of: confidence must be point",
                    "latency.max < 3s           | prove | latency.max has no bounds to be sure of: confidence must be point",
                    "chunkGap.p95 < 3s          | guard | chunkGap.p95 has no bounds to be sure of: confidence must be point",
                    "retryRate <= 3%            | guard | retryRate has no bounds to be sure of: confidence must be point",
                    "metric.tone.max >= 0.5     | prove | metric.tone.max has no bounds to be sure of: confidence must be point",
                    "run.duration < 1h          | guard | run.duration has no bounds to be sure of: confidence must be point",
                    "regressions == 0           | guard | regressions is a count, not an estimate: confidence must be point"
                })
        void confidenceThatNoMethodGives(String expression, String word, String complaint) {
            Confidence confidence = Confidence.of(word).orElseThrow();
            var spec = new GateSpec(expression, null, confidence, null, null, Severity.FAIL, null, 1);

            assertThatThrownBy(() -> PARSER.parse(spec))
                    .isInstanceOf(GateException.class)
                    .hasMessage("gate '" + expression + "': " + complaint);
        }

        @Test
        void alphaAndClusterWhereTheyWouldDoNothing() {
            var alpha = new GateSpec("passRate > 90%", null, null, 0.05, null, Severity.FAIL, null, 1);
            var cluster = new GateSpec("passRate > 90%", null, null, null, null, Severity.FAIL, "passage", 1);
            var calls =
                    new GateSpec("latency.p95 < 1s", null, Confidence.GUARD, null, null, Severity.FAIL, "passage", 1);

            assertThatThrownBy(() -> PARSER.parse(alpha)).hasMessageContaining("alpha belongs to guard and prove");
            assertThatThrownBy(() -> PARSER.parse(cluster)).hasMessageContaining("cluster belongs to guard and prove");
            assertThatThrownBy(() -> PARSER.parse(calls)).hasMessageContaining("latency.p95 counts calls");
        }

        @Test
        void columnsCountCharactersAndNotHalvesOfThem() {
            var fault = catchThrowableOfType(
                    GateException.class, () -> PARSER.parse(GateSpec.of("passRate[tag=😀] >= x", 1)));

            assertThat(fault.column()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @CsvSource({"p50,2", "p90,10", "p95,20", "p99,100", "p99.9,1000", "p93,15"})
    void aPercentileNeedsEnoughValuesToBeMoreThanTheLargest(String percentile, long floor) {
        assertThat(Percentile.of("latency." + percentile).orElseThrow().floor()).isEqualTo(floor);
    }

    @Test
    void aDerivedMetricHasAMeanAndNothingElse() {
        var parser = new GateParser(new KnownNames(Set.of("tone"), Set.of("f1"), Set.of()));

        assertThat(parser.parse(GateSpec.of("metric.f1.mean >= 0.8", 0)).figure())
                .isEqualTo("metric.f1.mean");
        assertThatThrownBy(() -> parser.parse(GateSpec.of("metric.f1.max >= 0.8", 0)))
                .hasMessageContaining("'f1' is derived and has one value: use its mean");
        assertThatThrownBy(() -> parser.parse(GateSpec.of("metric.f2.mean >= 0.8", 0)))
                .hasMessageContaining("no check has metric 'f2': did you mean 'f1'?");
    }
}
