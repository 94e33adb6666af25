package blackbox;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.promptmeter.cli.Main;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The program in a process of its own, which says at the end how long it took and what it held in memory. */
final class MeasuredProgram {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEBIBYTE = 1 << 20;

    private MeasuredProgram() {}

    public static void main(String[] arguments) {
        AtomicLong held = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (note, handback) -> held.accumulateAndGet(left(note), Math::max), null, null);
        }
        long begin = System.nanoTime();
        int code = Main.run(System.out, System.err, Map.of(), arguments);
        Duration busy = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        System.out.printf(
                Locale.ROOT,
                "%nMEASURED seconds=%.1f cpuSeconds=%.1f heldMiB=%.0f%n",
                seconds,
                busy.toNanos() / NANOS_PER_SECOND,
                held.get() / MEBIBYTE);
        System.out.flush();
        System.exit(code);
    }

    /** {@return what a collection left over, bytes; an upper bound of what was really needed then} */
    private static long left(Notification note) {
        var collection = GarbageCollectionNotificationInfo.from((CompositeData) note.getUserData());
        return collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().contains("Gen")
                        || pool.getKey().contains("Eden")
                        || pool.getKey().contains("Survivor"))
                .map(Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
