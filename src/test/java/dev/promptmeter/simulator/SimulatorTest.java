package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            assertThat(entry.times().head() - entry.times().received()).isBetween(40_000_000L, 5_000_000_000L);
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
            List<LedgerEntry> entries = simulator.ledger().entries();
            LedgerEntry.Times waited = entries.get(1).times();
            assertThat(waited.received() + waited.queued())
                    .isGreaterThanOrEqualTo(entries.get(0).times().lastByte());
            assertThat(waited.head() - waited.received() - waited.queued()).isGreaterThanOrEqualTo(50_000_000);
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
        Set<Thread> before = threads();
        for (int cycle = 0; cycle < 200; cycle++) {
            Simulator simulator = with("latency", "60s");
            try (Socketry client = Socketry.connect(simulator)) {
                client.send("POST /v1/chat/completions", plain("never answered"), "");
                simulator.close();
                assertThat(client.readToEnd().text()).isEmpty();
            }
        }

        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulator-"))
                .collect(Collectors.toCollection(HashSet::new));
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
