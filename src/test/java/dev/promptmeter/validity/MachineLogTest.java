package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineLogTest {

    private static final long SECOND = 1_000_000_000L;

    private static MachineNote note(List<MachineSample> samples, List<Stall> stalls) {
        Overshoots overshoots = new Overshoots();
        overshoots.add(1);
        long nanos = stalls.stream().mapToLong(Stall::nanos).sum();
        return new MachineNote(2, 1_000_000, samples, overshoots, stalls.size(), nanos, stalls);
    }

    @Test
    void aLongRunHasFewerAndLongerSamplesOfTheSameTime() {
        MachineLog log = new MachineLog();
        for (int minute = 0; minute < 200; minute++) {
            List<MachineSample> samples = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long from = (minute * 60L + i) * SECOND;
                samples.add(new MachineSample(from, from + SECOND, SECOND / 2, 1L, 0.25));
            }
            log.add(note(samples, List.of()));
        }

        assertThat(log.samples()).hasSizeLessThanOrEqualTo(4096);
        assertThat(log.samples().stream().mapToLong(MachineSample::cpuNanos).sum())
                .isEqualTo(6_000 * SECOND);
        assertThat(log.samples()).allSatisfy(sample -> assertThat(sample.load()).isEqualTo(0.25));
    }

    @Test
    void onlyTheTimeInTheStretchesCounts() {
        MachineLog log = new MachineLog();
        log.add(note(
                List.of(),
                List.of(
                        new Stall(0, 10, Stall.Cause.OTHER),
                        new Stall(95, 10, Stall.Cause.GC),
                        new Stall(300, 20, Stall.Cause.OTHER))));

        assertThat(log.stalledNanos(List.of(new Span(100, 200), new Span(250, 400))))
                .isEqualTo(25);
        assertThat(log.stallCount()).isEqualTo(3);
    }

    @Test
    void stallsTooShortToBeKeptCountWhereverTheyWere() {
        MachineLog log = new MachineLog();
        log.add(new MachineNote(
                2, 1, List.of(), new Overshoots(), 3, 45, List.of(new Stall(10, 20, Stall.Cause.OTHER))));

        assertThat(log.stalledNanos(List.of(new Span(0, 100)))).isEqualTo(45);
    }
}
