package dev.promptmeter.cli;

import java.util.function.Consumer;

/** Where signals come from. */
@FunctionalInterface
interface Signals {

    /** There are none: the program is a part of another. */
    Signals NONE = listener -> () -> {};

    /** {@return what ends the listening; until then each signal is given to {@code listener}, on a thread of the JVM} */
    Listening listen(Consumer<StopSignal> listener);

    /** An end to listening. */
    @FunctionalInterface
    interface Listening extends AutoCloseable {

        @Override
        void close();
    }
}
