package dev.promptmeter.archive;

import java.nio.file.Path;

/**
 * What a run folder is kept on.
 *
 * @param reserveBytes held back for what is in flight when the disk is full
 * @param temporary a folder for records that the run's own folder does not take
 */
record Storage(Disk disk, long reserveBytes, Path temporary) {

    /** This machine. */
    static final Storage SYSTEM =
            new Storage(Disk.SYSTEM, 16L << 20, Path.of(System.getProperty("java.io.tmpdir", ".")));

    /** {@return the file for such records of that run} */
    Path spare(Path folder) {
        return temporary.resolve("promptmeter-" + folder.toAbsolutePath().getFileName() + "-journal.jsonl");
    }
}
