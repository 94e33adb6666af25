package dev.promptmeter.simulator;

import java.util.Objects;

/** How long something takes: fixed, or drawn from a distribution. Immutable; equal when written alike. */
public final class Delay {

    private static final DistributionText TEXT = new DistributionText(TimeText::nanos);

    private final String text;
    private final Distribution distribution;

    private Delay(String text, Distribution distribution) {
        this.text = text;
        this.distribution = distribution;
    }

    /**
     * Reads {@code 50ms}, {@code fixed:50ms}, {@code uniform:10ms,90ms}, {@code normal:MEAN,SD}, {@code lognormal:MEDIAN,SIGMA},
     * {@code exp:MEAN}, {@code mix:WEIGHT*SPEC|WEIGHT*SPEC}, {@code file:PATH} or {@code tokens:BASE+EACH}.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    public static Delay parse(String text) {
        String plain = text.trim();
        String canonical = plain.indexOf(':') < 0 ? "fixed:" + plain : plain.replace(';', ',');
        return new Delay(canonical, TEXT.parse(plain));
    }

    /** {@return always so many milliseconds} */
    public static Delay fixed(long millis) {
        return parse("fixed:" + millis + "ms");
    }

    /** {@return the duration in nanoseconds} */
    long draw(NumberStream numbers, long promptTokens) {
        return (long) distribution.draw(numbers, promptTokens);
    }

    /** {@return whether it is the same each time, so that no number needs to be drawn} */
    boolean constant() {
        return distribution instanceof Distribution.Fixed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delay delay && delay.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** {@return the text that parses to this delay} */
    @Override
    public String toString() {
        return text;
    }
}
