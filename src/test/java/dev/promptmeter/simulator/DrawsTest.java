package dev.promptmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {

    private static final int DRAWS = 100_000;

    @Test
    void aThousandDrawsAreThoseOfTheGoldenFile() throws Exception {
        byte[] key = Digests.sha256().digest("golden".getBytes(StandardCharsets.UTF_8));
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/golden/simulator/draws.txt")),
                StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }

        assertThat(lines).hasSize(100).allSatisfy(line -> {
            String[] parts = line.split(" ");
            NumberStream numbers = new Draws(7, key, Long.parseLong(parts[0])).stream(parts[1]);
            for (int i = 2; i < parts.length; i++) {
                assertThat(HexFormat.of().toHexDigits(numbers.nextLong())).isEqualTo(parts[i]);
            }
        });
    }

    /** The theory of each model: mean, median and p99 in milliseconds. */
    static Stream<Arguments> theory() {
        return Stream.of(
                arguments("50ms", 50, 50, 50),
                arguments("uniform:10ms,90ms", 50, 50, 89.2),
                arguments("normal:50ms,10ms", 50, 50, 73.0),
                arguments("lognormal:50ms,0.5", 56.66, 50, 160.0),
                arguments("exp:50ms", 50, 34.66, 230.3),
                arguments("mix:0.95*fixed:50ms|0.05*fixed:2s", 147.5, 50, 2000));
    }

    @ParameterizedTest
    @MethodSource("theory")
    void drawsFollowTheTheory(String text, double mean, double median, double p99) {
        Delay delay = Delay.parse(text);
        NumberStream numbers = new NumberStream(20_261_122);
        double[] millis = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            millis[i] = delay.draw(numbers, 0) / 1e6;
        }
        Arrays.sort(millis);

        assertThat(Arrays.stream(millis).average().orElseThrow()).isCloseTo(mean, within(mean * 0.02));
        assertThat(millis[DRAWS / 2]).isCloseTo(median, within(median * 0.02));
        assertThat(millis[DRAWS * 99 / 100]).isCloseTo(p99, within(p99 * 0.02));
    }

    @Test
    void aDelayCanGrowWithThePromptAndComeFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("delays.csv"), "10ms\n30ms\n");

        Delay perToken = Delay.parse("tokens:20ms+0.1ms");
        Delay listed = Delay.parse("file:" + file);

        assertThat(perToken.draw(new NumberStream(1), 300)).isEqualTo(50_000_000);
        assertThat(listed.draw(new NumberStream(1), 0)).isIn(10_000_000L, 30_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "fast", "-5ms", "uniform:90ms,10ms", "uniform:5ms", "lognorm:1ms,1", "mix:fixed:1ms"})
    void aDelayThatCannotBeIsRefused(String text) {
        assertThatThrownBy(() -> Delay.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCellMayWriteASemicolonForAComma() {
        assertThat(Delay.parse("lognormal:300ms;0.4")).isEqualTo(Delay.parse("lognormal:300ms,0.4"));
    }

    @Test
    void tokensAreFourCodePointsAndNeverSplitOne() {
        assertThat(Tokens.count("")).isZero();
        assertThat(Tokens.count("abcd")).isEqualTo(1);
        assertThat(Tokens.count("abcde")).isEqualTo(2);
        assertThat(Tokens.count("🚀🚀🚀🚀🚀")).isEqualTo(2);
        assertThat(Tokens.end("🚀🚀🚀🚀🚀", 0, 1)).isEqualTo(8);
        assertThat(Tokens.count(Tokens.words(25, new NumberStream(3)))).isEqualTo(25);
    }

    @Test
    void aSpreadFindsItsQuantilesToWithinOnePercent() {
        Spread spread = new Spread();
        for (long micros = 1; micros <= 10_000; micros++) {
            spread.add(micros * 1_000);
        }

        assertThat((double) spread.quantile(0.5)).isCloseTo(5_000_000, within(50_000.0));
        assertThat((double) spread.quantile(0.99)).isCloseTo(9_900_000, within(99_000.0));
        assertThat(spread.most()).isEqualTo(10_000_000);
    }
}
