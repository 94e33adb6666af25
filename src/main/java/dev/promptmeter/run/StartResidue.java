package dev.promptmeter.run;

import java.lang.ref.WeakReference;

/**
 * What starting the program left in memory, most of it garbage. Collected together with what the first requests allocate it would stop them
 * all for longer than a short run bears.
 */
final class StartResidue {

    /** Gone with the first collection of memory, whoever caused that. */
    private static final WeakReference<Object> UNCOLLECTED = new WeakReference<>(new Object());

    private StartResidue() {}

    /** Collects it before anything is timed; does nothing where memory has been collected already, so at most once in a process. */
    static void collect() {
        if (UNCOLLECTED.get() != null) {
            System.gc();
        }
    }
}
