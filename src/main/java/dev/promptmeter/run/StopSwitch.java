package dev.promptmeter.run;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Says whether a run is to start nothing more, and why. The first reason stays. */
final class StopSwitch {

    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final Runnable whenThrown;

    /** Takes what is to happen, once, when it is thrown. */
    StopSwitch(Runnable whenThrown) {
        this.whenThrown = whenThrown;
    }

    void throwFor(Stop reason) {
        if (stop.compareAndSet(null, reason)) {
            whenThrown.run();
        }
    }

    @Nullable
    Stop reason() {
        return stop.get();
    }
}
