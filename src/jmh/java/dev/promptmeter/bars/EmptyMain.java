package dev.promptmeter.bars;

/** The reference for a start: nothing. */
final class EmptyMain {

    private EmptyMain() {}

    /** Does nothing. */
    public static void main(String[] arguments) {}
}
