package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ledger says, and who may ask for it. */
class LedgerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Simulator with(String... settings) {
        Settings.Builder builder = Settings.builder();
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        return Simulator.start(builder.build());
    }

    private static String control(Simulator simulator, String requestLine) throws Exception {
        try (Socketry client = Socketry.connect(simulator)) {
            client.send(requestLine, "", "");
            return client.readAnswer();
        }
    }

    @Test
    void stampsInTheStreamAreThoseOfTheLedgerAndOnlyOnRequest() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.send(
                    "POST /v1/chat/completions", streamed("stamped text"), "x-sim-stamps: 1\r\nConnection: close\r\n");
            String stamped = client.readToEnd().entity();
            String unstamped = ask(simulator, streamed("stamped text")).entity();
            String clock = control(simulator, "GET /__sim/clock");

            long origin = Long.parseLong(clock.replaceAll("(?s).*\"origin\":\"(-?\\d+)\".*", "$1"));
            List<Long> told = new ArrayList<>();
            Matcher stamps = Pattern.compile("\"t\":\"([+-]\\d{19})\"").matcher(stamped);
            while (stamps.find()) {
                told.add(Long.parseLong(stamps.group(1)) - origin);
            }
            List<Long> kept =
                    simulator.ledger().entries().get(0).sent().written().before();
            assertThat(told).hasSize(6).isEqualTo(kept.subList(0, 6));
            assertThat(unstamped).doesNotContain("\"sim\"");
        }
    }

    @Test
    void everyWriteIsStampedNoEarlierThanItWasDueAndNoLaterThanItReturned() throws Exception {
        try (Simulator simulator = with("answer", "tokens:40", "ttft", "fixed:3ms", "inter-token", "fixed:1ms");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", streamed("truth"), "x-sim-stamps: 1\r\nConnection: close\r\n");
            client.readToEnd();

            LedgerEntry entry = simulator.ledger().entries().get(0);
            LedgerEntry.Events events = entry.sent().written();
            assertThat(events.before()).hasSize(entry.sent().events()).isSorted();
            for (int i = 0; i < events.before().size(); i++) {
                assertThat(events.before().get(i))
                        .isGreaterThanOrEqualTo(events.due().get(i));
                assertThat(events.after().get(i))
                        .isGreaterThanOrEqualTo(events.before().get(i));
            }
            assertThat(entry.times().firstOutput() - entry.times().received()).isGreaterThanOrEqualTo(3_000_000);
        }
    }

    @Test
    void aPlainAnswerSaysWhenItsRequestWasReceivedAndWhenItWasWritten() throws Exception {
        try (Simulator simulator = with("latency", "fixed:2ms");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("truth"), "x-sim-stamps: 1\r\nConnection: close\r\n");
            Socketry.Received answer = client.readToEnd();

            Matcher received = Pattern.compile("x-sim-received: (-?\\d+)").matcher(answer.head());
            Matcher written = Pattern.compile("\"sim\":\\{\"i\":0,\"w\":\\d+,\"t\":\"([+-]\\d{19})\"")
                    .matcher(answer.body());
            assertThat(received.find()).isTrue();
            assertThat(written.find()).isTrue();
            assertThat(Long.parseLong(written.group(1)) - Long.parseLong(received.group(1)))
                    .isGreaterThanOrEqualTo(2_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"generated, 10, generated", "full, 100, full", "none, 10, none"})
    void aClientThatLeavesPaysAsTheSettingSays(String policy, int tokens, String extent) throws Exception {
        try (Simulator simulator =
                with("bill-on-disconnect", policy, "answer", "tokens:100", "fault", "stall:60s,after=event:11")) {
            try (Socketry client = Socketry.connect(simulator)) {
                client.send("POST /v1/chat/completions", streamed("x"), "");
                client.readEvents(11);
            }
            assertThat(simulator.await(ledger -> ledger.finished() == 1, PATIENCE))
                    .isTrue();

            LedgerEntry entry = simulator.ledger().entries().get(0);
            assertThat(entry.outcome()).isEqualTo(LedgerEntry.Outcome.CLIENT_GONE);
            assertThat(entry.tokens().completion()).isEqualTo(tokens);
            assertThat(entry.bill().extent()).isEqualTo(extent);
            assertThat(entry.billedPicodollars()).isEqualTo(extent.equals("none") ? 0 : (8 + 2L * tokens) * 1_000_000);
            assertThat(entry.sent().clientGoneAtByte()).isPositive();
        }
    }

    @Test
    void theLedgerFileHoldsOneLinePerFinishedRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ledger.jsonl");
        try (Simulator simulator = with("ledger", file.toString(), "ledger-size", "1")) {
            ask(simulator, plain("one"));
            ask(simulator, plain("two"));

            assertThat(simulator.ledger().entries()).hasSize(1);
            assertThat(simulator.ledger().requests()).isEqualTo(2);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(JsonReader.read(line)).isInstanceOf(Json.Obj.class));
        assertThat(lines.get(0))
                .startsWith("{\"seq\":1,\"conn\":1,\"connRequest\":1,\"clientRequestId\":null,\"key\":\"")
                .contains("\"status\":200")
                .contains("\"outcome\":\"complete\"")
                .contains("\"billed\":\"full\",\"billedPicodollars\":10000000");
    }

    @Test
    void theControlRoutesShowFilterAndForget() throws Exception {
        try (Simulator simulator = with("fault", "status:429@n=2")) {
            ask(simulator, plain("one"));
            ask(simulator, plain("two"));

            assertThat(control(simulator, "GET /__sim/health")).endsWith("ok");
            assertThat(control(simulator, "GET /__sim/ledger?since=1"))
                    .contains("\"seq\":2")
                    .doesNotContain("\"seq\":1,");
            assertThat(control(simulator, "GET /__sim/ledger?limit=1"))
                    .contains("\"seq\":1,")
                    .doesNotContain("\"seq\":2");
            assertThat(control(simulator, "GET /__sim/summary"))
                    .contains("\"requests\":2")
                    .contains("\"status:429\":1");
            assertThat(control(simulator, "GET /__sim/nothing")).startsWith("HTTP/1.1 404 ");
            assertThat(control(simulator, "DELETE /__sim/ledger")).contains("\"requests\":2");
            assertThat(simulator.ledger().requests()).isZero();
            assertThat(simulator.ledger().entries()).isEmpty();
        }
    }

    @Test
    void settingsAreShownAndChangedWhileItRuns() throws Exception {
        try (Simulator simulator =
                Simulator.start(Settings.builder().set("fault", "status:500").build())) {
            assertThat(control(simulator, "GET /__sim/config", ""))
                    .contains("\"seed\":null", "\"faults\":[\"status:500\"]");
            assertThat(Socketry.ask(simulator, Socketry.plain("x")).head()).startsWith("HTTP/1.1 500");

            String changed = control(
                    simulator,
                    "PATCH /__sim/config",
                    "{\"seed\":9,\"latency\":\"uniform:1ms,2ms\",\"faults\":[\"finish:eos\"]}");

            assertThat(changed)
                    .contains("\"seed\":9", "\"latency\":\"uniform:1ms,2ms\"", "\"faults\":[\"finish:eos\"]");
            assertThat(Socketry.ask(simulator, Socketry.plain("x")).body()).contains("\"finish_reason\":\"eos\"");
            assertThat(control(simulator, "PATCH /__sim/config", "{\"latencey\":\"1s\"}"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("did you mean 'latency'?");
            assertThat(control(simulator, "PATCH /__sim/config", "{\"faults\":[\"reset-accept\"]}"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    private static String control(Simulator simulator, String line, String body) throws Exception {
        try (Socketry client = Socketry.connect(simulator)) {
            client.send(line, body, "");
            return client.readAnswer();
        }
    }

    @Test
    void aForeignHostMayNotUseTheControlRoutes() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.raw("GET /__sim/ledger HTTP/1.1\r\nHost: evil.example\r\n\r\n");

            assertThat(client.readAnswer()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void theSummarySaysWhatWasAskedAndWhatWasReal() throws Exception {
        try (Simulator simulator = with("latency", "20ms", "fault", "status:429@attempt=2")) {
            ask(simulator, plain("x"));
            ask(simulator, plain("x"));

            assertThat(simulator.summary())
                    .startsWith("requests 2   answered 1   faults 1   refused 0   client gone 0   billed 1   $0.00")
                    .containsPattern("answer +20\\.0 / 20\\.0 ms +\\d+\\.\\d / \\d+\\.\\d ms")
                    .contains("faults    status:429 1");
        }
    }

    @Test
    void occurrencesCountEachKeyApart() {
        Occurrences occurrences = new Occurrences();
        for (long i = 0; i < 100_000; i++) {
            byte[] key = Digests.sha256().digest(Long.toString(i % 50_000).getBytes(StandardCharsets.UTF_8));
            assertThat(occurrences.next(key)).isEqualTo((int) (i / 50_000) + 1);
        }
    }

    @Test
    void aRequestUnderWayIsShownOnlyOnDemand() throws Exception {
        try (Simulator simulator = with("fault", "no-answer");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "");
            while (simulator.ledger().requests() == 0) {
                Thread.onSpinWait();
            }

            assertThat(control(simulator, "GET /__sim/ledger")).doesNotContain("seq");
            assertThat(control(simulator, "GET /__sim/ledger?open=1")).endsWith("{\"seq\":1,\"open\":true}\n");
        }
    }
}
