package dev.promptmeter.run;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What starting the program left in memory, most of it garbage. Collected together with what the first requests allocate it would stop them
 * all for longer than a short run bears.
 */
final class StartResidue {

    private StartResidue() {}

    /** Collects it before anything is timed; does nothing where memory has been collected already, so at most once in a process. */
    static void collect() {
        boolean uncollected = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .allMatch(count -> count <= 0);
        if (uncollected) {
            System.gc();
        }
    }
}
