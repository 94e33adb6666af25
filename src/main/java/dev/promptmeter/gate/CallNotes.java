package dev.promptmeter.gate;

/** What is to be said where calls are counted. */
final class CallNotes {

    static final String REPEATS = "n counts calls; repeats of a case are treated as independent here";

    private CallNotes() {}
}
