package dev.promptmeter.run;

import java.time.Instant;

/**
 * The clocks of this machine.
 *
 * @param origin where the monotonic one stood when the run began
 */
record SystemTicker(long origin) implements Ticker {

    @Override
    public long nanos() {
        return System.nanoTime() - origin;
    }

    @Override
    public Instant date() {
        return Instant.now();
    }
}
