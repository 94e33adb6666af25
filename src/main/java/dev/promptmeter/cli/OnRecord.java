package dev.promptmeter.cli;

/**
 * What a run that goes on has to do with results on record.
 *
 * @param known repeats that have one, or an answer
 * @param settled of them, those of which nothing more is heard
 */
record OnRecord(long known, long settled) {

    /** A run that begins. */
    static final OnRecord NOTHING = new OnRecord(0, 0);
}
