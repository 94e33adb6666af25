package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** Where a worker gets what it does next. */
@FunctionalInterface
interface WorkSource {

    /** {@return the next thing to do, after waiting for it if need be; null when there is nothing left} */
    @Nullable
    Pending take() throws InterruptedException;
}
