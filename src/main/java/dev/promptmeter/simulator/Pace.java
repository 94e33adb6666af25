package dev.promptmeter.simulator;

/** When the tokens of one answer come: the first at an instant, each further one a gap later. Not thread-safe. */
final class Pace {

    private final long firstNanos;
    private final Delay gap;
    private final NumberStream numbers;
    private final double factor;
    private long plain;

    Pace(long firstNanos, Delay gap, NumberStream numbers, double factor) {
        this.firstNanos = (long) (firstNanos * factor);
        this.gap = gap;
        this.numbers = numbers;
        this.factor = factor;
    }

    long firstNanos() {
        return firstNanos;
    }

    long nextGapNanos() {
        return (long) (gap.draw(numbers, 0) * factor);
    }

    /** {@return the instant at which an answer in one piece is due; remembered, for gaps are drawn only once} */
    long plainNanos() {
        return plain;
    }

    /** {@return the instant of the last of so many tokens, for an answer that comes in one piece} */
    long lastNanos(int tokens) {
        plain = firstNanos;
        if (gap.constant()) {
            plain += Math.max(0, tokens - 1) * nextGapNanos();
            return plain;
        }
        for (int token = 1; token < tokens; token++) {
            plain += nextGapNanos();
        }
        return plain;
    }
}
