package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** A request may not be sent; whoever wanted to send it gives it back. */
final class NotAdmitted extends RuntimeException {

    /** A request has to wait for others to come back. */
    static final NotAdmitted NOT_YET = new NotAdmitted(null, "others have to come back first");

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

    /** {@return whether it may be sent once others have come back} */
    boolean passes() {
        return this == NOT_YET;
    }

    /** {@return why the run ends; null if it has ended already, or goes on} */
    @Nullable
    Stop stop() {
        return stop;
    }
}
