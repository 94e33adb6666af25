package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/arrivals");

    private static Arrivals arrivals(String process) {
        ArrivalProcess how = switch (process) {
            case "poisson" -> new ArrivalProcess.Poisson();
            case "gamma" -> new ArrivalProcess.Gamma(0.5);
            default -> new ArrivalProcess.Constant();
        };
        StartRate rate = process.equals("ramp") ? new StartRate(1, 50, 2) : StartRate.of(20);
        return new Arrivals(rate, how, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson", "gamma", "ramp"})
    void theTableOfASeedIsTheSameOnEveryJvm(String process) throws IOException {
        TestPlan plan = TestPlan.asking(new ScriptedEndpoint()).rows(8).models("a,b", "c");
        Path golden = GOLDEN.resolve(process + ".csv");
        StringWriter table = new StringWriter();

        PlannedStarts.write(plan.plan(), arrivals(process), table);

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, table.toString(), StandardCharsets.UTF_8);
        }
        assertThat(table).hasToString(Files.readString(golden, StandardCharsets.UTF_8));
    }

    @Test
    void theHashIsThatOfTheTable() {
        RunPlan plan = TestPlan.asking(new ScriptedEndpoint()).rows(1).plan();

        // Of "index,case,plan_ns", "0,sums/r1 · default · sim,0", each with a line end.
        assertThat(PlannedStarts.sha256(plan, arrivals("poisson")))
                .isEqualTo("a248418343537c932676982e84d5cb39be324f7d780ddae1c7a8563d1571a3c5");
    }

    @Test
    void constantGapsAreAllTheSame() {
        Arrivals.Instants instants = arrivals("constant").instants();

        long[] first = IntStream.range(0, 4).mapToLong(i -> instants.next()).toArray();

        assertThat(first).containsExactly(0, 50_000_000, 100_000_000, 150_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        // From 1/s to 50/s over 2 s there are 51 starts; then one every 20 ms.
        "1, 50, 2, 0, 0",
        "1, 50, 2, 51, 2",
        "1, 50, 2, 52, 2.02",
        "1, 50, 2, 25.5, 1.402547",
        // Down from 3/s to 1/s over 4 s there are 8.
        "3, 1, 4, 8, 4",
        "3, 1, 4, 10, 6",
        "3, 1, 4, 5, 2",
        "20, 20, 0, 30, 1.5"
    })
    void aRampIsTheInverseOfItsIntegral(double from, double to, double over, double starts, double seconds) {
        StartRate rate = new StartRate(from, to, over);

        assertThat(rate.secondsAt(starts)).isCloseTo(seconds, within(1e-5));
    }

    @Test
    void ratesAtWhichNothingStartsAreRefused() {
        assertThatThrownBy(() -> StartRate.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StartRate(1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArrivalProcess.Gamma(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson", "gamma", "ramp"})
    void factsSayAllOfIt(String process) {
        Arrivals arrivals = arrivals(process);

        assertThat(Arrivals.of(arrivals.facts("0".repeat(64)))).contains(arrivals);
        assertThat(Arrivals.of(Map.of("os", "Linux"))).isEmpty();
    }

    @Test
    void peopleReadRateAndProcess() {
        assertThat(new Load.Open(arrivals("poisson"), 1024, null).text())
                .isEqualTo("open loop, 20/s poisson, at most 1,024 in flight");
        assertThat(arrivals("ramp").text()).isEqualTo("1/s to 50/s over 2 s constant");
        assertThat(arrivals("gamma").text()).isEqualTo("20/s gamma with shape 0.5");
    }
}
