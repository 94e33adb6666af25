package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A file that is written at its end. An interrupt of whoever writes does it no harm. One thread at a time, but for {@link #force}. */
interface DiskFile extends Closeable {

    /** {@return how many of those bytes were written behind the last ones} Fewer than there are is no fault. */
    int write(byte[] bytes, int from, int length) throws IOException;

    /** {@return where the next byte will be written} */
    long position() throws IOException;

    /** Cuts it off there and goes on writing there. */
    void truncate(long length) throws IOException;

    /** Puts what was written on the disk. Only for a thread that nobody interrupts; others may write meanwhile. */
    void force() throws IOException;

    /**
     * Reads what was written, whatever the file is called by now.
     *
     * @throws IOException if there are not so many bytes
     */
    void read(long position, byte[] into) throws IOException;

    /** {@return whether that name is still this file's, and it holds at least so many bytes} */
    boolean isStill(Path file, long bytes) throws IOException;
}
