package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/validity/rules.csv", numLinesToSkip = 1)
    void aFigureIsDoubtedBeyondItsLimit(Reason reason, double value, double medianMillis, Level level) {
        Level found = Measurement.doubt(reason, value, reason.bounds(), medianMillis * 1e6)
                .map(Doubt::level)
                .orElse(Level.VALID);

        assertThat(found).isEqualTo(level);
    }

    @Test
    void everyReasonIsInTheTable() {
        Set<Reason> told = Arrays.stream(table().split("\n"))
                .skip(1)
                .map(line -> Reason.valueOf(line.substring(0, line.indexOf(','))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));

        assertThat(told).containsExactly(Reason.values());
    }

    private static String table() {
        try (var in = RulesTest.class.getResourceAsStream("/validity/rules.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DISPATCH_LAG, LATENCY THROUGHPUT",
        "RATE, LATENCY THROUGHPUT",
        "SHED, LATENCY THROUGHPUT",
        "SLOTS, THROUGHPUT",
        "STALLS, LATENCY",
        "STALL_TIME, LATENCY",
        "CPU, LATENCY THROUGHPUT",
        "MACHINE, LATENCY",
        "GC, LATENCY",
        "LITTLE, THROUGHPUT",
        "USAGE, TOKENS",
        "COALESCED, GAPS",
        "OVERLOAD, LATENCY",
        "CLOCK, LATENCY"
    })
    void aReasonSpeaksAgainstItsFamiliesAlone(Reason reason, String families) {
        Set<Family> named =
                Arrays.stream(families.split(" ")).map(Family::valueOf).collect(Collectors.toSet());

        assertThat(Set.copyOf(reason.families())).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "latency.p95, LATENCY",
        "ttft.mean, LATENCY",
        "slo.goodput, LATENCY",
        "chunkGap.p50, LATENCY GAPS",
        "outputRate.p50, LATENCY TOKENS",
        "run.requestRate, THROUGHPUT",
        "run.outputTokenRate, THROUGHPUT TOKENS",
        "tokens.completion.sum, TOKENS",
        "passRate,",
        "cost.total,",
        "run.duration,",
        "metric.latency.mean,",
    })
    void aFigureBelongsToTheFamiliesThatItStandsAndFallsWith(String figure, String families) {
        List<String> found = Arrays.stream(Family.values())
                .filter(family -> family.holds(figure))
                .map(Family::name)
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(families == null ? "" : families);
    }
}
