package dev.promptmeter.bars;

/**
 * A bar before it is measured.
 *
 * @param bar its name, such as {@code B1}
 * @param what is compared with what
 */
record Definition(String bar, String what, Limit limit) {

    BarLine with(BarLine.Outcome outcome) {
        return new BarLine(bar, what, limit, outcome);
    }
}
