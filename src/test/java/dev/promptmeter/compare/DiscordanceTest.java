package dev.promptmeter.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How many cases flip is seen, or assumed. */
class DiscordanceTest {

    @Test
    void casesThatEndOtherwiseInTwoRunsAreCounted() {
        Discordance seen =
                Discordance.between(Sides.run(40, 4), Sides.run(40, 6)).orElseThrow();

        assertThat(seen).isEqualTo(new Discordance(0.05, Discordance.Basis.PAIRS, 40));
    }

    @Test
    void answersOfRepeatedCasesDifferAsOftenAsOneOfEachWould() {
        String[] half = new String[25];
        Arrays.fill(half, "pf");

        Discordance seen = Discordance.between(Sides.of(half), Sides.run(25, 0)).orElseThrow();

        assertThat(seen.share()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void repeatsOfOneRunTellIt() {
        String[] cases = new String[30];
        Arrays.fill(cases, "ppp");
        cases[0] = "ppf";

        // Two of three repeats of that case differ with 2/3.
        assertThat(Discordance.ofRepeats(Sides.of(cases)).orElseThrow().share()).isCloseTo(1.0 / 30, within(1e-12));
        assertThat(Discordance.ofRepeats(Sides.run(30, 3))).isEmpty();
    }

    @Test
    void thatNothingFlippedDoesNotMeanThatNothingCan() {
        assertThat(Discordance.between(Sides.run(50, 5), Sides.run(50, 5))
                        .orElseThrow()
                        .share())
                .isEqualTo(0.02);
    }

    @Test
    void fewCasesTellNothing() {
        assertThat(Discordance.between(Sides.run(19, 2), Sides.run(19, 5))).isEmpty();
    }
}
