package dev.promptmeter.run;

/**
 * Random numbers that are the same on every JVM: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). Not
 * thread-safe.
 */
final class SplitMix64 {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int DROPPED_BITS = 11;
    private static final double STEP = 0x1.0p-53;

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    private long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** {@return the next number, from 0 to below 1} */
    double nextDouble() {
        return (nextLong() >>> DROPPED_BITS) * STEP;
    }
}
