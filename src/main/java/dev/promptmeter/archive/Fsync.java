package dev.promptmeter.archive;

/** When what a journal holds is put on the disk, so that it outlives a loss of power. */
public enum Fsync {
    /** A tenth of a second after it was written at the latest: many records share one force. */
    GROUP,
    /** Before the slot of an answer is used again. */
    ALWAYS
}
