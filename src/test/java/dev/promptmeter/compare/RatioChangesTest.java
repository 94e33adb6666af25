package dev.promptmeter.compare;

import static dev.promptmeter.compare.Sides.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.stats.Absence;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioChangesTest {

    private static Finding finding(FigureChange change) {
        return Objects.requireNonNull(change.finding());
    }

    private final String[] cases = "p ".repeat(100).split(" ");

    private FigureChange change(String name, UnaryOperator<BaselineRepeat> changed) {
        return figure(Comparison.of(Sides.of(cases), Sides.of(changed, cases)), name);
    }

    private static UnaryOperator<BaselineRepeat> slower(double factor) {
        return repeat ->
                Sides.measured(repeat, Source.ASKED, new Measured(micros(repeat, factor), null, 10L, 20L, 1_000_000L));
    }

    private static long micros(BaselineRepeat repeat, double factor) {
        return (long) (factor * Objects.requireNonNull(repeat.measured().latencyMicros()));
    }

    @ParameterizedTest(name = "{0} times: {1}")
    @CsvSource({"1, within noise", "1.5, regressed", "0.5, improved"})
    void aMedianIsComparedByItsRatio(double factor, String word) {
        FigureChange change = change("latency.p50", slower(factor));

        assertThat(Objects.requireNonNull(change.word()).word()).isEqualTo(word);
        assertThat(finding(change).size()).isCloseTo(factor, within(1e-4));
        assertThat(change.before()).isEqualTo(100_049_000);
    }

    @Test
    void nothingIsSaidOfTimesThatEitherMeasurementForbids() {
        Baseline fast = Sides.of(cases);
        Baseline slow = Sides.of(slower(2), cases);

        Comparison then = Comparison.of(Sides.with(fast, Sides.untimed()), slow);
        Comparison now = Comparison.of(fast, Sides.with(slow, Sides.untimed()));

        assertThat(figure(then, "latency.p50").word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
        assertThat(figure(then, "latency.p50").reason()).isEqualTo(Absence.MEASUREMENT);
        assertThat(figure(then, "latency.p50").note())
                .isEqualTo("in the baseline the measurement is INVALID: it stood still");
        assertThat(figure(now, "latency.p95").word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
        assertThat(figure(now, "latency.p95").note())
                .isEqualTo("in the run the measurement is INVALID: it stood still");
        assertThat(figure(now, "latency.p95").finding()).isNull();
        assertThat(figure(now, "passRate").word()).isEqualTo(ChangeWord.NO_CHANGE_DETECTED);
        assertThat(figure(now, "cost.mean").word()).isEqualTo(ChangeWord.NO_CHANGE_DETECTED);
    }

    @Test
    void aHighQuantileOfFewCallsHasNoBoundsAndSaysHowManyItNeeds() {
        String[] few = "p ".repeat(30).split(" ");

        FigureChange change = figure(Comparison.of(Sides.of(few), Sides.of(few)), "latency.p95");

        assertThat(change.word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
        assertThat(change.reason()).isEqualTo(Absence.OPEN_END);
        assertThat(change.note()).isEqualTo("72 calls are needed; the baseline has 30, this run has 30");
    }

    @Test
    void aQuantileAmongTimeoutsHasNoValue() {
        String[] many = "p ".repeat(80).concat("t ".repeat(20)).split(" ");

        FigureChange change = figure(Comparison.of(Sides.of(many), Sides.of(many)), "latency.p95");

        assertThat(change.after()).isNull();
        assertThat(change.reason()).isEqualTo(Absence.CENSORED);
    }

    @Test
    void anIntervalWhoseEndFallsAmongTimeoutsIsOpen() {
        String[] many = "p ".repeat(290).concat("t ".repeat(10)).split(" ");

        FigureChange change = figure(Comparison.of(Sides.of(many), Sides.of(many)), "latency.p95");

        assertThat(change.word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
        assertThat(change.note()).isEqualTo("an end of its interval falls among timeouts");
    }

    @Test
    void whatCameFromTheCacheHasNeitherTimeNorCost() {
        UnaryOperator<BaselineRepeat> cached =
                repeat -> Sides.measured(repeat, Source.CACHED, new Measured(null, null, 10L, 20L, 0L));

        assertThat(change("latency.p50", cached).note()).isEqualTo("no call was timed in the run");
        assertThat(change("cost.mean", cached).reason()).isEqualTo(Absence.NO_DATA);
    }

    @Test
    void anUnknownCostIsNeverTakenForNone() {
        UnaryOperator<BaselineRepeat> unknown = repeat -> Sides.row(repeat) > 0
                ? repeat
                : Sides.measured(repeat, Source.ASKED, new Measured(1L, null, 10L, 20L, null));

        FigureChange change = change("cost.mean", unknown);

        assertThat(change.reason()).isEqualTo(Absence.COST_UNKNOWN);
        assertThat(change.after()).isNull();
        assertThat(change.note()).isEqualTo("unknown for 1 of 100 cases");
    }

    @Test
    void costsThatAllRiseAlikeRoseForSure() {
        UnaryOperator<BaselineRepeat> dearer =
                repeat -> Sides.measured(repeat, Source.ASKED, new Measured(1L, null, 10L, 20L, 2_000_000L));

        FigureChange change = change("cost.mean", dearer);

        assertThat(change.word()).isEqualTo(ChangeWord.REGRESSED);
        assertThat(finding(change).size()).isEqualTo(2);
        assertThat(finding(change).interval()).isNull();
    }
}
