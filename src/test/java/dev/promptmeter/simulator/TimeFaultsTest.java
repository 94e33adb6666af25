package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults whose effect is an instant, a place or a coding: seen in the bytes, and in the ledger's instants where a clock is needed. */
@Timeout(30)
class TimeFaultsTest {

    private static final long MILLISECOND = 1_000_000;

    private static Simulator with(String... faults) {
        Settings.Builder builder = Settings.builder().set("--ledger-events", "on");
        for (String fault : faults) {
            builder.set("--fault", fault);
        }
        return Simulator.start(builder.build());
    }

    private static Socketry.Received received(String body, String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, body);
        }
    }

    private static LedgerEntry entry(String body, String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            ask(simulator, body);
            return simulator.ledger().entries().get(0);
        }
    }

    private static long millis(LedgerEntry entry, long instant) {
        return (instant - entry.times().received()) / MILLISECOND;
    }

    @Test
    void bandwidthSpreadsTheBytesOverTheTimeTheyTake() throws Exception {
        LedgerEntry entry = entry(plain("x".repeat(100)), "bandwidth:4KB/s");

        assertThat(millis(entry, entry.times().lastByte())).isGreaterThan(100);
    }

    @Test
    void bandwidthStallAndTruncateAddUp() throws Exception {
        try (Simulator simulator = with("delay:50ms", "bandwidth:4KB/s", "truncate:50%")) {
            Socketry.Received cut = ask(simulator, plain("x".repeat(100)));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            assertThat(entry.faults()).containsExactly("delay", "bandwidth", "truncate");
            assertThat(millis(entry, entry.times().head())).isGreaterThanOrEqualTo(50);
            assertThat(millis(entry, entry.times().lastByte())).isGreaterThan(100);
            int length = Integer.parseInt(cut.head().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
            assertThat(cut.bodyBytes()).hasSize(length / 2);
        }
    }

    @Test
    void jitterKeepsTheOrder() throws Exception {
        LedgerEntry entry = entry(streamed("Zürich is fine"), "jitter:uniform:1ms,20ms");

        List<Long> due = entry.sent().written().due();
        assertThat(due).isSorted();
        assertThat(millis(entry, due.get(0))).isBetween(1L, 20L);
    }

    @Test
    void stallForeverHoldsTheConnection() throws Exception {
        try (Simulator simulator = with("stall-forever:after=100");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "");
            assertThatThrownBy(() -> client.waiting(100).readAnswer()).isInstanceOf(SocketTimeoutException.class);
            client.leave();

            assertThat(simulator.await(ledger -> ledger.finished() == 1, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(simulator.ledger().entries().get(0).sent().bodyBytes()).isEqualTo(100);
        }
    }

    @Test
    void slowCloseAndDoneHoldAreLateOnlyAtTheEnd() throws Exception {
        LedgerEntry slow = entry(plain("x"), "slow-close:80ms");
        LedgerEntry held = entry(streamed("Zürich is fine"), "done-hold:80ms");

        assertThat(slow.answered()).isTrue();
        assertThat(millis(slow, slow.times().closed())).isGreaterThanOrEqualTo(80);
        assertThat(millis(held, held.sent().written().due().get(0))).isZero();
        assertThat(millis(held, held.times().lastByte())).isGreaterThanOrEqualTo(80);
    }

    @Test
    void limitDataCountsTheHeadToo() throws Exception {
        Socketry.Received received = received(plain("x"), "limit-data:20");

        assertThat(received.text()).isEqualTo("HTTP/1.1 200 OK\r\nCon");
        assertThat(received.ending()).isEqualTo("fin");
    }

    @Test
    void slowHeadSendsByteByByte() throws Exception {
        LedgerEntry entry = entry(plain("x"), "slow-head:1ms");
        Socketry.Received received = received(plain("x"), "slow-head:1ms");

        assertThat(millis(entry, entry.times().lastByte())).isGreaterThan(100);
        assertThat(received.body()).contains("\"content\":\"x\"");
    }

    @Test
    void freezeStandsStillOnce() throws Exception {
        try (Simulator simulator = with("freeze:150ms@from=0s")) {
            long begun = System.nanoTime();
            ask(simulator, plain("x"));
            ask(simulator, plain("y"));

            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(150 * MILLISECOND);
            assertThat(simulator.ledger().faults()).containsEntry("freeze", 1L);
        }
    }

    @Test
    void commentsOnlyGoOnUntilTheClientLeaves() throws Exception {
        try (Simulator simulator = with("comments-only");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", streamed("x"), "");

            client.readEvents(3);
            client.leave();

            assertThat(simulator.await(ledger -> ledger.finished() == 1, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(simulator.ledger().entries().get(0).answered()).isFalse();
        }
    }

    @Test
    void coalesceWritesSeveralEventsAtOnce() throws Exception {
        LedgerEntry single = entry(streamed("Zürich is fine"));
        LedgerEntry joined = entry(streamed("Zürich is fine"), "coalesce:4");

        assertThat(single.sent().events()).isEqualTo(8);
        assertThat(joined.sent().events()).isEqualTo(2);
        assertThat(joined.tokens()).isEqualTo(single.tokens());
        assertThat(joined.sent().bodyBytes()).isEqualTo(single.sent().bodyBytes());
    }

    @Test
    void lengthsLieByWhatIsAskedFor() throws Exception {
        Socketry.Received more = received(plain("x"), "content-length:wrong+5");
        Socketry.Received fewer = received(plain("x"), "content-length:wrong-5");
        Socketry.Received twice = received(plain("x"), "content-length:twice");

        assertThat(stated(more)).isEqualTo(more.bodyBytes().length + 5);
        assertThat(stated(fewer)).isEqualTo(fewer.bodyBytes().length - 5);
        assertThat(twice.head())
                .contains(
                        "Content-Length: " + twice.bodyBytes().length / 2,
                        "Content-Length: " + twice.bodyBytes().length);
    }

    private static int stated(Socketry.Received received) {
        return Integer.parseInt(received.head().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
    }

    @Test
    void codedBodiesAreRealOnes() throws Exception {
        byte[] gzip = received(plain("Zürich"), "encoding:gzip").bodyBytes();
        byte[] deflate = received(plain("Zürich"), "encoding:deflate").bodyBytes();
        byte[] stream = received(streamed("Zürich"), "encoding:gzip").entityBytes();
        byte[] twice = received(plain("Zürich"), "encoding:gzip-gzip").bodyBytes();

        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes()))
                .contains("\"content\":\"Zürich\"");
        assertThat(text(new InflaterInputStream(new ByteArrayInputStream(deflate)).readAllBytes()))
                .contains("\"content\":\"Zürich\"");
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(stream)).readAllBytes()))
                .endsWith("data: [DONE]\n\n");
        assertThat(text(new GZIPInputStream(new GZIPInputStream(new ByteArrayInputStream(twice))).readAllBytes()))
                .contains("\"content\":\"Zürich\"");
    }

    @Test
    void aBombIsSmallOnTheWire() throws Exception {
        byte[] bomb = received(plain("x"), "bomb:2MB").bodyBytes();

        assertThat(bomb).hasSizeLessThan(10_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bomb)).readAllBytes())
                .hasSizeGreaterThan(2 * 1024 * 1024);
    }

    @Test
    void charactersComeInAnotherSetOrInNone() throws Exception {
        byte[] wide = received(plain("Zürich"), "charset:utf16le").bodyBytes();
        byte[] marked = received(plain("Zürich"), "charset:bom").bodyBytes();
        byte[] bad = received(plain("Zürich"), "charset:bad-utf8").bodyBytes();

        assertThat(new String(wide, StandardCharsets.UTF_16LE)).contains("\"content\":\"Zürich\"");
        assertThat(marked).startsWith(0xef, 0xbb, 0xbf, '{');
        assertThat(new String(bad, StandardCharsets.ISO_8859_1)).contains("\"content\":\"\u00c3(Z");
    }

    @Test
    void swapGivesTheAnswerOfAnotherRequestInFlight() throws Exception {
        try (Simulator simulator = with("swap@match=second", "delay:5s@match=first");
                Socketry waiting = Socketry.connect(simulator);
                Socketry asking = Socketry.connect(simulator)) {
            waiting.send("POST /v1/chat/completions", plain("first"), "x-client-request-id: pm-first\r\n");
            while (simulator.ledger().requests() < 1) {
                Thread.onSpinWait();
            }
            asking.send("POST /v1/chat/completions", plain("second"), "x-client-request-id: pm-second\r\n");

            String answer = asking.readAnswer();

            assertThat(answer).contains("x-client-request-id: pm-first").contains("\"content\":\"first\"");
            assertThat(answer).doesNotContain("pm-second");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
