package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** An existing file that grows at its end; an interrupt of the thread that writes does it no harm. One thread writes at a time. */
final class AppendedFile implements Closeable {

    private final RandomAccessFile file;
    private final long length;

    /** Not a channel: one that is written by an interrupted thread closes itself. */
    AppendedFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        length = file.length();
        file.seek(length);
    }

    /** {@return how long it was when it was opened, in bytes} */
    long length() {
        return length;
    }

    void append(byte[] bytes) throws IOException {
        file.write(bytes);
    }

    /** Puts what was appended on the disk. Only for a thread that nobody interrupts. */
    void force() throws IOException {
        file.getChannel().force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
