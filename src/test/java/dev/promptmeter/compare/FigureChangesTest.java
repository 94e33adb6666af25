package dev.promptmeter.compare;

import static dev.promptmeter.compare.Sides.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureChangesTest {

    private static Finding finding(FigureChange change) {
        return Objects.requireNonNull(change.finding());
    }

    private static Interval interval(FigureChange change) {
        return Objects.requireNonNull(finding(change).interval());
    }

    @Nested
    class PassRate {

        /** Baseline of {@code cases}: first {@code improved} failing ones that pass now, then {@code worsened} the other way. */
        private FigureChange change(int improved, int worsened, int cases) {
            String same = "p ".repeat(cases - improved - worsened);
            Baseline before = Sides.of(("f ".repeat(improved) + "p ".repeat(worsened) + same).split(" "));
            Baseline after = Sides.of(("p ".repeat(improved) + "f ".repeat(worsened) + same).split(" "));
            return figure(Comparison.of(before, after), "passRate");
        }

        @ParameterizedTest(name = "{0} better, {1} worse of {2}: {3}")
        @CsvSource({
            "0,  0, 120, no change detected",
            "4,  6, 100, no change detected",
            "2, 18, 120, regressed",
            "18, 2, 120, improved",
            "0,  5,  20, regressed",
            "0,  4,  20, no change detected",
            "0,  5,   5, regressed",
            "0,  4,   4, not enough data",
            "1,  0,   4, not enough data",
            "0,  0,   1, no change detected",
        })
        void theWordIsFoundByMcNemarsMidP(int improved, int worsened, int cases, String word) {
            assertThat(Objects.requireNonNull(change(improved, worsened, cases).word())
                            .word())
                    .isEqualTo(word);
        }

        @Test
        void eighteenWorseAndTwoBetterOfAHundredAndTwentyAreThirteenPointsWithTangosInterval() {
            FigureChange change = change(2, 18, 120);

            assertThat(change.n()).isEqualTo(120);
            assertThat(finding(change).size()).isCloseTo(-16 / 120.0, within(1e-12));
            assertThat(finding(change).p()).isCloseTo(0.000221, within(1e-6));
            assertThat(interval(change).lower()).isCloseTo(-0.2110674, within(1e-6));
            assertThat(interval(change).upper()).isCloseTo(-0.0680060, within(1e-6));
        }

        @Test
        void aRunComparedWithItselfStillLeavesAChangePossible() {
            FigureChange change = change(0, 0, 100);

            assertThat(interval(change).lower()).isCloseTo(-0.037, within(1e-3));
            assertThat(interval(change).upper()).isCloseTo(0.037, within(1e-3));
            assertThat(finding(change).p()).isEqualTo(1);
        }

        @Test
        void repeatsWeighTheirCaseOnceAndFewCasesAreNotEnough() {
            Comparison few = Comparison.of(Sides.of("ppp", "fff"), Sides.of("ppf", "fff"));
            Comparison many = Comparison.of(
                    Sides.of("ppp ".repeat(30).split(" ")),
                    Sides.of("fff ".repeat(15).concat("ppp ".repeat(15)).split(" ")));

            assertThat(figure(few, "passRate").after()).isCloseTo(1 / 3.0, within(1e-12));
            assertThat(figure(few, "passRate").word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
            assertThat(figure(few, "passRate").reason()).isEqualTo(Absence.FEW_CASES);
            assertThat(figure(many, "passRate").word()).isEqualTo(ChangeWord.REGRESSED);
            assertThat(finding(figure(many, "passRate")).method()).isEqualTo("paired.guardedMean");
        }

        @Test
        void twoCasesOfOneRowAreNoTwoIndependentOnes() {
            Baseline before = twoPrompts("p");
            Baseline after = twoPrompts("f");

            Comparison comparison = Comparison.of(before, after);
            FigureChange change = figure(comparison, "passRate");

            assertThat(comparison.lanes())
                    .containsExactly(new LaneChange("v1", "m", 1, 0, 10), new LaneChange("v2", "m", 1, 0, 10));
            assertThat(finding(change).method()).isEqualTo("paired.guardedMean");
            assertThat(change.reason()).isEqualTo(Absence.FEW_CASES);
        }

        /** Ten rows with two prompts each. */
        private Baseline twoPrompts(String letter) {
            Baseline first = Sides.of((letter + " ").repeat(10).split(" "));
            var repeats = new ArrayList<>(first.repeats());
            first.repeats().forEach(repeat -> repeats.add(other(repeat)));
            return Baseline.of(Sides.head(), repeats);
        }

        private BaselineRepeat other(BaselineRepeat same) {
            var id = same.id();
            return new BaselineRepeat(
                    new CaseId(id.dataset(), id.row(), "v2", id.model(), 1),
                    same.contentSha(),
                    same.verdict(),
                    same.score(),
                    null,
                    "stop",
                    same.source(),
                    same.measured(),
                    same.outputSha(),
                    null,
                    same.metrics());
        }
    }

    @Nested
    class MissingAnswers {

        private FigureChange change(String before, String after) {
            return figure(Comparison.of(Sides.of(before.split(" ")), Sides.of(after.split(" "))), "passRate");
        }

        @Test
        void fewOfThemOnBothSidesAreLeftOut() {
            String rest = "p ".repeat(98);

            FigureChange change = change("e p " + rest, "p e " + rest);

            assertThat(change.n()).isEqualTo(98);
            assertThat(change.word()).isEqualTo(ChangeWord.NO_CHANGE_DETECTED);
            assertThat(change.note()).isEqualTo("2 without an answer on one side left out");
        }

        @Test
        void manyOnOneSideThatCouldChangeTheWordLeaveNone() {
            FigureChange change = change("p ".repeat(120), "e ".repeat(12) + "p ".repeat(108));

            assertThat(change.word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
            assertThat(change.reason()).isEqualTo(Absence.MISSING);
            assertThat(change.note())
                    .isEqualTo(
                            "12 of 120 pairs lack an answer on one side (0 in the baseline only, 12 in the run only), and"
                                    + " they could change the word");
        }

        @Test
        void manyThatCouldNotChangeTheWordAreBounded() {
            FigureChange change = change("p ".repeat(120), "e ".repeat(4) + "f ".repeat(60) + "p ".repeat(56));

            assertThat(change.word()).isEqualTo(ChangeWord.REGRESSED);
            assertThat(change.note()).isEqualTo("holds whatever the 4 missing answers were");
        }

        @Test
        void withoutAnyPairOfAnswersThereIsNothingToSay() {
            FigureChange change = change("e e", "p p");

            assertThat(change.reason()).isEqualTo(Absence.NO_DATA);
            assertThat(change.word()).isEqualTo(ChangeWord.NOT_ENOUGH_DATA);
            assertThat(change.before()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    void aMetricIsComparedByItsDifferencesCaseByCase(int cases) {
        String[] words = "p ".repeat(cases).split(" ");
        Baseline before = Sides.of(repeat -> Sides.scored(repeat, "tone", 0.9), words);
        Baseline after =
                Sides.of(repeat -> Sides.scored(repeat, "tone", Sides.row(repeat) % 2 == 0 ? 0.5 : 0.8), words);

        FigureChange change = figure(Comparison.of(before, after), "metric.tone.mean");

        assertThat(change.after()).isCloseTo(0.65, within(1e-12));
        assertThat(finding(change).size()).isCloseTo(-0.25, within(1e-12));
        assertThat(change.word()).isEqualTo(cases < 20 ? ChangeWord.NOT_ENOUGH_DATA : ChangeWord.REGRESSED);
    }

    @Test
    void theOrderOfTheCasesChangesNoFigure() {
        Baseline before = Sides.run(60, 7);
        Baseline after = Sides.run(60, 20);
        var shuffled = new ArrayList<>(after.repeats());
        Collections.reverse(shuffled);

        Comparison one = Comparison.of(before, after);
        Comparison other = Comparison.of(before, Baseline.of(after.head(), shuffled));

        assertThat(other).isEqualTo(one);
    }
}
