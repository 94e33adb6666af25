package dev.promptmeter.calibrate;

import java.util.Comparator;
import java.util.List;

/**
 * What a calibration found.
 *
 * @param plan what it was asked to do
 * @param clock how far the simulator's clock was ahead of ours
 * @param levels one for each number in flight, in the order asked
 * @param dispatchLag how much later than planned requests started in an open loop
 * @param capacity how much the client bears
 */
public record CalibrationResult(
        CalibrationPlan plan, ClockOffset clock, List<Level> levels, Spread dispatchLag, Capacity capacity) {

    /** Copies the levels. */
    public CalibrationResult {
        levels = List.copyOf(levels);
    }

    /** {@return whether the simulator kept its schedule at every level, so that what was late is the client} */
    public boolean blamesTheClient() {
        return levels.stream().allMatch(level -> level.lateness().kept());
    }

    /** {@return the level whose number in flight is nearest to that one; of two, the higher} */
    public Level nearest(int inFlight) {
        return levels.stream()
                .min(Comparator.<Level>comparingInt(level -> Math.abs(level.inFlight() - inFlight))
                        .thenComparingInt(level -> -level.inFlight()))
                .orElseThrow();
    }
}
