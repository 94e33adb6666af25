package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.AnswerReader;
import dev.promptmeter.chat.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Streams written by hand, with the events and the figures that were worked out for them by hand. All figures are those of the recorded
 * bytes and instants alone.
 */
class StreamConformanceTest {

    private static final List<String> COLUMNS = List.of(
            "stream",
            "outcome",
            "text",
            "events",
            "ttfb",
            "ttfe",
            "ttft",
            "ttfa",
            "thinking",
            "service",
            "close_tail",
            "gaps",
            "max_gap",
            "stall",
            "coalesced",
            "tokens",
            "tokens_source",
            "token_gaps",
            "tpot",
            "basis",
            "ntpot",
            "decode_rate",
            "output_rate",
            "flags");

    private final AnswerReader reader = new OpenAiAnswerReader();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/streams/expected.csv", numLinesToSkip = 1)
    void aStreamHasItsEventsAndFiguresHoweverItsBuffersAreCut(ArgumentsAccessor row) {
        Map<String, String> expected = expected(row);
        HandMadeStream stream = HandMadeStream.named(expected.remove("stream"));
        String events = expected.remove("events");

        Exchange whole = reader.read(stream.recorded());

        assertThat(StreamColumns.of(whole)).containsExactlyInAnyOrderEntriesOf(expected);
        for (int cut = 0; cut < stream.body().length; cut++) {
            assertThat(reader.read(stream.recorded(cut))).as("cut at %d", cut).isEqualTo(whole);
            if (events != null) {
                assertThat(String.join(" ", stream.events(cut)))
                        .as("cut at %d", cut)
                        .isEqualTo(events);
            }
        }
    }

    private static Map<String, String> expected(ArgumentsAccessor row) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            expected.put(COLUMNS.get(i), row.getString(i));
        }
        return expected;
    }
}
