package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A file that grows by whole pieces at its end. One thread writes at a time. */
final class AppendedFile implements Closeable {

    private final Path path;
    private final DiskFile file;
    private volatile long length;

    AppendedFile(Path path, DiskFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.length = file.position();
    }

    /** {@return how long it is in bytes, half a piece that could not be written left out} */
    long length() {
        return length;
    }

    /** {@return the same file under its new name} */
    AppendedFile named(Path name) throws IOException {
        return new AppendedFile(name, file);
    }

    /** Writes all of it, or throws and may have written a part. */
    void append(byte[] bytes) throws IOException {
        int written = 0;
        while (written < bytes.length) {
            int more = file.write(bytes, written, bytes.length - written);
            if (more <= 0) {
                throw new IOException("nothing was written, and no reason given");
            }
            written += more;
        }
        long position = file.position();
        if (position != length + bytes.length) {
            throw new IOException("the file holds " + position + " bytes where " + (length + bytes.length)
                    + " were written, as the system says");
        }
        length = position;
    }

    /** Takes back what half a piece may have left behind the last whole one. */
    void cutBack() throws IOException {
        file.truncate(length);
    }

    /** Cuts it off there. */
    void truncate(long at) throws IOException {
        file.truncate(at);
        length = at;
    }

    /** Puts what was appended on the disk. Only for a thread that nobody interrupts. */
    void force() throws IOException {
        file.force();
    }

    /** Takes care that what was appended can be found again under its name. */
    void requireReachable() throws IOException {
        if (!file.isStill(path, length)) {
            throw new FileGoneException(path);
        }
    }

    /** {@return its first so many bytes} */
    byte[] start(long bytes) throws IOException {
        byte[] start = new byte[Math.toIntExact(bytes)];
        file.read(0, start);
        return start;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
