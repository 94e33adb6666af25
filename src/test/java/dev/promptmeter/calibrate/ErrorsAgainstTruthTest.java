package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of instants of ours and of the simulator's that are known. */
class ErrorsAgainstTruthTest {

    private static final ClockOffset ONE_CLOCK = new ClockOffset(0, 50);
    private static final Window ALWAYS = new Window(0, 100_000);

    /** Sent at 1,000; two events that came at 5,300 and 9,500. */
    private static final Taken STREAM = taken("s-1", 5_300, 9_500);

    private static Taken taken(String id, long... instants) {
        long last = instants[instants.length - 1];
        Times times = new Times(1_000, 1_000, 1_000, null, null, null, last + 10);
        return new Taken(
                id,
                Stamps.ofOutput(body(5_000, 9_000)),
                new Timing(times, null, null, last, OutputEvents.at(instants)));
    }

    private static byte[] body(long... stamps) {
        StringBuilder body = new StringBuilder();
        for (long stamp : stamps) {
            body.append("data: {\"sim\":{\"i\":1,\"w\":1,\"t\":\"+")
                    .append("0".repeat(15))
                    .append(stamp)
                    .append("\"}}\n\n");
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Ledger ledger(String... lines) {
        return Ledger.of(String.join("\n", lines) + "\n");
    }

    private static String entry(String id, String more) {
        return "{\"seq\":1,\"clientRequestId\":\"" + id + "\",\"outcome\":\"complete\",\"recvNs\":70," + more + "}";
    }

    @Test
    void anEventArrivesLaterThanItWasWritten() {
        Arrivals arrivals = Arrivals.of(List.of(STREAM), ONE_CLOCK, ALWAYS);

        assertThat(arrivals.errors().spread()).isEqualTo(new Spread(2, 300L, null, null, 500L));
        assertThat(arrivals.unmatched()).isZero();
    }

    @Test
    void anEventThatWasWrittenWhileNotAllSlotsWereAtWorkDoesNotCount() {
        Arrivals arrivals = Arrivals.of(List.of(STREAM), ONE_CLOCK, new Window(5_001, 9_000));

        assertThat(arrivals.errors().spread().count()).isEqualTo(1);
        assertThat(arrivals.errors().spread().max()).isEqualTo(500L);
    }

    @Test
    void aClockThatIsAheadIsTakenOff() {
        Arrivals arrivals = Arrivals.of(List.of(STREAM), new ClockOffset(-100, 50), ALWAYS);

        assertThat(arrivals.errors().spread()).isEqualTo(new Spread(2, 200L, null, null, 400L));
    }

    @Test
    void aStreamWhoseStampsAreNotThoseOfItsEventsIsLeftOutAndCounted() {
        Arrivals arrivals = Arrivals.of(List.of(taken("s-2", 5_300, 6_000, 9_500)), ONE_CLOCK, ALWAYS);

        assertThat(arrivals.errors().spread().count()).isZero();
        assertThat(arrivals.unmatched()).isEqualTo(1);
    }

    @Test
    void timeToFirstOutputIsComparedFromReceiptOn() {
        Ledger ledger = ledger(entry("s-1", "\"firstOutNs\":4070,\"lastByteNs\":8070"));

        assertThat(ledger.ttft(List.of(STREAM)).spread().max()).isEqualTo(4_300 - 4_000);
        assertThat(ledger.latency(List.of(STREAM)).spread().max()).isEqualTo(8_500 - 8_000);
    }

    @Test
    void anAnswerThatTheLedgerDoesNotKnowOrDidNotCompleteHasNoError() {
        Ledger ledger = ledger(
                entry("other", "\"firstOutNs\":4070"),
                "{\"clientRequestId\":\"s-1\",\"outcome\":\"fault\",\"recvNs\":70,\"firstOutNs\":4070}");

        assertThat(ledger.ttft(List.of(STREAM)).spread().count()).isZero();
    }
}
