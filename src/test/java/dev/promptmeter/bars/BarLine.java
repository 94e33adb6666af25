package dev.promptmeter.bars;

import org.jspecify.annotations.Nullable;

/**
 * One bar and what came of it.
 *
 * @param bar its name, such as {@code B1}
 * @param what is compared with what
 */
record BarLine(String bar, String what, Limit limit, Outcome outcome) {

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * Both figures, in the unit of the limit.
     *
     * @param reference null if the limit is an amount
     */
    record Measured(double figure, @Nullable Double reference) implements Outcome {}

    /** What it needs is not on this machine. */
    record NotMeasured(String why) implements Outcome {}

    /** It should have been measured and could not be. */
    record Broken(String why) implements Outcome {}

    /** {@return the ratio of both figures, or null if there are not two or the reference is nothing} */
    @Nullable
    Double ratio() {
        if (outcome instanceof Measured measured && measured.reference() != null && measured.reference() != 0) {
            return measured.figure() / measured.reference();
        }
        return null;
    }

    boolean broken() {
        return outcome instanceof Broken;
    }

    /** {@return whether it is far off in bytes, of which other work on the machine makes no more; times are for people to judge} */
    boolean surelyMissed() {
        return limit.unit().equals("B")
                && outcome instanceof Measured measured
                && limit.farOff(measured.figure(), measured.reference());
    }

    /** {@return what the last column of a table says} */
    String verdict() {
        if (outcome instanceof Measured measured) {
            return limit.kept(measured.figure(), measured.reference()) ? "pass" : "miss";
        }
        return outcome instanceof NotMeasured not
                ? "not measured: " + not.why()
                : "could not be run: " + ((Broken) outcome).why();
    }
}
