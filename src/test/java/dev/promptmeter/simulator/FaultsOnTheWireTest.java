package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault that is built, as a client sees it. The prompt "Zürich is fine" is echoed: 4 tokens. */
class FaultsOnTheWireTest {

    private static final Set<String> TESTED = Set.of(
            "status",
            "reset-after-read",
            "close-after-read",
            "no-answer",
            "no-keep-alive",
            "delay",
            "slice",
            "stall",
            "truncate",
            "reset",
            "html",
            "empty-body",
            "error-200",
            "json-cut",
            "content",
            "finish",
            "usage",
            "cost",
            "ignore-stream",
            "no-done",
            "no-finish",
            "cut-event",
            "error-event",
            "comments",
            "split-utf8");

    private static Simulator with(String... faults) {
        Settings.Builder builder = Settings.builder().set("--cost", "both");
        for (String fault : faults) {
            builder.set("--fault", fault);
        }
        return Simulator.start(builder.build());
    }

    private static Socketry.Received plainly(String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, plain("Zürich is fine"));
        }
    }

    private static Socketry.Received streaming(String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, streamed("Zürich is fine"));
        }
    }

    @Test
    void everyFaultThatIsBuiltIsTestedHere() {
        assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.toSet()))
                .isEqualTo(TESTED);
    }

    @Test
    void statusReplacesTheAnswerWithAllItsHeaders() throws Exception {
        Socketry.Received received = plainly(
                "status:429,retry-after=soon,retry-after-ms=1500,should-retry=false,shape=vendor,message=\"a, b @ c\"");

        assertThat(received.head())
                .startsWith("HTTP/1.1 429 Too Many Requests")
                .contains("Retry-After: soon", "retry-after-ms: 1500", "x-should-retry: false");
        assertThat(received.body()).contains("\"message\":\"a, b @ c\"").contains("\"statusCode\":\"429\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    status:429,code=insufficient_quota | "code":"insufficient_quota"
                    status:429,code=429                | "code":429
                    status:429,code="429"              | "code":"429"
                    error-200                          | {"error":{"message":"Upstream error"}}
                    error-200:string                   | {"error":"Upstream error"}
                    error-200:code=502                 | "code":502
                    error-200:code="401"               | "code":"401"
                    content:null                       | "content":null
                    finish:eos                         | "finish_reason":"eos"
                    finish:null                        | "finish_reason":null
                    finish:camel                       | "finish_reason":null,"finishReason":"stop"
                    finish:array                       | "finish_reason":["stop"]
                    usage:null                         | "usage":null
                    html                               | <title>200 OK</title>
                    html:502                           | <title>502 Bad Gateway</title>
                    """)
    void theBodySays(String fault, String expected) throws Exception {
        assertThat(plainly(fault).body()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"usage:none, usage\":{\"prompt", "cost:none, meta", "finish:missing, finish_reason"})
    void theBodyDoesNotSay(String fault, String absent) throws Exception {
        assertThat(plainly(fault).body()).doesNotContain(absent);
    }

    @Test
    void costNoneHidesTheHeaderTooWhileTheLedgerKnows() throws Exception {
        try (Simulator simulator = with("cost:none")) {
            assertThat(ask(simulator, plain("Zürich is fine")).head()).doesNotContain("credits");
            assertThat(simulator.ledger().billedPicodollars()).isEqualTo((3 + 4 + 4 + 4 * 2) * 1_000_000L);
        }
    }

    @Test
    void finishLongIsTenThousandCharacters() throws Exception {
        assertThat(plainly("finish:long").body()).contains("\"finish_reason\":\"" + "x".repeat(10_000) + "\"");
    }

    @ParameterizedTest
    @CsvSource({"reset-after-read, reset", "close-after-read, fin"})
    void theConnectionEndsWithoutAByte(String fault, String ending) throws Exception {
        Socketry.Received received = plainly(fault);

        assertThat(received.text()).isEmpty();
        assertThat(received.ending()).isEqualTo(ending);
    }

    @Test
    void noAnswerKeepsTheConnectionUntilTheClientLeaves() throws Exception {
        try (Simulator simulator = with("no-answer")) {
            try (Socketry client = Socketry.connect(simulator)) {
                client.send("POST /v1/chat/completions", plain("x"), "");
                assertThat(simulator.await(ledger -> ledger.requests() == 1, Duration.ZERO)
                                || simulator.ledger().finished() == 0)
                        .isTrue();
            }

            assertThat(simulator.await(ledger -> ledger.finished() == 1, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(simulator.ledger().entries().get(0).status()).isNull();
            assertThat(simulator.ledger().entries().get(0).faults()).containsExactly("no-answer");
        }
    }

    @Test
    void noKeepAliveSaysSoAndCloses() throws Exception {
        try (Simulator simulator = with("no-keep-alive");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "");

            Socketry.Received received = client.readToEnd();

            assertThat(received.head()).contains("Connection: close");
            assertThat(received.ending()).isEqualTo("fin");
            assertThat(simulator.ledger().answered()).hasSize(1);
        }
    }

    @Test
    void delayAndStallAddUpOnTheWireAndInTheLedger() throws Exception {
        try (Simulator simulator = with("delay:30ms", "stall:40ms,after=50%")) {

            ask(simulator, plain("Zürich is fine"));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            long head = entry.times().head() - entry.times().received();
            long last = entry.times().lastByte() - entry.times().received();
            assertThat(head).isBetween(30_000_000L, 60_000_000L);
            assertThat(last).isGreaterThanOrEqualTo(70_000_000L);
            assertThat(entry.faults()).containsExactly("delay", "stall");
            assertThat(entry.answered()).isTrue();
        }
    }

    @Test
    void truncateCutsABodyWhoseHeadPromisesMore() throws Exception {
        Socketry.Received whole = plainly();
        Socketry.Received cut = plainly("truncate:50%");
        Socketry.Received clean = plainly("truncate:100,clean");

        int length = whole.bodyBytes().length;
        assertThat(cut.head()).contains("Content-Length: " + length);
        assertThat(cut.bodyBytes()).hasSize(length / 2);
        assertThat(masked(whole.body())).startsWith(masked(cut.body()));
        assertThat(clean.head()).doesNotContain("Content-Length");
        assertThat(clean.bodyBytes()).hasSize(100);
    }

    @Test
    void resetEndsTheBodyWithRst() throws Exception {
        assertThat(plainly("reset:0").ending()).isEqualTo("reset");
        assertThat(streaming("reset:500").ending()).isEqualTo("reset");
    }

    @Test
    void emptyBodyHasASuccessfulHead() throws Exception {
        Socketry.Received received = plainly("empty-body");

        assertThat(received.head()).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 0");
        assertThat(received.body()).isEmpty();
    }

    @Test
    void jsonCutIsHalfOfTheBodyFramedAsIfItWereAll() throws Exception {
        Socketry.Received received = plainly("json-cut");
        Socketry.Received stream = streaming("json-cut");

        assertThat(received.head()).contains("Content-Length: " + received.bodyBytes().length);
        assertThatThrownBy(() -> JsonReader.read(received.body())).isInstanceOf(BadText.class);
        assertThat(stream.entity().split("\n\n")[1]).startsWith("data: {").doesNotEndWith("}");
        assertThat(stream.entity()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void sliceSendsTheSameBytesInSmallPieces() throws Exception {
        String whole = streaming().text();

        String sliced = streaming("slice:7,gap=0ms").text();

        assertThat(masked(sliced)).isEqualTo(masked(whole));
    }

    private static String masked(String text) {
        return text.replaceAll("\"created\":\\d+", "\"created\":0");
    }

    @Test
    void faultsOfTheModelListNeedTheirRoute() throws Exception {
        try (Simulator simulator = with("status:500@route=models");
                Socketry client = Socketry.connect(simulator)) {
            client.send("GET /v1/models", "", "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 500 ");
            client.send("POST /v1/chat/completions", plain("x"), "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aProfileShowsItsFaultsOnDemand() throws Exception {
        try (Simulator simulator = Simulator.start(Settings.builder()
                .set("profile", "aimlapi")
                .set("faults", "profile:out-of-credits@attempt=1")
                .build())) {
            assertThat(ask(simulator, plain("x")).text())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("run out of credits");
            assertThat(ask(simulator, plain("x")).head()).startsWith("HTTP/1.1 201 ");
        }
    }
}
