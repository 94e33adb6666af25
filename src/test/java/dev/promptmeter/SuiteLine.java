package dev.promptmeter;

import java.util.Locale;

/**
 * The line that each suite of the test plan prints: name, count, seed, seconds. Use it as a resource around the suite's cases; it prints
 * when it is closed, so a suite that breaks off shows how far it came.
 */
public final class SuiteLine implements AutoCloseable {

    private final String name;
    private final long seed;
    private final long begun = System.nanoTime();
    private long cases;

    private SuiteLine(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    /**
     * Begins a suite.
     *
     * @param number its number in the test plan
     * @param name its name there
     * @param seed what its random choices start from
     */
    public static SuiteLine begin(int number, String name, long seed) {
        return new SuiteLine(number + " " + name, seed);
    }

    /** Counts one case. Call it from one thread. */
    public void count() {
        cases++;
    }

    /** {@return how many were counted} */
    public long cases() {
        return cases;
    }

    @Override
    public void close() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(Locale.ROOT, "suite %s: %,d cases, seed %d, %.1f s%n", name, cases, seed, seconds);
    }
}
