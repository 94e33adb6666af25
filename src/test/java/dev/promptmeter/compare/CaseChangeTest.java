package dev.promptmeter.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseChangeTest {

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "p,   f,   REGRESSED",
        "f,   p,   FIXED",
        "p,   p,   SAME",
        "f,   f,   SAME",
        "p,   e,   MISSING",
        "e,   p,   MISSING",
        "ppp, fff, REGRESSED",
        "ppp, ffp, REGRESSED",
        "ppp, ppf, NEWLY_FLAKY",
        "pp,  pf,  NEWLY_FLAKY",
        "fff, ppp, FIXED",
        "ffp, ppp, FIXED",
        "fff, ppf, NEWLY_FLAKY",
        "ppf, ppp, NO_LONGER_FLAKY",
        "ppf, fff, NO_LONGER_FLAKY",
        "ppf, pff, TEXT",
        "ppp, ppe, TEXT",
    })
    void aCaseChangedByWhatItsRepeatsCameTo(String before, String after, CaseChange change) {
        Comparison comparison = Comparison.of(Sides.of(before), Sides.of(after));

        assertThat(comparison.counts()).containsEntry(change, 1L);
        assertThat(comparison.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1);
    }
}
