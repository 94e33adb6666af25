package dev.promptmeter.run;

/**
 * Why a run ended before every case had its turn.
 *
 * @param cause what ended it
 * @param text one sentence for people, with figures
 */
public record Stop(Cause cause, String text) {

    private static final String NOT_PLANNED = "not planned";

    /** What can end a run early. */
    public enum Cause {
        /** SIGINT. */
        INTERRUPT,
        /** SIGTERM. */
        TERMINATE,
        /** SIGHUP. */
        HANGUP,
        /** The endpoint refuses us or cannot be reached. */
        ACCESS,
        /** The time limit. */
        TIME,
        /** The endpoint asks for a longer wait than a run sits out. */
        WAIT,
        /** The endpoint fails and goes on failing. */
        OUTAGE,
        /** The spending limit. */
        BUDGET,
        /** {@code --fail-fast}. */
        FAIL_FAST,
        /** A dataset changed while it was read. */
        DATASET,
        /** The journal cannot be written. */
        STORAGE,
        /** The run whose answers are judged again had not come to its end, or not every shard of the run has. */
        SOURCE,
        /** The program was killed; nothing was noted. */
        KILLED
    }

    /** {@return why a repeat was left out that the run did not come to, under that load} */
    public String leavingOut(Load load) {
        return cause == Cause.TIME && load instanceof Load.Open ? NOT_PLANNED : text;
    }
}
