package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers that belong together are fewer than they look: intervals say so. */
class RelatedCasesTest {

    private static final Check EXACT = Check.of("equals", "Paris").withMetric("accuracy");

    private final List<CaseResult> results = new ArrayList<>();
    private List<String> models = List.of("sim");
    private int repeat = 1;

    private Slice total() {
        return summary().total();
    }

    private Summary summary() {
        var units = new Units(Units.Kinship.SOME, (dataset, row) -> models.size());
        Tally tally = new Tally(new TallyPlan(
                models, List.of("v1"), List.of("accuracy"), List.of(), repeat, Slo.NONE, Set.of(), units, Set.of()));
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(2_000_000_000L, results.size(), null));
    }

    private void add(SampleCase sample, boolean passes) {
        results.add((passes ? sample.passes(EXACT) : sample.fails(EXACT, "wrong")).result());
    }

    private static SampleCase row(int number) {
        return SampleCase.of("facts", "r" + number).line(number + 1);
    }

    private static Sampled sampled(Figure figure) {
        return Objects.requireNonNull(figure.sampled());
    }

    @Test
    void twoModelsThatAgreeOnThirtyRowsAreThirtyCasesAndNotSixty() {
        models = List.of("small", "large");
        for (int row = 1; row <= 30; row++) {
            for (String model : models) {
                add(row(row).model(model), row > 3);
            }
        }

        Figure passRate = total().figure("passRate");

        assertThat(passRate.value()).isEqualTo(0.9);
        assertThat(passRate.n()).isEqualTo(60);
        assertThat(passRate.method()).isEqualTo("proportion.effectiveN");
        assertThat(sampled(passRate).observed().clusters()).isEqualTo(30);
        assertThat(sampled(passRate).designEffect().orElseThrow()).isCloseTo(2.034, within(0.001));
        // Clopper and Pearson of 26.1 in 29 trials; Wilson of 54 in 60 would say 79.9 to 95.3.
        assertThat(passRate.low()).isCloseTo(0.731, within(0.001));
        assertThat(passRate.high()).isCloseTo(0.9797, within(0.001));
    }

    @Test
    void eachModelAloneHasAsManyCasesAsRows() {
        models = List.of("small", "large");
        for (int row = 1; row <= 30; row++) {
            for (String model : models) {
                add(row(row).model(model), row > 3);
            }
        }

        Figure passRate = summary().groups().get(0).slice().figure("passRate");

        assertThat(passRate.n()).isEqualTo(30);
        assertThat(passRate.method()).isEqualTo("proportion.wilson");
        assertThat(passRate.sampled()).isNull();
    }

    @Test
    void rowsThatShareAPassageAreOneUnit() {
        for (int row = 1; row <= 100; row++) {
            add(row(row).cluster("passage " + row % 25), row % 25 > 4);
        }

        Figure passRate = total().figure("passRate");
        Figure accuracy = total().figure("metric.accuracy.mean");

        assertThat(sampled(passRate).observed().clusters()).isEqualTo(25);
        assertThat(sampled(passRate).rough()).isFalse();
        assertThat(accuracy.method()).isEqualTo("mean.clustered");
        // 0.8 with a standard error of sqrt(25/24 · 4) / 25 over 25 clusters, t of 24 degrees of freedom 2.064.
        assertThat(accuracy.low()).isCloseTo(0.8 - 2.0639 * 0.08165, within(1e-4));
        assertThat(accuracy.high()).isCloseTo(0.8 + 2.0639 * 0.08165, within(1e-4));
    }

    @Test
    void finishReasonsOfOneUnitAreNotIndependentEither() {
        for (int row = 1; row <= 60; row++) {
            results.add(row(row).cluster("passage " + row % 20)
                    .finished(row % 20 < 2 ? "length" : "stop")
                    .result());
        }

        Figure cutOff = total().figure("finishReason.length");

        assertThat(cutOff.value()).isEqualTo(0.1);
        assertThat(sampled(cutOff).observed().clusters()).isEqualTo(20);
        assertThat(Objects.requireNonNull(cutOff.high())).isGreaterThan(0.3);
    }

    @Test
    void fewClustersAreSaidToBeFew() {
        for (int row = 1; row <= 40; row++) {
            add(row(row).cluster("customer " + row % 4), row % 3 > 0);
        }

        assertThat(sampled(total().figure("passRate")).rough()).isTrue();
    }

    @Test
    void aSingleClusterHasNoInterval() {
        add(row(1).cluster("only"), true);
        add(row(2).cluster("only"), false);

        Figure passRate = total().figure("passRate");

        assertThat(passRate.value()).isEqualTo(0.5);
        assertThat(passRate.low()).isNull();
        assertThat(passRate.high()).isNull();
    }

    @Test
    void casesAskedThreeTimesAreNoThreeCases() {
        repeat = 3;
        for (int row = 1; row <= 40; row++) {
            for (int n = 1; n <= repeat; n++) {
                add(row(row).repeat(n), row > 8 || row > 4 && n == 1);
            }
        }

        Figure passRate = total().figure("passRate");
        Figure accuracy = total().figure("metric.accuracy.mean");

        assertThat(passRate.n()).isEqualTo(40);
        assertThat(passRate.value()).isCloseTo(0.8 + 0.1 / 3, within(1e-9));
        // Clopper and Pearson of 38.7 in 46.4 trials: more than 40 cases, far fewer than 120 answers.
        assertThat(Objects.requireNonNull(passRate.low())).isCloseTo(0.6955, within(0.001));
        assertThat(accuracy.n()).isEqualTo(40);
        assertThat(accuracy.value()).isCloseTo(0.8 + 0.1 / 3, within(1e-9));
        // An answer is the unit, its case the cluster.
        assertThat(sampled(total().figure("errorRate")).observed().clusters()).isEqualTo(40);
        assertThat(total().figure("errorRate").n()).isEqualTo(120);
    }

    @Test
    void aCaseWithManyAnswersWeighsNoMoreThanOneWithFew() {
        repeat = 4;
        for (int n = 1; n <= 4; n++) {
            add(row(1).repeat(n), true);
        }
        add(row(2), false);

        assertThat(total().figure("metric.accuracy.mean").value()).isEqualTo(0.5);
        assertThat(total().figure("passRate").value()).isEqualTo(0.5);
    }

    @Test
    void thirdsAddUpToWholes() {
        repeat = 3;
        for (int row = 1; row <= 10; row++) {
            for (int n = 1; n <= repeat; n++) {
                add(row(row).repeat(n), row <= 6 || row <= 9 && n == 1);
            }
        }

        assertThat(total().figure("passRate").value()).isEqualTo(0.7);
        assertThat(total().figure("metric.accuracy.mean").value()).isCloseTo(0.7, within(1e-9));
    }
}
