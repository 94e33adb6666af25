package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Completion.Kind;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAnswerTest {

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    @Test
    void anOrdinaryAnswerIsUnderstoodWhole() {
        Answered answered = answered(Recorded.plain(Recorded.PARIS));

        assertThat(answered.completion())
                .isEqualTo(new Completion(
                        Kind.OK,
                        "Paris",
                        null,
                        null,
                        null,
                        FinishReason.of("stop"),
                        null,
                        "chat-1",
                        "m-1",
                        new TokenUsage(9L, null, null, 1L, null, 10L),
                        null));
        assertThat(answered.flags()).isEmpty();
        assertThat(answered.timing().ttftNanos()).isNull();
        assertThat(answered.timing().serviceNanos()).isEqualTo(120_000_000L);
    }

    @ParameterizedTest(name = "http-01: {0}")
    @ValueSource(ints = {200, 201, 206, 299})
    void anySuccessStatusMayBeASuccess(int status) {
        assertThat(answered(Recorded.plain(Recorded.PARIS).status(status))
                        .completion()
                        .text())
                .isEqualTo("Paris");
    }

    @ParameterizedTest(name = "http-04: error {0}")
    @ValueSource(strings = {"null", "{}", "\"\""})
    void anEmptyErrorIsNoError(String error) {
        String body = Recorded.PARIS.replaceFirst("\\{", "{\"error\":" + error + ",");

        assertThat(answered(Recorded.plain(body)).completion().text()).isEqualTo("Paris");
    }

    @Test
    void noTextAtTheTokenLimitIsFlagged() {
        String body = Recorded.PARIS.replace("Paris", "").replace("\"stop\"", "\"length\"");

        assertThat(answered(Recorded.plain(body)).flags()).containsExactly("empty_at_limit");
        assertThat(answered(Recorded.plain(body.replace("length", "stop"))).flags())
                .containsExactly("empty");
    }

    /** Each is one that a lenient decoder takes: a surrogate, a zero in two bytes, a slash in three, beyond the last character. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u00ed\u00a0\u00bd", "\u00c0\u0080", "\u00e0\u0080\u00af", "\u00f4\u0090\u0080\u0080", "\u00ff"
            })
    void bytesThatAreNoTextAreReplacedAndFlagged(String bytes) {
        byte[] body = Recorded.PARIS.replace("Paris", "Par" + bytes + "is").getBytes(StandardCharsets.ISO_8859_1);

        Answered answered = answered(Recorded.plain(body));

        assertThat(answered.completion().text()).matches("Par\ufffd+is");
        assertThat(answered.flags()).containsExactly("bad_utf8");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                arguments("http-05 empty", "", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments(
                        "http-13 cut",
                        "{\"choices\":[{\"index\":0,\"mess",
                        FailureKind.MALFORMED_SUCCESS,
                        Billed.MAYBE),
                arguments("http-14 no choice", "{\"choices\":[]}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("http-15 absent", "{\"id\":\"x\"}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("http-15 null", "{\"choices\":null}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("http-15 object", "{\"choices\":{}}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("http-15 text", "{\"choices\":\"Paris\"}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments(
                        "a choice that is text",
                        "{\"choices\":[\"Paris\"]}",
                        FailureKind.MALFORMED_SUCCESS,
                        Billed.MAYBE),
                arguments(
                        "message null",
                        "{\"choices\":[{\"message\":null}]}",
                        FailureKind.MALFORMED_SUCCESS,
                        Billed.MAYBE),
                arguments("an array", "[1]", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("a comment", "/* */" + Recorded.PARIS, FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("NaN", "{\"a\":NaN}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("trailing comma", "{\"a\":1,}", FailureKind.MALFORMED_SUCCESS, Billed.MAYBE),
                arguments("too deep", "[".repeat(201), FailureKind.LIMIT, Billed.YES),
                arguments("a long number", "{\"a\":" + "1".repeat(1_001) + "}", FailureKind.LIMIT, Billed.YES),
                arguments("content 7", message("{\"content\":7}"), FailureKind.MALFORMED_CONTENT, Billed.YES),
                arguments("content {}", message("{\"content\":{}}"), FailureKind.MALFORMED_CONTENT, Billed.YES),
                arguments(
                        "http-02 error as text",
                        "{\"error\":\"Unexpected endpoint or method. (POST /chat/completions)\"}",
                        FailureKind.PROVIDER,
                        Billed.MAYBE),
                arguments("http-03 502 inside", "{\"error\":{\"code\":502}}", FailureKind.SERVER, Billed.MAYBE),
                arguments("502 as text", "{\"error\":{\"code\":\"502\"}}", FailureKind.SERVER, Billed.MAYBE),
                arguments("http-29", "{\"statusCode\":\"429\",\"message\":\"slow\"}", FailureKind.RATE, Billed.MAYBE),
                arguments("old vLLM", "{\"object\":\"error\",\"code\":400}", FailureKind.BAD_REQUEST, Billed.MAYBE),
                arguments("finish error", choice("\"finish_reason\":\"error\""), FailureKind.TRUNCATED, Billed.YES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void aSuccessStatusWithoutAUsableAnswerIsAFailure(String name, String body, FailureKind kind, Billed billed) {
        Failed failed = failed(Recorded.plain(body));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.billed()).isEqualTo(billed);
        assertThat(failed.message()).isNotBlank().hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void anHtmlPageIsCalledSo() {
        Failed failed = failed(Recorded.plain("<html><title>Sign in</title></html>"));

        assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED_SUCCESS);
        assertThat(failed.message())
                .isEqualTo("HTTP 200 without a usable answer: HTML page \"Sign in\": proxy or wrong URL?");
    }

    @Test
    void aFailureKeepsWhatWasUnderstood() {
        Failed failed = failed(Recorded.plain(choice("\"finish_reason\":\"error\"")));

        assertThat(failed.partial()).isNotNull();
        assertThat(failed.partial().text()).isEqualTo("Paris");
        assertThat(failed.message()).isEqualTo("generation broke off: finish reason 'error'");
    }

    @Test
    void aBodyCutByTheTransportIsTruncated() {
        Failed failed = failed(Recorded.plain("{\"choices\":[").ended(FailureKind.RESET));

        assertThat(failed.kind()).isEqualTo(FailureKind.TRUNCATED);
        assertThat(failed.billed()).isEqualTo(Billed.YES);
        assertThat(failed.message()).isEqualTo("body cut: as the transport saw it");
    }

    static Stream<Arguments> odd() {
        String content = "{\"content\":\"Paris\"}";
        return Stream.of(
                arguments("http-12 second object", Recorded.PARIS + "{}", "trailing"),
                arguments("http-12 html", Recorded.PARIS + "\n<html>", "trailing"),
                arguments("http-28", message("{\"content\":\"Rome\",\"content\":\"Paris\"}"), "duplicate_key"),
                arguments(
                        "http-26",
                        "{\"choices\":[{\"index\":1,\"message\":{\"content\":\"Rome\"}},{\"index\":0,\"message\":"
                                + content + "}]}",
                        "choices"),
                arguments("older form", "{\"choices\":[{\"text\":\"Paris\"}]}", "legacy_text"),
                arguments(
                        "http-19",
                        message("{\"content\":[{\"type\":\"text\",\"text\":\"Par\"},{\"type\":\"image_url\"},"
                                + "{\"type\":\"refusal\",\"refusal\":\"no\"},{\"type\":\"text\",\"text\":\"is\"}]}"),
                        "content_parts"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void anOddAnswerIsReadAndFlagged(String name, String body, String flag) {
        Answered answered = answered(Recorded.plain(body));

        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.completion().kind()).isEqualTo(Kind.OK);
        assertThat(answered.flags()).containsExactly(flag);
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(answered(Recorded.plain("\uFEFF" + Recorded.PARIS)).flags()).isEmpty();
    }

    @Test
    void wideEncodingsAreRecognised() {
        byte[] wide = Recorded.PARIS.getBytes(StandardCharsets.UTF_16);

        assertThat(answered(Recorded.plain(wide)).completion().text()).isEqualTo("Paris");
    }

    @Test
    void undecodableBytesAreReplacedVisiblyAndFlagged() {
        byte[] latin = message("{\"content\":\"caf\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);

        Answered answered = answered(Recorded.plain(latin));

        assertThat(answered.completion().text()).isEqualTo("caf\uFFFD");
        assertThat(answered.flags()).containsExactly("bad_utf8");
    }

    @Test
    void aLoneSurrogateSurvives() {
        assertThat(answered(Recorded.plain(message("{\"content\":\"\\ud83d\"}")))
                        .completion()
                        .text())
                .isEqualTo("\ud83d");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments("http-16", "{\"content\":null,\"tool_calls\":[{\"id\":\"c\"}]}", "tool_calls", Kind.OK),
                arguments("http-17", "{\"content\":null,\"refusal\":\"I can't\"}", "stop", Kind.REFUSAL),
                arguments("http-18", "{\"content\":null}", "stop", Kind.EMPTY),
                arguments("http-20", "{\"content\":\"\"}", "length", Kind.EMPTY),
                arguments("content absent", "{}", "stop", Kind.EMPTY),
                arguments("only reasoning", "{\"content\":\"\",\"reasoning\":\"hm\"}", "stop", Kind.EMPTY),
                arguments("filtered", "{\"content\":\"\"}", "content_filter", Kind.FILTER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anAnswerWithoutTextHasAKindOfItsOwn(String name, String message, String finish, Kind kind) {
        String body = "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"" + finish + "\"}]}";

        Completion completion = answered(Recorded.plain(body)).completion();

        assertThat(completion.kind()).isEqualTo(kind);
        assertThat(completion.text()).isEmpty();
    }

    @Test
    void toolCallsAreKeptAsTheyCame() {
        String calls =
                "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"not json {\"}}]";

        Completion completion = answered(Recorded.plain(message("{\"tool_calls\":" + calls + "}")))
                .completion();

        assertThat(completion.toolCalls()).hasToString(calls);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"reasoning\":\"hm\"                                         | hm",
                "\"reasoning_content\":\"hm\"                                 | hm",
                "\"reasoning_details\":[{\"text\":\"h\"},{\"text\":\"m\"}]    | hm",
                "\"reasoning\":\"hm\",\"reasoning_details\":[{\"text\":\"x\"}] | hm",
                "\"reasoning\":null                                           | ",
                "\"reasoning\":{}                                             | "
            })
    void reasoningIsKeptApart(String member, String expected) {
        Completion completion = answered(Recorded.plain(message("{\"content\":\"Paris\"," + member + "}")))
                .completion();

        assertThat(completion.reasoning()).isEqualTo(expected);
        assertThat(completion.text()).isEqualTo("Paris");
    }

    @ParameterizedTest(name = "http-24: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"finish_reason\":null                            | NONE   |",
                "\"x\":1                                           | NONE   |",
                "\"finish_reason\":\"\"                            | NONE   |",
                "\"finish_reason\":\"eos_token\"                   | STOP   | eos_token",
                "\"finish_reason\":\"STOP\"                        | STOP   | STOP",
                "\"finish_reason\":null,\"finishReason\":\"MAX_TOKENS\" | LENGTH | MAX_TOKENS",
                "\"finish_reason\":\"stop\",\"finishReason\":\"length\" | STOP | stop",
                "\"finish_reason\":7                               | OTHER  | 7",
                "\"finish_reason\":\"a\\u001bb\"                   | OTHER  | a⟨U+001B⟩b"
            })
    void everyFinishReasonIsMappedAndItsWordKept(String member, FinishReason.Kind kind, String word) {
        FinishReason finish =
                answered(Recorded.plain(choice(member))).completion().finish();

        assertThat(finish).isEqualTo(new FinishReason(kind, word));
    }

    @Test
    void theIdIsCut() {
        String body = Recorded.PARIS.replace("chat-1", "x".repeat(300));

        assertThat(answered(Recorded.plain(body)).completion().id()).hasSize(256);
    }

    @Test
    void theProvidersOwnFinishReasonStandsApart() {
        String body = choice("\"finish_reason\":\"stop\",\"native_finish_reason\":\"eos\"");

        assertThat(answered(Recorded.plain(body)).completion().nativeFinish()).isEqualTo("eos");
    }

    static String message(String message) {
        return "{\"choices\":[{\"index\":0,\"message\":" + message + "}]}";
    }

    private static String choice(String member) {
        return "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Paris\"}," + member + "}]}";
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
