package dev.promptmeter.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.bars.BarLine.Broken;
import dev.promptmeter.bars.BarLine.Measured;
import dev.promptmeter.bars.BarLine.NotMeasured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What of the table of bars is no measurement. */
class BarsTest {

    @Nested
    class Limits {

        @Test
        void aMultipleIsOfTheReference() {
            Limit limit = Limit.atMostTimes(1.25, "us");

            assertThat(limit.kept(125, 100.0)).isTrue();
            assertThat(limit.kept(126, 100.0)).isFalse();
            assertThat(limit).hasToString("≤ 1.25 ×");
        }

        @Test
        void anAmountIsAddedToTheMultiple() {
            Limit limit = Limit.atMostTimes(1.25, "ms").plus(0.5);

            assertThat(limit.kept(1.75, 1.0)).isTrue();
            assertThat(limit.kept(1.76, 1.0)).isFalse();
            assertThat(limit).hasToString("≤ 1.25 × + 0.5 ms");
        }

        @Test
        void anAmountAloneNeedsNoReference() {
            Limit limit = Limit.atMost(200, "MiB");

            assertThat(limit.kept(200, null)).isTrue();
            assertThat(limit.kept(201, null)).isFalse();
            assertThat(limit).hasToString("≤ 200 MiB");
        }

        @Test
        void someBarsAreToBeExceeded() {
            Limit limit = Limit.atLeastTimes(20, "cases/s");

            assertThat(limit.kept(2_000, 100.0)).isTrue();
            assertThat(limit.kept(1_999, 100.0)).isFalse();
            assertThat(limit).hasToString("≥ 20 ×");
        }

        @Test
        void aMultipleOfNothingIsNoPass() {
            Limit limit = Limit.atMostTimes(2, "us");

            assertThatThrownBy(() -> limit.kept(1, null)).hasMessage("≤ 2 × needs a reference");
        }
    }

    @Test
    void theTableShowsBothFiguresBesideTheRatio() {
        String table = BarTable.of(List.of(
                new BarLine("B1", "CPU of a case", Limit.atMostTimes(1.25, "us"), new Measured(1_500, 1_000.0)),
                new BarLine("B14", "arrival error", Limit.atMost(1, "ms"), new Measured(0.25, null)),
                new BarLine("B2", "cases", Limit.atLeastTimes(20, "/s"), new NotMeasured("promptfoo is missing")),
                new BarLine("B5", "events", Limit.atMostTimes(1.5, "ns"), new Broken("a|b\nc"))));

        assertThat(table).isEqualTo("""
                | Bar | What          | Figure   | Reference | Ratio  | Limit    | Result                             |
                | --- | ------------- | -------- | --------- | ------ | -------- | ---------------------------------- |
                | B1  | CPU of a case | 1,500 us | 1,000 us  | 1.50 × | ≤ 1.25 × | miss                               |
                | B14 | arrival error | 0.250 ms | –         | –      | ≤ 1 ms   | pass                               |
                | B2  | cases         | –        | –         | –      | ≥ 20 ×   | not measured: promptfoo is missing |
                | B5  | events        | –        | –         | –      | ≤ 1.5 ×  | could not be run: a/b c            |
                """);
    }

    @Test
    void aReferenceOfNothingHasNoRatio() {
        BarLine line = new BarLine("B11", "a record", Limit.atMostTimes(2, "us"), new Measured(3, 0.0));

        assertThat(line.ratio()).isNull();
        assertThat(line.verdict()).isEqualTo("miss");
    }

    @Test
    void onlyBytesAreSurelyMissedAndOnlyFarBeyondTheirLimit() {
        Limit bytes = Limit.atMost(64, "B");
        Limit time = Limit.atMostTimes(1.5, "ns");

        assertThat(new BarLine("B5", "x", bytes, new Measured(96, null)).surelyMissed())
                .isFalse();
        assertThat(new BarLine("B5", "x", bytes, new Measured(97, null)).surelyMissed())
                .isTrue();
        assertThat(new BarLine("B5", "x", time, new Measured(9_000, 1.0)).surelyMissed())
                .isFalse();
        assertThat(new BarLine("B5", "x", bytes, new NotMeasured("y")).surelyMissed())
                .isFalse();
    }

    @Test
    void aMissIsAFailureOnlyWhereThatIsAskedFor() {
        List<String> known = List.of("B5");
        List<BarLine> missed = List.of(new BarLine("B5", "x", Limit.atMost(64, "B"), new Measured(200, null)));

        assertThat(BarChoice.of(List.of(), known).failed(missed)).isFalse();
        assertThat(BarChoice.of(List.of("--strict"), known).failed(missed)).isTrue();
        assertThat(BarChoice.of(List.of(), known)
                        .failed(List.of(new BarLine("B5", "x", Limit.atMost(64, "B"), new Broken("y")))))
                .isTrue();
    }

    @Test
    void whatIsMissingBreaksNothing() {
        assertThat(new BarLine("B2", "x", Limit.atMost(1, "s"), new NotMeasured("y")).broken())
                .isFalse();
        assertThat(new BarLine("B2", "x", Limit.atMost(1, "s"), new Broken("y")).broken())
                .isTrue();
    }

    @Test
    void roundsGoInTurnAndTheirMediansCount() throws Exception {
        List<String> order = new ArrayList<>();
        List<Double> figures = new ArrayList<>(List.of(9.0, 1.0, 2.0));

        Measured medians = Rounds.of(
                3,
                () -> {
                    order.add("a");
                    return figures.remove(0);
                },
                () -> {
                    order.add("b");
                    return 5;
                });

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(medians).isEqualTo(new Measured(2, 5.0));
        assertThat(Rounds.median(4, 1)).isEqualTo(2.5);
    }

    @Nested
    class Choices {

        private final List<String> known = List.of("B1", "B12");

        @Test
        void withoutArgumentsEverythingIsMeasuredInFull() {
            BarChoice choice = BarChoice.of(List.of(), known);

            assertThat(choice.wants("B1")).isTrue();
            assertThat(choice.wants("B12")).isTrue();
            assertThat(choice.effort()).isEqualTo(Effort.FULL);
            assertThat(choice.out()).isNull();
        }

        @Test
        void onlyTheNamedBarsAreWanted() {
            BarChoice choice = BarChoice.of(List.of("--only", "B12", "--quick", "-o", "bars.md"), known);

            assertThat(choice.wants("B1")).isFalse();
            assertThat(choice.wants("B12")).isTrue();
            assertThat(choice.effort().rounds(5)).isEqualTo(1);
            assertThat(choice.effort().size(50_000)).isEqualTo(5_000);
            assertThat(choice.out()).isEqualTo(Path.of("bars.md"));
        }

        @Test
        void aSlipIsNamed() {
            assertThatThrownBy(() -> BarChoice.of(List.of("--only", "B1,B99"), known))
                    .hasMessage("--only: unknown bar 'B99'; there are B1, B12");
            assertThatThrownBy(() -> BarChoice.of(List.of("--only"), known))
                    .hasMessageStartingWith("--only needs a value");
            assertThatThrownBy(() -> BarChoice.of(List.of("-quick"), known))
                    .hasMessageStartingWith("unknown argument '-quick'");
        }
    }
}
