package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The few things that a journal does to a file system. A test puts one in its place that fails, shortens, lies or loses what was not
 * forced at the n-th call.
 */
interface Disk {

    /** The file system of this machine. */
    Disk SYSTEM = new SystemDisk();

    /**
     * {@return a new file for its owner alone, open for writing}
     *
     * @throws IOException if it is there already, or cannot be made
     */
    DiskFile create(Path file) throws IOException;

    /**
     * {@return a file that is there, open for writing at its end}
     *
     * @throws IOException if it is not there, or is a link
     */
    DiskFile open(Path file) throws IOException;

    /** Gives a file another name in its folder, in place of one that may have it. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file; one that is not there is no fault. */
    void delete(Path file) throws IOException;

    /** Puts the names in a folder on the disk, where the platform allows. */
    void forceFolder(Path folder) throws IOException;
}
