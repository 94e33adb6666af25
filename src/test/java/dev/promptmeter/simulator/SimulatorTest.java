package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {

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

    /** Key, occurrence, faults, delay asked and text of each request, in an order that does not depend on arrival. */
    private static List<String> fates(int threads, long order) throws Exception {
        try (Simulator simulator = with(
                "fault",
                "status:429@p=0.05",
                "fault",
                "status:500@p=0.05",
                "fault",
                "reset:0@p=0.01",
                "latency",
                "uniform:0ms,2ms",
                "answer",
                "tokens:9")) {
            List<Callable<Socketry.Received>> requests = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String body = plain("question " + i % 200);
                requests.add(() -> ask(simulator, body));
            }
            Collections.shuffle(requests, new Random(order));
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            for (Future<Socketry.Received> received : pool.invokeAll(requests)) {
                received.get();
            }
            pool.shutdown();
            return simulator.ledger().entries().stream()
                    .map(e -> e.content().key() + " " + e.content().occurrence() + " " + e.faults() + " "
                            + e.sent().text() + " " + e.status())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fateDependsOnContentAndNotOnOrderOrConcurrency() throws Exception {
        List<String> oneByOne = fates(1, 1);
        List<String> atOnce = fates(16, 2);

        assertThat(atOnce).hasSize(400).isEqualTo(oneByOne);
        assertThat(oneByOne).anyMatch(fate -> fate.contains("[status:429]")).anyMatch(fate -> fate.contains("[]"));
    }

    @Test
    void tokensComeAtAbsoluteInstants() throws Exception {
        try (Simulator simulator = with(
                "ttft", "30ms", "inter-token", "10ms", "answer", "fixed:sixteen letters.", "ledger-events", "on")) {
            ask(simulator, streamed("x"));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            long received = entry.times().received();
            assertThat(entry.sent().written().due().stream().map(due -> (due - received) / 1_000_000))
                    .containsExactly(0L, 30L, 40L, 50L, 60L, 60L, 60L, 60L);
            assertThat(entry.sent().written().tokens()).containsExactly(0, 1, 1, 1, 1, 0, 0, 0);
            for (int i = 0; i < 8; i++) {
                assertThat(entry.sent().written().before().get(i))
                        .isGreaterThanOrEqualTo(entry.sent().written().due().get(i))
                        .isLessThanOrEqualTo(entry.sent().written().after().get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"latency, 40ms", "ttft, 40ms", "inter-token, 20ms"})
    void aPlainAnswerTakesItsLatencyOrTheTimeOfAllTokens(String setting, String delay) throws Exception {
        try (Simulator simulator = with(setting, delay, "answer", "fixed:nine char")) {
            ask(simulator, plain("x"));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            assertThat(entry.times().head() - entry.times().received()).isBetween(40_000_000L, 80_000_000L);
        }
    }

    @Test
    void tokensAreBundledAsAsked() throws Exception {
        try (Simulator simulator = with(
                "tokens-per-chunk",
                "fixed:2",
                "first-chunk-tokens",
                "3",
                "answer",
                "tokens:8",
                "ledger-events",
                "on")) {
            ask(simulator, streamed("x"));

            assertThat(simulator.ledger().entries().get(0).sent().written().tokens())
                    .containsExactly(0, 3, 2, 2, 1, 0, 0, 0);
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
    void slotsQueueAndRefuseInOrderOfReceipt() throws Exception {
        try (Simulator simulator = with("slots", "1", "queue", "1", "latency", "50ms");
                Socketry first = Socketry.connect(simulator);
                Socketry second = Socketry.connect(simulator);
                Socketry third = Socketry.connect(simulator)) {
            simulator.pause();
            first.send("POST /v1/chat/completions", plain("first"), "");
            awaitRequests(simulator, 1);
            second.send("POST /v1/chat/completions", plain("second"), "");
            awaitRequests(simulator, 2);
            third.send("POST /v1/chat/completions", plain("third"), "");
            awaitRequests(simulator, 3);
            simulator.resume();

            assertThat(third.readAnswer()).startsWith("HTTP/1.1 503 ");
            assertThat(first.readAnswer()).contains("first");
            assertThat(second.readAnswer()).contains("second");
            LedgerEntry queued = simulator.ledger().entries().get(1);
            assertThat(queued.times().queued()).isGreaterThanOrEqualTo(50_000_000);
            assertThat(queued.times().head() - queued.times().received()).isGreaterThanOrEqualTo(100_000_000);
        }
    }

    private static void awaitRequests(Simulator simulator, long requests) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (simulator.ledger().requests() < requests && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(simulator.ledger().requests()).isEqualTo(requests);
    }

    @Test
    void pauseFreezesAnswersAndResumeLetsThemGo() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            assertThat(control(simulator, "POST /__sim/pause")).startsWith("HTTP/1.1 200 ");
            client.send("POST /v1/chat/completions", plain("patience"), "");
            awaitRequests(simulator, 1);
            assertThat(simulator.ledger().finished()).isZero();

            control(simulator, "POST /__sim/resume");

            assertThat(client.readAnswer()).contains("patience");
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
    void itStopsByItselfAfterSoManyRequests() throws Exception {
        try (Simulator simulator = with("requests", "2")) {
            ask(simulator, plain("one"));
            ask(simulator, plain("two"));

            simulator.awaitStop();

            assertThat(simulator.ledger().answered()).hasSize(2);
        }
    }

    @Test
    void aPortInUseIsNamed() {
        try (Simulator simulator = with()) {
            String port = Integer.toString(simulator.baseUri().getPort());

            assertThatThrownBy(() -> with("port", port))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining(port)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void twoHundredCyclesLeaveNoThreadAndEndOpenConnections() throws Exception {
        for (int cycle = 0; cycle < 200; cycle++) {
            Simulator simulator = with("latency", "60s");
            try (Socketry client = Socketry.connect(simulator)) {
                client.send("POST /v1/chat/completions", plain("never answered"), "");
                simulator.close();
                assertThat(client.readToEnd().text()).isEmpty();
            }
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("simulator-"));
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
    void itImportsNothingButTheJdk() throws Exception {
        try (var files = Files.walk(Path.of("src/main/java/dev/promptmeter/simulator"))) {
            List<String> foreign = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("import "))
                        .filter(line -> !line.matches("import (static )?(java|org\\.jspecify\\.annotations"
                                + "|dev\\.promptmeter\\.simulator)\\..*"))
                        .forEach(foreign::add);
            }
            assertThat(foreign).isEmpty();
        }
    }
}
