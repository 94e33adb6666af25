package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Timing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamAnswerTest {

    private static final String PAR = delta("{\"content\":\"Par\"}");
    private static final String IS = delta("{\"content\":\"is\"}");
    private static final String STOP = chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}");
    private static final String DONE = "data: [DONE]\n\n";

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    static Stream<Arguments> complete() {
        String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2}}\n\n";
        return Stream.of(
                arguments("ordinary", PAR + IS + STOP + DONE),
                arguments("sse-01", ": OPENROUTER PROCESSING\n\n" + PAR + ": again\n\n" + IS + STOP + DONE),
                arguments("sse-02 no [DONE]", PAR + IS + STOP),
                arguments("no finish reason", PAR + IS + DONE),
                arguments(
                        "sse-05", "data: {\"choices\":[],\"prompt_filter_results\":[{}]}\n\n" + PAR + IS + STOP + DONE),
                arguments("choices absent", "data: {\"id\":\"x\"}\n\n" + PAR + IS + STOP + DONE),
                arguments("sse-06", chunk("{\"index\":0,\"content_filter_offsets\":{}}") + PAR + IS + STOP + DONE),
                arguments(
                        "sse-07", PAR + IS + STOP + STOP + usage + "data: {\"choices\":[],\"usage\":null}\n\n" + DONE),
                arguments("sse-09", PAR + IS + STOP + usage + DONE),
                arguments("sse-10 CR", (PAR + IS + STOP + DONE).replace('\n', '\r')),
                arguments("sse-10 CRLF", (PAR + IS + STOP + DONE).replace("\n", "\r\n")),
                arguments("sse-12", "\uFEFF" + PAR + IS + STOP + DONE),
                arguments("sse-13", PAR + IS.replace("{\"choices\"", "{\ndata: \"choices\"") + STOP + DONE),
                arguments("empty finish reasons", finish("Par", "\"\"") + finish("is", "\"\"") + STOP + DONE),
                arguments("role null", delta("{\"role\":null,\"content\":\"\"}") + PAR + IS + STOP + DONE),
                arguments("[DONE] with blanks", PAR + IS + "data:  [DONE] \t\n\n"),
                arguments("nothing is read after [DONE]", PAR + IS + DONE + delta("{\"content\":\"!\"}")),
                arguments("no blank line at the end", PAR + IS + STOP.stripTrailing()),
                arguments("older form", chunk("{\"index\":0,\"text\":\"Paris\"}") + STOP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("complete")
    void aStreamWithATerminalMarkIsComplete(String name, String stream) {
        Completion completion = answered(Recorded.stream(stream)).completion();

        assertThat(completion.text()).isEqualTo("Paris");
        assertThat(completion.kind()).isEqualTo(Completion.Kind.OK);
    }

    @Test
    void aStreamUnderTheLabelOfJsonIsReadAsTheStreamThatItIs() {
        Recorded labelled =
                Recorded.stream(PAR + IS + STOP + DONE).header("content-type", "application/json; charset=utf-8");

        assertThat(answered(labelled).completion().text()).isEqualTo("Paris");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(
                        "sse-03 cut", PAR + delta("{\"content\":\"is\"}"), FailureKind.TRUNCATED, Billed.YES, "Paris"),
                arguments("cut in an event", PAR + "data: {\"choi", FailureKind.TRUNCATED, Billed.YES, "Par"),
                arguments(
                        "sse-04",
                        PAR + "data: {\"error\":{\"message\":\"x\",\"code\":500}}\n\n",
                        FailureKind.STREAM,
                        Billed.MAYBE,
                        "Par"),
                arguments(
                        "event error",
                        PAR + "event: error\ndata: overloaded\n\n" + DONE,
                        FailureKind.STREAM,
                        Billed.MAYBE,
                        "Par"),
                arguments(
                        "error before any text",
                        "data: {\"error\":{\"message\":\"x\",\"code\":502}}\n\n",
                        FailureKind.SERVER,
                        Billed.MAYBE,
                        ""),
                arguments(
                        "only [DONE]",
                        "data: {\"choices\":[]}\n\n" + DONE,
                        FailureKind.MALFORMED_SUCCESS,
                        Billed.MAYBE,
                        ""),
                arguments("finish error", finish("Par", "\"error\"") + DONE, FailureKind.TRUNCATED, Billed.YES, "Par"),
                arguments("content 7", delta("{\"content\":7}") + DONE, FailureKind.MALFORMED_CONTENT, Billed.YES, ""),
                arguments("too deep", "data: " + "[".repeat(201) + "\n\n" + DONE, FailureKind.LIMIT, Billed.YES, ""),
                arguments(
                        "line too long",
                        PAR + "data: " + "x".repeat(1 << 20) + "\n\n" + DONE,
                        FailureKind.TOO_LARGE,
                        Billed.YES,
                        "Par"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aStreamThatBreaksKeepsItsText(String name, String stream, FailureKind kind, Billed billed, String text) {
        Failed failed = failed(Recorded.stream(stream));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.billed()).isEqualTo(billed);
        assertThat(failed.partial()).isNotNull();
        assertThat(failed.partial().text()).isEqualTo(text);
    }

    @Test
    void theTransportIsAskedOnlyAboutAStreamWithoutAMark() {
        assertThat(answered(Recorded.stream(PAR + IS + STOP).ended(FailureKind.RESET))
                        .completion()
                        .text())
                .isEqualTo("Paris");
        assertThat(failed(Recorded.stream(PAR).ended(FailureKind.RESET)).kind()).isEqualTo(FailureKind.TRUNCATED);
        assertThat(failed(Recorded.stream(PAR).ended(FailureKind.TIMEOUT)).kind())
                .isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed(Recorded.stream("").ended(FailureKind.RESET)).kind()).isEqualTo(FailureKind.TRUNCATED);
        assertThat(failed(Recorded.stream("")).kind()).isEqualTo(FailureKind.MALFORMED_SUCCESS);
    }

    @Test
    void aCutAtAnyByteIsTruncatedUnlessAMarkCameBefore() {
        String finished = PAR + IS + STOP;
        byte[] bytes = (finished + DONE).getBytes(StandardCharsets.UTF_8);
        int markComplete = finished.length() - 2;

        for (int cut = PAR.length(); cut <= bytes.length; cut++) {
            Exchange exchange =
                    reader.read(Recorded.stream(Arrays.copyOf(bytes, cut)).answer());

            if (cut >= markComplete) {
                assertThat(exchange).as("cut at %d", cut).isInstanceOf(Answered.class);
            } else {
                assertThat(exchange).as("cut at %d", cut).isInstanceOf(Failed.class);
                assertThat(((Failed) exchange).kind()).isEqualTo(FailureKind.TRUNCATED);
                assertThat(((Failed) exchange).partial().text()).startsWith("Par");
            }
        }
    }

    @Test
    void aBadChunkIsFlaggedAndTheRestKept() {
        Answered answered = answered(Recorded.stream(PAR + "data: {oops\n\n" + IS + STOP + DONE));

        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.flags()).containsExactly("bad_chunk");
    }

    @Test
    void theLastUsageCounts() {
        String growing = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":%d}}\n\n";

        Completion completion = answered(Recorded.stream(
                        PAR + growing.formatted(1) + IS + growing.formatted(2) + STOP + growing.formatted(3) + DONE))
                .completion();

        assertThat(completion.usage().completion()).isEqualTo(3);
        assertThat(completion.usage().prompt()).isNull();
    }

    @Test
    void statedCostOfTheLastChunkIsRead() {
        String last =
                "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2},\"meta\":{\"usage\":{\"credits_used\":1892}}}\n\n";

        assertThat(answered(Recorded.stream(PAR + STOP + last + DONE))
                        .completion()
                        .statedPico())
                .isEqualTo(946_000_000L);
    }

    @Test
    void timesAreThoseOfTheBufferThatHoldsTheEndOfAnEvent() {
        String role = delta("{\"role\":\"assistant\",\"content\":\"\"}");
        String thought = delta("{\"reasoning\":\"hm\"}");
        long ms = 1_000_000;
        Recorded recorded = Recorded.stream(role + thought + PAR + IS + STOP + DONE)
                .stamped(
                        role.length() + 5,
                        10 * ms,
                        thought.length() - 6,
                        10 * ms,
                        1,
                        10 * ms,
                        PAR.length() + 1,
                        10 * ms,
                        IS.length() - 1,
                        10 * ms,
                        STOP.length() + DONE.length(),
                        10 * ms);

        Timing timing = answered(recorded).timing();

        assertThat(timing.ttftNanos()).isEqualTo(30 * ms);
        assertThat(timing.firstAnswer()).isEqualTo(Recorded.START + 40 * ms);
        assertThat(timing.serviceNanos()).isEqualTo(50 * ms);
        assertThat(timing.output().count()).isEqualTo(3);
    }

    @Test
    void aStreamWithoutOutputEndsAtItsMark() {
        Timing timing = answered(Recorded.stream(STOP + DONE).stamped(STOP.length(), 7, DONE.length(), 9))
                .timing();

        assertThat(timing.ttftNanos()).isNull();
        assertThat(timing.serviceNanos()).isEqualTo(7);
        assertThat(timing.output().count()).isZero();
    }

    @Test
    void aWholeBodyInsteadOfAStreamIsReadAsOne() {
        Recorded whole = Recorded.stream(Recorded.PARIS).header("content-type", "application/json");

        Answered answered = answered(whole);

        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.flags()).containsExactly("stream_ignored");
        assertThat(answered.timing().ttftNanos()).isNull();
    }

    @Test
    void anotherNameHalfWayIsFlagged() {
        String one = "data: {\"id\":\"a\",\"model\":\"m\",\"choices\":[]}\n\n";
        String two = "data: {\"id\":\"b\",\"model\":\"m\",\"choices\":[]}\n\n";

        Answered answered = answered(Recorded.stream(one + PAR + two + IS + STOP));

        assertThat(answered.completion().id()).isEqualTo("a");
        assertThat(answered.flags()).containsExactly("stream_changed_identity");
    }

    @Test
    void aSurrogatePairSplitOverTwoChunksSurvives() {
        String stream = delta("{\"content\":\"\\ud83d\"}") + delta("{\"content\":\"\\ude00\"}") + STOP;

        assertThat(answered(Recorded.stream(stream)).completion().text()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void toolCallsArePutTogetherByTheirIndex() {
        String stream = tool(
                        "{\"index\":1,\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}")
                + tool("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}")
                + tool("{\"function\":{\"arguments\":\":1}\"}}")
                + tool("{\"index\":1,\"function\":{\"name\":\"g\",\"arguments\":\"[]\"}}")
                + chunk("{\"delta\":{},\"finish_reason\":\"tool_calls\"}");

        Answered answered = answered(Recorded.stream(stream));

        assertThat(answered.completion().toolCalls())
                .hasToString(
                        "[{\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"[]\"}},"
                                + "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}]");
        assertThat(answered.timing().output().count()).isEqualTo(4);
        assertThat(answered.completion().finish().kind()).isEqualTo(FinishReason.Kind.TOOL);
    }

    @Test
    void choiceZeroIsScoredAndTheOthersFlagged() {
        String other = chunk("{\"index\":1,\"delta\":{\"content\":\"Rome\"}}");

        Answered answered = answered(Recorded.stream(other + PAR + IS + STOP + DONE));

        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.flags()).containsExactly("choices");
    }

    @Test
    void aRefusalIsAnAnswer() {
        Answered answered = answered(Recorded.stream(delta("{\"refusal\":\"I can't\"}") + STOP + DONE));

        assertThat(answered.completion().kind()).isEqualTo(Completion.Kind.REFUSAL);
        assertThat(answered.timing().firstAnswer()).isNotNull();
    }

    @Test
    void aFinishWithoutTextIsAnEmptyAnswer() {
        assertThat(answered(Recorded.stream(STOP + DONE)).completion().kind()).isEqualTo(Completion.Kind.EMPTY);
    }

    private static String delta(String delta) {
        return chunk("{\"index\":0,\"delta\":" + delta + "}");
    }

    private static String tool(String call) {
        return delta("{\"tool_calls\":[" + call + "]}");
    }

    private static String finish(String text, String reason) {
        return chunk("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":" + reason + "}");
    }

    private static String chunk(String choice) {
        return "data: {\"choices\":[" + choice + "]}\n\n";
    }

    private Answered answered(Recorded recorded) {
        Exchange exchange = reader.read(recorded.answer());
        assertThat(exchange).isInstanceOf(Answered.class);
        return (Answered) exchange;
    }

    private Failed failed(Recorded recorded) {
        Exchange exchange = reader.read(recorded.answer());
        assertThat(exchange).isInstanceOf(Failed.class);
        return (Failed) exchange;
    }
}
