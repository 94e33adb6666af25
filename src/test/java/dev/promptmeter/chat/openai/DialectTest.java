package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.summary.Dialect;
import dev.promptmeter.summary.DialectTally;
import dev.promptmeter.summary.DialectTimes;
import dev.promptmeter.summary.Slo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams written by hand, with the figures that were worked out for them by hand from what each tool says of its own. */
class DialectTest {

    private static DialectTimes.Stream stream(String name) {
        HandMadeStream made = HandMadeStream.named(name);
        Answered answered = (Answered) made.read();
        return new DialectTimes.Stream(
                made.recorded().times().start(),
                made.recorded().times().end(),
                StreamChunks.of(made.recorded()),
                OutputTokens.of(answered.completion(), answered.timing()).count());
    }

    private static String millis(Map<String, double[]> times, String name) {
        String text = Arrays.stream(times.getOrDefault(name, new double[0]))
                .mapToObj(nanos -> BigDecimal.valueOf(nanos / 1e6)
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvFileSource(resources = "/dialects/expected.csv", numLinesToSkip = 1)
    void aStreamHasTheTimesThatTheToolWouldGive(
            String name,
            String dialect,
            String ttft,
            String ttfo,
            String itl,
            String icl,
            String tpot,
            String latency) {
        Map<String, double[]> times = DialectTimes.of(Dialect.named(dialect).orElseThrow(), stream(name));

        assertThat(millis(times, "ttft")).isEqualTo(ttft);
        assertThat(millis(times, "ttfo")).isEqualTo(ttfo);
        assertThat(millis(times, "itl")).isEqualTo(itl);
        assertThat(millis(times, "icl")).isEqualTo(icl);
        assertThat(millis(times, "tpot")).isEqualTo(tpot);
        assertThat(millis(times, "latency")).isEqualTo(latency);
    }

    @Test
    void ratesSpanFromTheFirstStartToTheLastEndAndPercentilesAreInterpolated() {
        DialectTally tally = new DialectTally(Dialect.VLLM, Slo.NONE);

        tally.add(stream("dialect-reasoning"));
        tally.add(stream("dialect-one-token"));

        assertThat(tally.requests()).isEqualTo(2);
        assertThat(tally.requestRate()).isEqualTo(2 / 0.080, within(1e-9));
        assertThat(tally.tokenRate()).isEqualTo(6 / 0.080, within(1e-9));
        DialectTally.Line ttft = tally.lines().get("ttft");
        assertThat(ttft.n()).isEqualTo(2);
        assertThat(ttft.mean()).isEqualTo(15e6, within(1.0));
        assertThat(ttft.median()).isEqualTo(15e6, within(1.0));
        assertThat(ttft.p99()).isEqualTo(19.9e6, within(1.0));
        assertThat(tally.lines().get("tpot").n()).isEqualTo(1);
    }

    @Test
    void goodStreamsKeepEveryPromiseAndFailedRequestsAreNotGood() {
        Slo slo = new Slo(65_000_000L, 25_000_000L, null, null, 12_000_000L, null, null, Slo.Passing.NOT_REQUIRED);
        DialectTally vllm = new DialectTally(Dialect.VLLM, slo);
        DialectTally guidellm = new DialectTally(Dialect.GUIDELLM, slo);
        for (DialectTally tally : List.of(vllm, guidellm)) {
            // 70 ms and 15 ms a token in vLLM's words: too slow.
            tally.add(stream("dialect-reasoning"));
            // One token has no time per token there; 20 ms a token in GuideLLM's words.
            tally.add(stream("dialect-one-token"));
            tally.add(stream("dialect-tool-call"));
            tally.addFailure();
        }

        assertThat(vllm.goodRate()).isEqualTo(2 / 0.080, within(1e-9));
        assertThat(guidellm.goodShare()).isEqualTo(0.25);
        assertThat(new DialectTally(Dialect.AIPERF, Slo.NONE).goodShare()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"AIPERF", "GENAI_PERF"})
    void aPromiseOfTimePerTokenHoldsForTheMeanGapWhereAToolHasNoOtherWord(Dialect dialect) {
        Slo slo = new Slo(null, null, null, null, 2_000_000L, null, null, Slo.Passing.NOT_REQUIRED);
        DialectTally tally = new DialectTally(dialect, slo);

        // 7.5 ms and 2.5 ms a token in their words.
        tally.add(stream("dialect-reasoning"));
        tally.add(stream("dialect-one-token"));

        assertThat(tally.goodShare()).isEqualTo(0.5);
    }

    @Test
    void anAnswerThatWasNotAskedForAsAStreamHasNoChunks() {
        HandMadeStream made = HandMadeStream.named("dialect-one-token");
        HandMadeStream plain =
                new HandMadeStream(false, made.body(), made.instants(), made.sizes(), made.endNanos(), made.failure());

        assertThat(StreamChunks.of(made.recorded())).hasSize(2);
        assertThat(StreamChunks.of(plain.recorded())).isEmpty();
        assertThat(new DialectTally(Dialect.AIPERF, Slo.NONE).requestRate()).isNull();
    }
}
