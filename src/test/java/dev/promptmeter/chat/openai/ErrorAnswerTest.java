package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorAnswerTest {

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "400,BAD_REQUEST,NO", "401,AUTH,NO", "402,CREDIT,NO", "403,FORBIDDEN,NO", "404,NOT_FOUND,NO",
                "405,BAD_REQUEST,NO",
        "407,PROXY,NO", "408,SERVER,NO", "409,BAD_REQUEST,NO", "413,BAD_REQUEST,NO", "422,BAD_REQUEST,NO",
                "425,SERVER,NO",
        "429,RATE,NO", "498,SERVER,NO", "500,SERVER,NO", "502,SERVER,NO", "503,SERVER,NO", "504,SERVER,MAYBE",
        "520,SERVER,NO", "524,SERVER,MAYBE", "529,SERVER,NO", "307,REDIRECT,NO", "600,BAD_REQUEST,NO",
                "199,BAD_REQUEST,NO"
    })
    void everyStatusHasAClass(int status, FailureKind kind, Billed billed) {
        Failed failed = failed(Recorded.plain("").status(status));

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.billed()).isEqualTo(billed);
        assertThat(failed.message()).startsWith("HTTP " + status + ": no message");
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments(429, "{\"error\":{\"code\":\"insufficient_quota\"}}", FailureKind.QUOTA),
                arguments(429, "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"x\"}}", FailureKind.QUOTA),
                arguments(429, "{\"message\":\"Your free-tier requests are exhausted\"}", FailureKind.QUOTA),
                arguments(429, "{\"error\":\"You exceeded your current QUOTA.\"}", FailureKind.QUOTA),
                arguments(429, "{\"message\":\"too many concurrent requests\"}", FailureKind.RATE),
                arguments(
                        429,
                        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"add billing to raise it\"}}",
                        FailureKind.RATE),
                arguments(429, "{\"message\":\"slow down, see https://x.example/account/billing\"}", FailureKind.RATE),
                arguments(403, "{\"message\":\"You've run out of credits\"}", FailureKind.CREDIT),
                arguments(403, "{\"message\":\"not in your plan\"}", FailureKind.CREDIT),
                arguments(403, "{\"message\":\"endpoint not permitted for this key\"}", FailureKind.AUTH),
                arguments(403, "{\"error\":{\"message\":\"input was moderated\",\"code\":403}}", FailureKind.FORBIDDEN),
                arguments(403, "<html><title>403 key</title>", FailureKind.FORBIDDEN));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("words")
    void wordsTellForGoodFromForNow(int status, String body, FailureKind kind) {
        assertThat(failed(Recorded.plain(body).status(status)).kind()).isEqualTo(kind);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments(
                        "flat",
                        "{\"message\":\"Too many requests\",\"requestId\":\"r-1\",\"statusCode\":\"429\"}",
                        "HTTP 429: Too many requests [request r-1]"),
                arguments("nested", "{\"error\":{\"message\":\"slow\",\"code\":\"rate\"}}", "HTTP 429 (rate): slow"),
                arguments("numeric code", "{\"error\":{\"message\":\"slow\",\"code\":429}}", "HTTP 429: slow"),
                arguments("bare text", "{\"error\":\"slow\"}", "HTTP 429: slow"),
                arguments("old vLLM", "{\"object\":\"error\",\"message\":\"slow\",\"code\":429}", "HTTP 429: slow"),
                arguments("detail", "{\"detail\":\"slow\"}", "HTTP 429: slow"),
                arguments("list of details", "{\"detail\":[{\"msg\":\"slow\"}]}", "HTTP 429: [{\"msg\":\"slow\"}]"),
                arguments("plain text", "slow\ndown\u001b[2J", "HTTP 429: slow down⟨U+001B⟩[2J"),
                arguments("page", "\n<!doctype html><TITLE>Slow</TITLE>", "HTTP 429: HTML page \"Slow\""),
                arguments("page without title", "<html>", "HTTP 429: HTML page without a title"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyShapeOfErrorSaysItsMessage(String name, String body, String message) {
        assertThat(failed(Recorded.plain(body).status(429)).message()).isEqualTo(message);
    }

    @Test
    void aPageOn401DoesNotBlameTheKey() {
        Failed failed = failed(Recorded.plain("<html><title>Login</title>").status(401));

        assertThat(failed.message())
                .isEqualTo(
                        "HTTP 401: HTML page \"Login\" from a gateway or proxy before the endpoint; the key may be fine");
    }

    @Test
    void aDeadlineNamesTheAttemptAndItsRequest() {
        assertThat(failed(Recorded.plain("").ended(FailureKind.TIMEOUT)).message())
                .isEqualTo("as the transport saw it (attempt 1, request pm-1)");
    }

    @Test
    void aGatewayThatWaitedTooLongIsToldToBeStreamedTo() {
        assertThat(failed(Recorded.plain("").status(524)).message())
                .isEqualTo("HTTP 524: no message; use stream: true for long answers");
        assertThat(failed(Recorded.stream("").status(524)).message()).isEqualTo("HTTP 524: no message");
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(failed(Recorded.plain("x".repeat(9_000)).status(500)).message())
                .hasSize(500);
    }

    @ParameterizedTest(name = "http-35: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"code\":\"content_filter\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
                "{\"error\":{\"message\":\"triggered our content management policy\"}}"
            })
    void aFilteredPromptIsAResult(String body) {
        var exchange = reader.read(Recorded.plain(body).status(400).answer());

        assertThat(exchange).isInstanceOf(Answered.class);
        assertThat(((Answered) exchange).completion().kind()).isEqualTo(Completion.Kind.FILTER);
        assertThat(((Answered) exchange).completion().statedPico()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"DNS", "CONNECT", "TLS", "PROXY", "LOCAL_LIMIT"})
    void whatNeverWasSentIsNotBilled(FailureKind end) {
        assertThat(withoutHead(end).billed()).isEqualTo(Billed.NO);
        assertThat(withoutHead(end).kind()).isEqualTo(end);
    }

    @ParameterizedTest
    @EnumSource(names = {"STALE_CONNECTION", "RESET", "PROTOCOL", "TIMEOUT", "CANCELLED", "GOAWAY"})
    void whatMayHaveBeenSentMayBeBilled(FailureKind end) {
        assertThat(withoutHead(end).billed()).isEqualTo(Billed.MAYBE);
        assertThat(withoutHead(end).message()).startsWith("said by the transport");
    }

    @Test
    void anAnswerOutOfStepIsNeverScored() {
        Failed failed = failed(Recorded.plain(Recorded.PARIS).ended(FailureKind.PROTOCOL));

        assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL);
        assertThat(failed.partial()).isNull();
    }

    @Test
    void aStatusSaysMoreThanABrokenBody() {
        assertThat(failed(Recorded.plain("{").status(503).ended(FailureKind.TIMEOUT))
                        .kind())
                .isEqualTo(FailureKind.SERVER);
    }

    private Failed withoutHead(FailureKind end) {
        RecordedAnswer known = Recorded.plain("").answer();
        return (Failed) reader.read(new RecordedAnswer(
                "pm-1",
                false,
                end,
                "said by the transport",
                null,
                Map.of(),
                new byte[0],
                known.times(),
                new long[0],
                Set.of()));
    }

    private Failed failed(Recorded recorded) {
        return (Failed) reader.read(recorded.answer());
    }
}
