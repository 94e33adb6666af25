package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.summary.Counts;
import org.junit.jupiter.api.Test;

class RetriedTextTest {

    private static Counts counts(long pass, long fail, long retriedPass, long retriedFail) {
        long all = pass + fail;
        return new Counts(all, all, pass, fail, 0, 0, 0, 0, all, 0, 0, 0, retriedPass, retriedFail, 0);
    }

    @Test
    void nothingIsSaidWhereNothingWasTriedTwice() {
        assertThat(RetriedText.of(counts(10, 2, 0, 0))).isEmpty();
    }

    @Test
    void bothKindsStandBesideEachOther() {
        assertThat(RetriedText.of(counts(194, 6, 4, 1)))
                .contains("5 of 200 answers took more than one try: 4 of 5 pass (80.0 %);"
                        + " at the first try 190 of 195 pass (97.4 %)");
    }

    @Test
    void withoutAFirstTryThereIsNothingBeside() {
        assertThat(RetriedText.of(counts(1, 0, 1, 0)))
                .contains("1 of 1 answers took more than one try: 1 of 1 pass (100.0 %)");
    }
}
