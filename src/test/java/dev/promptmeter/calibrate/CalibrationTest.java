package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.simulator.Controls;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final long FIVE_MILLIS = 5_000_000;
    private static final CalibrationPlan PLAN = new CalibrationPlan(List.of(2), 100, 50, Duration.ofMillis(500));

    private record Told(URI baseUri, Controls controls) implements Truth {

        @Override
        public ClockReading clock() throws IOException {
            Controls.Clock clock = controls.clock();
            return new ClockReading(clock.before(), clock.there(), clock.after());
        }

        @Override
        public void forget() throws IOException {
            controls.forget();
        }

        @Override
        public String ledger() throws IOException {
            return controls.ledger();
        }

        @Override
        public String summary() throws IOException {
            return controls.summary();
        }

        @Override
        public void configure(String settings) throws IOException {
            controls.configure(settings);
        }
    }

    private static CalibrationResult calibrate(LongSupplier clientClock, List<String> progress) throws Exception {
        Settings.Builder settings = Settings.builder();
        PLAN.simulator().forEach(settings::set);
        try (Simulator simulator = Simulator.start(settings.build());
                Controls controls = Controls.of(simulator.baseUri())) {
            return Calibration.run(PLAN, new Told(simulator.baseUri(), controls), progress::add, clientClock);
        }
    }

    /** Each stamp that is taken where bytes arrive comes late, as if the decoder had been slow. */
    private static long slowWhereBytesArrive() {
        if (Thread.currentThread().getName().startsWith("promptmeter-http")) {
            long until = System.nanoTime() + FIVE_MILLIS;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        return System.nanoTime();
    }

    @Test
    void aDecoderThatIsFiveMillisecondsLateShowsAsThatError() throws Exception {
        CalibrationResult result = calibrate(CalibrationTest::slowWhereBytesArrive, new ArrayList<>());

        Level level = result.nearest(64);
        assertThat(level.counts().events()).isGreaterThanOrEqualTo(4);
        assertThat(level.counts().failed()).isZero();
        // From above only the load of the machine bounds it.
        assertThat(level.arrival().p50()).isGreaterThanOrEqualTo(FIVE_MILLIS);
        assertThat(level.ttft().p50()).isGreaterThanOrEqualTo(FIVE_MILLIS);
    }

    @Test
    void everyLevelHasItsFiguresAndProgressIsTold() throws Exception {
        List<String> progress = new ArrayList<>();

        CalibrationResult result = calibrate(System::nanoTime, progress);

        assertThat(result.clock().same()).isTrue();
        Level level = result.nearest(2);
        assertThat(level.counts().plain()).isGreaterThanOrEqualTo(2);
        assertThat(level.counts().streams()).isGreaterThanOrEqualTo(2);
        assertThat(level.arrival().count()).isBetween(2, (int) level.counts().events());
        assertThat(level.arrival().p50()).isPositive();
        assertThat(level.arrival().max()).isGreaterThanOrEqualTo(level.arrival().p50());
        assertThat(level.ttft().count()).isEqualTo((int) level.counts().streams());
        assertThat(level.latency().count()).isEqualTo((int) level.counts().plain());
        assertThat(level.lateness().p99()).isNotNull();
        assertThat(level.parks().p50()).isNotNull();
        assertThat(result.dispatchLag().count()).isEqualTo(5);
        assertThat(result.dispatchLag().p50()).isNotNull();
        assertThat(result.capacity().streams()).isEqualTo(2);
        assertThat(progress).contains("2 in flight: warming up", "2 in flight: plain answers");
    }
}
