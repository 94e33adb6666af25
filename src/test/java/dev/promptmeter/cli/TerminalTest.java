package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.cli.Terminal.Stream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Terminal BOTH = new Terminal(Set.of(Stream.OUT, Stream.ERR), 120);

    @Test
    void aTerminalIsColouredAndAPipeIsNot() {
        assertThat(BOTH.colours(Stream.OUT, "auto", Map.of())).isTrue();
        assertThat(Terminal.NONE.colours(Stream.OUT, "auto", Map.of())).isFalse();
    }

    @Test
    void variablesSwitchColourAndAFlagWinsOverThem() {
        assertThat(BOTH.colours(Stream.OUT, "auto", Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(BOTH.colours(Stream.OUT, "auto", Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.NONE.colours(Stream.OUT, "auto", Map.of("CLICOLOR_FORCE", "1")))
                .isTrue();
        assertThat(BOTH.colours(Stream.OUT, "always", Map.of("NO_COLOR", "1"))).isTrue();
        assertThat(BOTH.colours(Stream.OUT, "never", Map.of("FORCE_COLOR", "1")))
                .isFalse();
    }

    @Test
    void aDumbTerminalIsNeitherPaintedNorColoured() {
        assertThat(BOTH.paints(Map.of("TERM", "dumb"))).isFalse();
        assertThat(BOTH.colours(Stream.OUT, "auto", Map.of("TERM", "dumb"))).isFalse();
        assertThat(BOTH.paints(Map.of("TERM", "xterm"))).isTrue();
        assertThat(new Terminal(Set.of(Stream.OUT), 80).paints(Map.of())).isFalse();
    }

    @Test
    void aTerminalShowsWhatItsLocaleSaysAndAPipeTakesEverything() {
        assertThat(BOTH.unicode(Map.of("LANG", "de_DE.UTF-8"))).isTrue();
        assertThat(BOTH.unicode(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"))).isFalse();
        assertThat(BOTH.unicode(Map.of("LC_CTYPE", "C.utf8"))).isTrue();
        assertThat(BOTH.unicode(Map.of())).isFalse();
        assertThat(Terminal.NONE.unicode(Map.of("LC_ALL", "C"))).isTrue();
    }

    @Test
    void whereOnlyAsciiCanBeShownOurSignsHaveAsciiForms() {
        assertThat(Glyphs.of(BOTH, Map.of("LC_ALL", "C")).apply("✓ 1 × 2 · –\u00e9"))
                .isEqualTo("ok 1 x 2 | -\\u00E9");
    }
}
