package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of connections, as a client that knows nothing but sockets meets them. */
@Timeout(30)
class ConnectionFaultsTest {

    private static final String CHAT = "POST /v1/chat/completions";

    private static Simulator with(String... faults) {
        Settings.Builder builder = Settings.builder();
        for (String fault : faults) {
            builder.set("--fault", fault);
        }
        return Simulator.start(builder.build());
    }

    @Test
    void refuseClosesTheListeningSocketForItsTimeAndOpensItAgain() throws Exception {
        try (Simulator simulator = with("refuse@from=0s&to=300ms")) {
            ask(simulator, plain("the first request starts the clock"));

            askUntilRefused(simulator);

            assertThat(askUntilHeard(simulator).head()).startsWith("HTTP/1.1 200 OK");
            assertThat(simulator.ledger().faults()).containsEntry("refuse", 1L);
        }
    }

    private static void askUntilRefused(Simulator simulator) throws Exception {
        while (true) {
            try {
                ask(simulator, plain("x"));
            } catch (ConnectException e) {
                return;
            } catch (SocketException e) {
                // It stood in the queue of the socket that was closed.
                Thread.onSpinWait();
            }
        }
    }

    private static Socketry.Received askUntilHeard(Simulator simulator) throws Exception {
        while (true) {
            try {
                return ask(simulator, plain("x"));
            } catch (SocketException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void connectionFaultsCountConnections() throws Exception {
        try (Simulator simulator = with("reset-accept@n=2", "close-before-read@n=3")) {
            assertThat(ask(simulator, plain("x")).ending()).isEqualTo("fin");
            assertThat(endOfSilence(simulator)).isEqualTo("reset");
            assertThat(endOfSilence(simulator)).isEqualTo("fin");
            assertThat(ask(simulator, plain("x")).head()).startsWith("HTTP/1.1 200");
            assertThat(simulator.ledger().faults())
                    .containsEntry("reset-accept", 1L)
                    .containsEntry("close-before-read", 1L);
            assertThat(simulator.ledger().requests()).isEqualTo(2);
        }
    }

    private static String endOfSilence(Simulator simulator) throws Exception {
        try (Socketry client = Socketry.connect(simulator)) {
            return client.readToEnd().ending();
        }
    }

    @Test
    void stallAcceptNeverReads() throws Exception {
        try (Simulator simulator = with("stall-accept@n=1");
                Socketry client = Socketry.connect(simulator)) {
            client.send(CHAT, plain("x"), "");

            assertThatThrownBy(() -> client.waiting(100).readAnswer()).isInstanceOf(SocketTimeoutException.class);
            assertThat(ask(simulator, plain("x")).head()).startsWith("HTTP/1.1 200");
            assertThat(simulator.ledger().requests()).isEqualTo(1);
        }
    }

    @Test
    void slowReadTakesItsTimeForARequest() throws Exception {
        try (Simulator simulator = with("slow-read:1KB")) {
            String body = plain("x".repeat(300));

            ask(simulator, body);

            LedgerEntry.Times times = simulator.ledger().entries().get(0).times();
            assertThat(times.received() - times.firstReceived()).isGreaterThan(300_000_000L);
        }
    }

    @Test
    void downSilencesWhoIsBeingAnsweredAndWhoComesLater() throws Exception {
        try (Simulator simulator = with("down@from=50ms", "delay:200ms");
                Socketry early = Socketry.connect(simulator);
                Socketry late = Socketry.connect(simulator)) {
            early.send(CHAT, plain("early"), "");
            assertThatThrownBy(() -> early.waiting(400).readAnswer()).isInstanceOf(SocketTimeoutException.class);
            late.send(CHAT, plain("late"), "");
            assertThatThrownBy(() -> late.waiting(400).readAnswer()).isInstanceOf(SocketTimeoutException.class);

            early.leave();
            late.leave();

            assertThat(simulator.await(ledger -> ledger.finished() >= 1, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(simulator.ledger().entries().get(0).faults()).contains("down");
            assertThat(simulator.ledger().entries().get(0).status()).isNull();
        }
    }

    @Test
    void idleCloseEndsAConnectionThatIsNotUsed() throws Exception {
        try (Simulator simulator = with("idle-close:50ms");
                Socketry client = Socketry.connect(simulator)) {
            client.send(CHAT, plain("x"), "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 OK");

            Socketry.Received rest = client.readToEnd();

            assertThat(rest.ending()).isEqualTo("fin");
            assertThat(rest.bytes()).isEmpty();
        }
    }

    @Test
    void idleCloseAsARaceEndsItWhenTheNextRequestComes() throws Exception {
        try (Simulator simulator = with("idle-close:race");
                Socketry client = Socketry.connect(simulator)) {
            client.send(CHAT, plain("x"), "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 OK");

            client.send(CHAT, plain("y"), "");

            assertThat(client.readToEnd().bytes()).isEmpty();
            assertThat(simulator.ledger().requests()).isEqualTo(1);
        }
    }

    @Test
    void keepAliveLieClosesAfterAnAnswerThatPromisesMore() throws Exception {
        try (Simulator simulator = with("keep-alive-lie");
                Socketry client = Socketry.connect(simulator)) {
            client.send(CHAT, plain("x"), "");

            Socketry.Received received = client.readToEnd();

            assertThat(received.head()).contains("Connection: keep-alive");
            assertThat(received.ending()).isEqualTo("fin");
            assertThat(simulator.ledger().answered()).hasSize(1);
        }
    }

    @Test
    void aHandshakeHangsOrIsRefused() throws Exception {
        try (Simulator hanging = with("tls-hang");
                Simulator refusing = with("tls-alert");
                Socketry first = Socketry.connect(hanging);
                Socketry second = Socketry.connect(refusing)) {
            first.raw("\u0016\u0003\u0001");
            second.raw("\u0016\u0003\u0001");

            assertThatThrownBy(() -> first.waiting(100).readAnswer()).isInstanceOf(SocketTimeoutException.class);
            assertThat(second.readToEnd().bytes()).containsExactly(0x15, 3, 3, 0, 2, 2, 40);
        }
    }

    @Test
    void afterAResetOrACloseTheServerIsThereForTheNext() throws Exception {
        try (Simulator simulator = with("reset-after-read@n=1", "close-after-read@n=2")) {
            assertThat(ask(simulator, plain("x")).ending()).isEqualTo("reset");
            assertThat(ask(simulator, plain("x")).ending()).isEqualTo("fin");
            assertThat(ask(simulator, plain("x")).head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aRedirectToTheOtherPortIsCountedThereAndNowhereElse() throws Exception {
        try (Simulator simulator = with("redirect:307,to=self-other-port")) {
            String head = ask(simulator, plain("x")).head();
            int port = Integer.parseInt(head.replaceFirst("(?s).*Location: http://127.0.0.1:(\\d+)/v1/chat.*", "$1"));
            assertThat(simulator.summaryJson()).contains("\"otherPort\":{\"connections\":0,\"bytes\":0}");

            try (Socketry curious = Socketry.connect(port)) {
                curious.raw("GET / HTTP/1.1\r\n\r\n");
                while (!simulator.summaryJson().contains("\"otherPort\":{\"connections\":1,\"bytes\":18}")) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void aFaultOfConnectionsIsRefusedInAMarker() throws Exception {
        try (Simulator simulator = with()) {
            assertThat(ask(simulator, plain("[sim: fault=reset-accept]")).text())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("sim_marker", "--fault reset-accept");
        }
    }
}
