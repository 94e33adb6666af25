package dev.promptmeter.gate;

import org.jspecify.annotations.Nullable;

/** A way to be sure how the values of paired cases changed. */
interface ChangeMethod {

    /** {@return what it finds if so many more cases had improved, and so many more had worsened, as far as they can} */
    Sureness with(int improved, int worsened);

    /** {@return the cases that changed sides; null where a case is more than a yes or a no} */
    GateChange.@Nullable Flips flips();
}
