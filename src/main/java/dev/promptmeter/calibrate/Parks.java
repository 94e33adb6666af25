package dev.promptmeter.calibrate;

import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How much longer than asked a thread of this process slept, and how often that was so long that the process had stood still.
 *
 * @param p50 overshoot of half of the sleeps, nanoseconds; null without any
 * @param p99 likewise
 * @param max likewise
 * @param stalls times that the process stood still
 * @param longestStall nanoseconds; null without any
 */
public record Parks(
        @Nullable Long p50,
        @Nullable Long p99,
        @Nullable Long max,
        long stalls,
        @Nullable Long longestStall) {

    /** {@return what those notes tell together} */
    static Parks of(List<MachineNote> notes) {
        Overshoots all = new Overshoots();
        long stalls = 0;
        Long longest = null;
        for (MachineNote note : notes) {
            all.merge(note.overshoots());
            stalls += note.stallCount();
            for (Stall stall : note.stalls()) {
                longest = longest == null ? stall.nanos() : Math.max(longest, stall.nanos());
            }
        }
        return new Parks(
                orNull(all.quantile(0.5)),
                orNull(all.quantile(0.99)),
                all.count() == 0 ? null : Long.valueOf(all.max()),
                stalls,
                longest);
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
    }
}
