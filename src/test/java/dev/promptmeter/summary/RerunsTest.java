package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What asking every case several times shows. */
class RerunsTest {

    private static final Check EXACT = Check.of("equals", "Paris");

    private final List<CaseResult> results = new ArrayList<>();
    private int repeat = 3;

    private Slice total() {
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("v1"), List.of(), repeat, Slo.NONE, Set.of()));
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(2_000_000_000L, results.size(), null))
                .total();
    }

    private Reruns reruns() {
        return Objects.requireNonNull(total().reruns());
    }

    private void add(String row, String passes) {
        for (int n = 1; n <= passes.length(); n++) {
            SampleCase sample = SampleCase.of("facts", row).repeat(n);
            results.add(
                    switch (passes.charAt(n - 1)) {
                        case '+' -> sample.passes(EXACT).result();
                        case '-' -> sample.fails(EXACT, "wrong").result();
                        default ->
                            sample.error(FailureKind.TIMEOUT, "no answer").result();
                    });
        }
    }

    @Test
    void chancesOfPassingOnceAndAlwaysAreMeansOverCases() {
        add("r1", "+++");
        add("r2", "+--");
        add("r3", "---");

        Slice total = total();

        // Two of three repeats hold the only pass with 2/3.
        assertThat(total.figure("pass@2").value()).isCloseTo((1 + 2.0 / 3) / 3, within(1e-9));
        assertThat(total.figure("pass@3").value()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(total.figure("pass^2").value()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(total.figure("pass^3").value()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(total.figure("flipRate").value()).isCloseTo(2.0 / 3 / 3, within(1e-9));
    }

    @Test
    void casesWithTooFewAnswersAreLeftOut() {
        add("r1", "+++");
        add("r2", "+!!");

        assertThat(total().figure("pass@2").n()).isEqualTo(1);
        assertThat(total().figure("flipRate").n()).isEqualTo(1);
        assertThat(reruns().fewest()).isEqualTo(1);
        assertThat(reruns().most()).isEqualTo(3);
        assertThat(reruns().unequal()).isTrue();
        assertThat(reruns().split()).isNull();
    }

    @Test
    void theFlakiestComeFirstAndEqualOnesByTheirIds() {
        repeat = 4;
        add("r3", "+--+");
        add("r2", "+---");
        add("r1", "+++-");
        add("r4", "++++");

        assertThat(reruns().flakiest()).extracting(flaky -> flaky.id().row()).containsExactly("r3", "r1", "r2");
        assertThat(reruns().flakiest().get(0).flipRate()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(reruns().flakiest().get(0).interval().lower()).isCloseTo(0.0676, within(1e-4));
        assertThat(total().counts().flaky()).isEqualTo(3);
    }

    @Test
    void aHundredFlakyCasesAreListedAndAllAreCounted() {
        repeat = 2;
        for (int row = 100; row < 250; row++) {
            add("r" + row, "+-");
        }

        assertThat(reruns().flakiest()).hasSize(100);
        assertThat(reruns().flakiest().get(99).id().row()).isEqualTo("r199");
        assertThat(total().counts().flaky()).isEqualTo(150);
    }

    @Test
    void aRuleThatEveryCaseMustPassIsRedNowAndThen() {
        add("r1", "+++");
        add("r2", "+++");

        // Each passes again with (3 + 1) / (3 + 2).
        assertThat(reruns().flakeRate()).isCloseTo(1 - 0.8 * 0.8, within(1e-12));
    }

    @Test
    void spreadWithinCasesIsToldFromSpreadBetweenThem() {
        repeat = 2;
        for (int row = 1; row <= 20; row++) {
            add("r" + row, row <= 10 ? "++" : "--");
        }

        var split = Objects.requireNonNull(reruns().split());

        assertThat(split.within()).isZero();
        assertThat(split.between()).isCloseTo(5.0 / 19, within(1e-12));
        assertThat(split.repeatsSuffice()).isTrue();
    }

    @Test
    void aRunThatAsksOnceSaysNothingOfRepeats() {
        repeat = 1;
        add("r1", "+");

        assertThat(total().reruns()).isNull();
        assertThat(total().figures()).doesNotContainKeys("pass@2", "flipRate");
    }
}
