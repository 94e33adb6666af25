package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultLineTest {

    @Test
    void isOneLineOfTextThatCanBeSeenWhateverWentWrong() {
        String line = ResultLine.of(Outcomes.failed("r1", "not \u001b[2Jcleared\n::error::not a command\u202e"));

        assertThat(line)
                .isEqualTo("refunds/r1 · v1 · sim  not ⟨U+001B⟩[2Jcleared⟨U+000A⟩::error::not a command⟨U+202E⟩");
    }

    @Test
    void neverBeginsWithWhatAnotherHasNamed() {
        assertThat(ResultLine.of(Outcomes.failed("::error::", "no"))).startsWith("refunds/::error::");
    }

    @Test
    void isCutWhereTheTextOfAnotherIsLong() {
        assertThat(ResultLine.of(Outcomes.failed("r1", "x".repeat(5_000))))
                .hasSizeLessThan(300)
                .endsWith("x…");
    }
}
