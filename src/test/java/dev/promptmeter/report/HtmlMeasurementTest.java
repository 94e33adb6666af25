package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlMeasurementTest {

    private static final String PAGE = Rendered.text(new HtmlReport(), SampleRuns.small());

    @Test
    void theVerdictOfTheMeasurementStandsUnderThatOfTheRun() {
        assertThat(PAGE)
                .contains("<p class=\"measured bad\"><a href=\"#measurement\">Measurement INVALID: ")
                .contains("of answers came without usable usage (limit 20.0 %)</a>");
    }

    @Test
    void everyReasonStandsWithItsStandingAndWhatHelps() {
        String section = PAGE.substring(PAGE.indexOf("<section id=\"measurement\">"));

        assertThat(section)
                .contains("<code>STALL_TIME</code>", "SUSPECT for latency", "longest 41 ms at 00:03; GC 1 of 2")
                .contains("<code>USAGE</code>", "INVALID for tokens", "ask the endpoint for usage");
    }

    @Test
    void stallsAreDrawnUnderTheLatencies() {
        String latency = PAGE.substring(PAGE.indexOf("<section id=\"latency\""), PAGE.indexOf("<section id=\"cost\""));

        assertThat(latency)
                .contains("<figure class=\"strip\">", "2 stalls, the longest 41 ms", "<path class=\"cpu\"")
                .containsOnlyOnce("<rect class=\"collection\"")
                .containsOnlyOnce("<rect class=\"stall\"");
    }

    @Test
    void latenciesThatCanBeBelievedAreNotGreyed() {
        assertThat(PAGE).contains("<section id=\"latency\" class=\"usable\">").doesNotContain("Not to be used");
    }

    @Test
    void aRunThatWasNotWatchedHasNoStrip() {
        String page = Rendered.text(new HtmlReport(), SampleRuns.of(SampleRuns.smallResults()));

        assertThat(page).doesNotContain("<figure class=\"strip\">").contains("Measurement not assessed");
    }
}
