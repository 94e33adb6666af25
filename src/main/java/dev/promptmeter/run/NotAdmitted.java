package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** A request may not be sent; whoever wanted to send it gives it back. */
final class NotAdmitted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Stop stop;

    /** A request may not be sent, and the run ends for that reason. */
    NotAdmitted(Stop stop) {
        this(stop, stop.text());
    }

    private NotAdmitted(@Nullable Stop stop, String text) {
        // Nobody reads the stack of it, and every worker may meet one.
        super(text, null, false, false);
        this.stop = stop;
    }

    /** {@return the same for a run that has ended already} */
    static NotAdmitted runIsOver() {
        return new NotAdmitted(null, "the run starts nothing more");
    }

    /** {@return why the run ends; null if it has ended already} */
    @Nullable
    Stop stop() {
        return stop;
    }
}
