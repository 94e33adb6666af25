package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Beside the streams written by hand, the example that the definition of the time per token is given with. */
class TokenPaceTest {

    private static final long MILLI = 1_000_000;

    /** 100 tokens: 20 of them in the first event, then 80, one every 10 ms. */
    private static final long[] INSTANTS = instants();

    private static long[] instants() {
        long[] instants = new long[81];
        Arrays.setAll(instants, i -> (300 + 10L * i) * MILLI);
        return instants;
    }

    @Test
    void tokensOfTheFirstEventTakeNoTimeOfTheirOwn() {
        long[] tokens = new long[81];
        Arrays.fill(tokens, 1);
        tokens[0] = 20;

        TokenPace pace = pace(new OutputEvents(INSTANTS, tokens, TokenSource.USAGE_RUNNING));

        assertThat(pace.tpotNanos()).isEqualTo(10.0 * MILLI);
        assertThat(pace.basis()).isEqualTo(TokenPace.Basis.MEASURED);
        assertThat(pace.decodeRate()).isCloseTo(100, within(1e-9));
    }

    @Test
    void whereNobodyCountedThemOneIsAssumedAndItIsSaid() {
        TokenPace pace = pace(OutputEvents.at(INSTANTS));

        assertThat(pace.tpotNanos()).isCloseTo(8.080808 * MILLI, within(1.0));
        assertThat(pace.basis()).isEqualTo(TokenPace.Basis.ASSUMED_1);
    }

    private static TokenPace pace(OutputEvents output) {
        var times = new Times(0, 0, 0, null, null, null, 1_200 * MILLI);
        var timing = new Timing(times, 0L, output.first(), 1_100 * MILLI, output);
        return new TokenPace(new OutputTokens(100L, TokenSource.USAGE), timing);
    }
}
