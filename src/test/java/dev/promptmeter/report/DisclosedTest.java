package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisclosedTest {

    private static final String ANSWER = "two weeks of delivery";
    private static final String QUESTION = "How long may I return it?";

    @ParameterizedTest
    @MethodSource("dev.promptmeter.report.ReportContractTest#reports")
    void withheldAnswersAppearInNoReport(Reports.Entry entry) {
        FinishedRun run = configured("{\"reports\":{\"include\":{\"output\":false}}}");

        assertThat(Rendered.text(entry.report(), run)).doesNotContain(ANSWER);
    }

    @ParameterizedTest
    @MethodSource("dev.promptmeter.report.ReportContractTest#reports")
    void withheldPromptsAppearInNoReport(Reports.Entry entry) {
        FinishedRun run = configured(
                "{\"prompts\":[{\"text\":\"" + QUESTION + "\"}],\"reports\":{\"include\":{\"prompt\":\"off\"}}}");

        assertThat(Rendered.text(entry.report(), run)).doesNotContain(QUESTION).doesNotContain("{{question}}");
    }

    @ParameterizedTest
    @MethodSource("dev.promptmeter.report.ReportContractTest#reports")
    void redactedPiecesAppearInNoReport(Reports.Entry entry) {
        FinishedRun run = configured("{\"reports\":{\"redact\":[\"[0-9]+ days\",\"two [a-z]+\",\"slow down\"]}}");

        assertThat(Rendered.text(entry.report(), run))
                .doesNotContain("30 days of")
                .doesNotContain(ANSWER)
                .doesNotContain("slow down");
    }

    @Test
    void lengthAndHashStandForAWithheldAnswer() {
        FinishedRun run = configured("{\"reports\":{\"include\":{\"output\":false}}}");

        String text = Rendered.text(Reports.named("csv").orElseThrow().report(), run);

        assertThat(text)
                .contains(
                        "\"[withheld: 50 characters, SHA-256 89b23d5a1eae9ece9f37cd5402c35b6364d268330ff5073eb6a41cb224a134d1]\""
                                + ",50,\"89b23d5a1eae9ece9f37cd5402c35b6364d268330ff5073eb6a41cb224a134d1\"")
                .contains("\"equals: differs\"");
    }

    @ParameterizedTest
    @MethodSource("dev.promptmeter.report.ReportContractTest#reports")
    void withheldAnswersThatRowsBringAlongAppearInNoReport(Reports.Entry entry) {
        FinishedRun run = SampleRuns.configured(
                SampleRuns.of(List.of(SampleRuns.provided(ANSWER))), "{\"reports\":{\"include\":{\"output\":false}}}");

        assertThat(Rendered.text(entry.report(), run)).doesNotContain(ANSWER);
    }

    @Test
    void anAnswerThatLooksWithheldStandsForItself() {
        String fake = "[withheld: 7 characters, SHA-256 " + "0".repeat(64) + "]";
        FinishedRun run = SampleRuns.of(
                List.of(SampleCase.of("facts", "r1").answering(fake).result()));

        assertThat(Rendered.text(new CsvReport(), run)).contains("\"" + fake + "\"," + fake.length() + ",");
    }

    @Test
    void redactionLeavesTheRestInPlace() {
        FinishedRun run = configured("{\"reports\":{\"redact\":[\"[0-9]+ days\"]}}");

        assertThat(Rendered.text(Reports.named("csv").orElseThrow().report(), run))
                .contains("Refunds are accepted within [redacted] of delivery.");
    }

    private static FinishedRun configured(String resolved) {
        return SampleRuns.configured(SampleRuns.few(), resolved);
    }
}
