package dev.promptmeter.archive;

/**
 * Where in a journal the records of one attempt stand.
 *
 * @param intent -1 if it has none
 * @param answer -1 if it has none
 */
record RecordedAttempt(long intent, long answer) {

    /** {@return where the first of them stands} */
    long first() {
        return intent < 0 ? answer : intent;
    }
}
