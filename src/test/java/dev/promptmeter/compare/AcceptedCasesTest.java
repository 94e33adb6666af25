package dev.promptmeter.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptedCasesTest {

    @Test
    void onlyWhatIsChosenIsTakenOverAndTheRunIsNamed() {
        Baseline before = Sides.of("f", "p", "p", "p");
        Baseline after = Sides.of("p", "f", "p");

        AcceptedCases fixed = AcceptedCases.of(before, after, (id, change) -> change == CaseChange.FIXED);
        AcceptedCases removed = AcceptedCases.of(before, after, (id, change) -> change == CaseChange.REMOVED);

        assertThat(fixed.baseline().cases())
                .isEqualTo(Sides.of("p", "p", "p", "p").cases());
        assertThat(fixed.taken().values()).containsExactly(CaseChange.FIXED);
        assertThat(fixed.baseline().head().accepted()).containsExactly("20260114-0912-k3f9");
        assertThat(removed.baseline().cases()).isEqualTo(Sides.of("f", "p", "p").cases());
    }

    @Test
    void aCaseWithoutAnAnswerIsNeverTakenOver() {
        AcceptedCases accepted = AcceptedCases.of(Sides.of("p"), Sides.of("e"), (id, change) -> true);

        assertThat(accepted.taken()).isEmpty();
        assertThat(accepted.baseline()).isEqualTo(Sides.of("p"));
    }

    @Test
    void aNewCaseIsSortedIn() {
        AcceptedCases accepted = AcceptedCases.of(Sides.of("p"), Sides.of("p", "f"), (id, change) -> true);

        assertThat(accepted.baseline().cases()).isEqualTo(Sides.of("p", "f").cases());
        assertThat(accepted.taken().values()).containsExactly(CaseChange.NEW);
    }
}
