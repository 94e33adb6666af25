package dev.promptmeter.run;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the platform tells of this process and of the machine. For one thread. */
final class PlatformFigures {

    /** The collector tells its pauses in milliseconds since the start of the JVM, and that start differs a little from place to place. */
    private static final long BLUR_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final OperatingSystemMXBean system;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors;
    private final long jvmStart;

    private PlatformFigures(OperatingSystemMXBean system, Ticker ticker) {
        this.system = system;
        this.jvmStart = ticker.nanos()
                - TimeUnit.MILLISECONDS.toNanos(
                        ManagementFactory.getRuntimeMXBean().getUptime());
        this.collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(PlatformFigures::stopsTheWorld)
                .map(GarbageCollectorMXBean.class::cast)
                .toList();
        system.getCpuLoad();
    }

    /** {@return the platform's figures; null if this one has none} */
    static @Nullable PlatformFigures of(Ticker ticker) {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? new PlatformFigures(system, ticker)
                    : null;
        } catch (LinkageError e) {
            // A runtime image may have been made without these modules.
            return null;
        }
    }

    /** Some collectors tell of the work they do beside the program under a name of its own. */
    private static boolean stopsTheWorld(java.lang.management.GarbageCollectorMXBean collector) {
        String name = collector.getName();
        return collector instanceof GarbageCollectorMXBean && !name.endsWith("Cycles") && !name.contains("Concurrent");
    }

    /** {@return processor time of this process, nanoseconds; null if it is not counted} */
    @Nullable
    Long cpuNanos() {
        long nanos = system.getProcessCpuTime();
        return nanos < 0 ? null : nanos;
    }

    /** {@return the share of the machine's processors that were busy since the last call, 0 to 1; null if that is not known} */
    @Nullable
    Double load() {
        double load = system.getCpuLoad();
        return load >= 0 && load <= 1 ? load : null;
    }

    /** {@return time in pauses for collecting memory so far, nanoseconds; null if no collector tells} */
    @Nullable
    Long gcNanos() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return collectors.isEmpty() ? null : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** {@return whether the newest collection of memory lies in that stretch of the run's time} */
    boolean collected(long from, long to) {
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo last = collector.getLastGcInfo();
            if (last != null && last.getDuration() > 0 && overlaps(last, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean overlaps(GcInfo collection, long from, long to) {
        return instant(collection.getEndTime()) > from - BLUR_NANOS
                && instant(collection.getStartTime()) < to + BLUR_NANOS;
    }

    private long instant(long jvmMillis) {
        return jvmStart + TimeUnit.MILLISECONDS.toNanos(jvmMillis);
    }

    /** {@return processor time of the thread that asks, nanoseconds; null if it is not counted} */
    @Nullable
    Long ownNanos() {
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : null;
    }
}
