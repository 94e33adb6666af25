package dev.promptmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {

    @Test
    void aTextParsesToTheFaultThatTheBuilderMakes() {
        assertThat(Fault.parse("status:429,retry-after=1@attempt=1"))
                .isEqualTo(Fault.status(429).retryAfter(1).onAttempt(1));
        assertThat(Fault.parse("delay:fixed:50ms@p=0.5&stream"))
                .isEqualTo(Fault.delay(Delay.fixed(50)).withProbability(0.5).when("stream"));
        assertThat(Fault.parseAll("reset:0 + status:400,message=\"a + b\""))
                .containsExactly(Fault.reset(0), Fault.status(400).with("message", "\"a + b\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    statsu:429                | did you mean 'status'?
                    status:99                 | '99' must be from 200 to 599
                    status                    | is not a whole number
                    status:429,retryafter=1   | did you mean 'retry-after'?
                    status:429@atempt=1       | did you mean 'attempt'?
                    status:429@p=1.5          | must be from 0 to 1
                    status:429@n=0            | can never be reached
                    status:429@match=(        | is not a regex
                    status:429,shape=vendr    | did you mean 'vendor'?
                    usage:zer                 | did you mean 'zero'?
                    refuse                    | needs from or to
                    freeze:1s                 | needs n or from
                    reset-accept@attempt=1    | strikes before there is a request
                    redirect:305              | needs 301, 302, 303, 307 or 308
                    content-length:long       | wrong+K, wrong-K, missing, twice or bad
                    pad:0                     | must be from 1
                    encoding:zip              | did you mean 'gzip'?
                    echo-key:plain,in=head    | must be answer or error
                    truncate:x%               | is not a whole number
                    stall:5                   | is not a duration
                    error-event:1,form=dat    | did you mean 'data'?
                    finish                    | finish needs a text
                    """)
    void aWrongTextSaysWhatIsMeant(String text, String complaint) {
        assertThatThrownBy(() -> Fault.parse(text)).hasMessageContaining(complaint);
    }

    private static boolean holds(String condition, long number, int occurrence) {
        return holds(Fault.parse("no-answer@" + condition), subject(number, occurrence, "Hello", false, 0), number);
    }

    private static boolean holds(Fault fault, FaultSubject subject, long key) {
        byte[] hashed =
                Digests.sha256().digest(ByteBuffer.allocate(8).putLong(0, key).array());
        return !new Faults(List.of(fault))
                .strike(subject, new Draws(1, hashed, 1), List.of(), List.of())
                .isEmpty();
    }

    private static FaultSubject subject(long number, int occurrence, String text, boolean stream, long nanos) {
        return new FaultSubject(Route.CHAT, number, occurrence, text, "sim-small", stream, nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "n=10, 10, 1, true", "n=10, 11, 1, false", "n=10-20, 20, 1, true", "n=10-20, 21, 1, false",
        "every=3, 6, 1, true", "every=3, 7, 1, false", "attempt=1-2, 5, 2, true", "attempt=1-2, 5, 3, false",
        "attempt=3+, 5, 9, true", "attempt=3+, 5, 2, false", "match=^Hel, 1, 1, true", "match=^ello, 1, 1, false",
        "model=sim-*, 1, 1, true", "model=gpt-*, 1, 1, false", "plain, 1, 1, true", "stream, 1, 1, false",
        "n=5&attempt=1, 5, 2, false", "p=0, 1, 1, false", "p=1, 1, 1, true"
    })
    void conditionsAreExact(String condition, long number, int occurrence, boolean expected) {
        assertThat(holds(condition, number, occurrence)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"29, false", "30, true", "59, true", "60, false"})
    void anOutageHasABeginningAndAnEnd(long seconds, boolean expected) {
        Fault outage = Fault.parse("no-answer@from=30s&to=60s");

        assertThat(holds(outage, subject(1, 1, "x", false, seconds * 1_000_000_000L), 1))
                .isEqualTo(expected);
    }

    @Test
    void aLimitIsKept() {
        Faults faults = new Faults(List.of(Fault.parse("status:500@limit=5")));
        Draws draws = new Draws(1, new byte[32], 1);

        long struck = LongStream.rangeClosed(1, 20)
                .filter(n -> !faults.strike(subject(n, 1, "x", false, 0), draws, List.of(), List.of())
                        .isEmpty())
                .count();

        assertThat(struck).isEqualTo(5);
    }

    @Test
    void aProbabilityOfOneTenthHoldsForOneTenthOfTheKeys() {
        Fault fault = Fault.parse("status:429@p=0.1");
        int keys = 100_000;
        int struck = 0;
        for (int key = 0; key < keys; key++) {
            struck += holds(fault, subject(key + 1, 1, "x", false, 0), key) ? 1 : 0;
        }

        double standardError = Math.sqrt(0.1 * 0.9 / keys);
        assertThat((double) struck / keys).isCloseTo(0.1, within(4 * standardError));
    }

    @Test
    void ofOneStageTheFirstThatHoldsWinsAndMarkersComeFirst() {
        Faults faults = new Faults(List.of(Fault.status(500), Fault.status(501), Fault.parse("delay:1ms")));

        List<Struck> struck = faults.strike(
                subject(1, 1, "x", false, 0), new Draws(1, new byte[32], 1), List.of(), List.of(Fault.status(400)));

        assertThat(struck).extracting(one -> one.fault().toString()).containsExactly("status:400", "delay:1ms");
    }

    @Test
    void faultsOfStreamsSpareOtherRequests() {
        assertThat(holds(Fault.parse("no-done"), subject(1, 1, "x", false, 0), 1))
                .isFalse();
        assertThat(holds(Fault.parse("no-done"), subject(1, 1, "x", true, 0), 1))
                .isTrue();
    }
}
