package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.AttemptTally;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Setting;
import dev.promptmeter.validity.Span;
import dev.promptmeter.validity.Thresholds;
import dev.promptmeter.validity.Watched;
import java.util.List;

/**
 * What is to be thought of a sample run: its process stood still twice, its machine told of everything but its load, and one answer was long
 * on its way to the disk.
 */
final class SampleMeasurement {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private SampleMeasurement() {}

    static Measurement of(List<CaseResult> results, Summary summary) {
        AttemptTally attempts = new AttemptTally();
        results.forEach(attempts::add);
        Watched watched = new Watched(machine(), List.of(), List.of(new Span(0, 238 * SECOND)));
        return Measurement.of(
                new Measurement.Facts(attempts, watched, summary, new Setting(null, Setting.Cap.USUAL)),
                Thresholds.USUAL);
    }

    private static MachineLog machine() {
        Overshoots overshoots = new Overshoots();
        for (int i = 0; i < 1000; i++) {
            overshoots.add(60_000);
        }
        overshoots.add(41 * MILLI);
        Overshoots kept = new Overshoots();
        for (int i = 0; i < 150; i++) {
            kept.add(50 * MILLI);
        }
        kept.add(240 * MILLI);
        MachineLog machine = new MachineLog();
        machine.add(new MachineNote(
                4,
                MILLI,
                List.of(new MachineSample(0, 10 * SECOND, 12_400 * MILLI, 20 * MILLI, null)),
                overshoots,
                2,
                53 * MILLI,
                List.of(
                        new Stall(1_200 * MILLI, 12 * MILLI, Stall.Cause.GC),
                        new Stall(3_100 * MILLI, 41 * MILLI, Stall.Cause.OTHER)),
                kept));
        return machine;
    }
}
