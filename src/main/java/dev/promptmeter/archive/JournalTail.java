package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a journal, which takes every record whatever the disk does.
 *
 * <p>What cannot be written is written again behind the last whole record; failing that, or after a failed force, a new file receives all
 * that was not forced: in the run's folder, then in a folder for such cases, and last of all in memory. A file whose force failed is
 * never trusted again, for a second force may succeed over pages that are lost. One thread at a time appends, another forces.
 */
final class JournalTail implements Closeable {

    private final Disk disk;
    private final Segments segments;
    private final Reserve reserve;
    private final Unforced unforced;
    private final KeptLag kept = new KeptLag();
    private final Path folder;
    private final Deque<Path> refuges;
    private volatile @Nullable AppendedFile file;
    private volatile long written;
    private volatile boolean dirty;
    private volatile @Nullable IOException failure;
    private volatile @Nullable Path elsewhere;

    /**
     * What a journal is written to.
     *
     * @param segments its files
     * @param reserve room that is given back when something cannot be written
     * @param spare the name of the file that takes what its own folder does not
     */
    record Place(Disk disk, Segments segments, Reserve reserve, Path spare) {}

    /** Goes on behind that file's end. */
    JournalTail(Place place, AppendedFile file) {
        this.disk = place.disk();
        this.segments = place.segments();
        this.reserve = place.reserve();
        this.file = file;
        this.written = segments.last().base() + file.length();
        this.unforced = new Unforced(written);
        this.folder = segments.last().file().toAbsolutePath().getParent();
        this.refuges = new ArrayDeque<>(List.of(folder, place.spare()));
    }

    /** {@return up to which position whole records have been written} */
    long written() {
        return written;
    }

    /** {@return the first thing that went wrong; null while nothing has} */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** {@return the file outside of the run's folder that took what the folder did not; null if there was no need} */
    @Nullable
    Path elsewhere() {
        return elsewhere;
    }

    /** {@return the lines that no file took; empty if there was no need} */
    byte[] unsaved() {
        return file == null ? unforced.all() : new byte[0];
    }

    /** {@return how long answers took until they were on the disk} */
    KeptLag kept() {
        return kept;
    }

    /** Waits while too much has been written and not forced. */
    void awaitRoom() {
        unforced.awaitRoom();
    }

    /** Takes whole lines. */
    synchronized void append(byte[] lines) {
        AppendedFile into = file;
        unforced.add(lines);
        if (into != null) {
            append(lines, into);
        }
        written += lines.length;
        dirty = true;
    }

    private void append(byte[] lines, AppendedFile into) {
        try {
            into.append(lines);
        } catch (IOException e) {
            fail(e);
            if (!appendedAgain(lines, into)) {
                moveOn(unforced.from(), unforced.all());
            }
        }
    }

    /** The room that was held back has just been given back. */
    private static boolean appendedAgain(byte[] lines, AppendedFile into) {
        try {
            into.cutBack();
            into.append(lines);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Puts what was written on the disk. Only for a thread that nobody interrupts. */
    void force() {
        if (!dirty) {
            return;
        }
        dirty = false;
        long upTo = written;
        AppendedFile forced = file;
        try {
            if (forced != null) {
                forced.requireReachable();
                forced.force();
                unforced.forcedTo(upTo);
                kept.forced(upTo);
            }
        } catch (IOException e) {
            distrust(forced, e);
        }
    }

    private synchronized void distrust(@Nullable AppendedFile forced, IOException cause) {
        if (forced == null || forced != file) {
            // Whoever appends has left it already, with all that it held.
            return;
        }
        fail(cause);
        if (cause instanceof FileGoneException) {
            copy(forced);
        } else {
            moveOn(unforced.from(), unforced.all());
        }
        dirty = true;
        force();
    }

    /** The name is gone, but what it stood for can still be read, unless it was cut off. */
    private void copy(AppendedFile gone) {
        byte[] whole;
        try {
            whole = gone.start(gone.length());
        } catch (IOException | ArithmeticException e) {
            moveOn(unforced.from(), unforced.all());
            return;
        }
        moveOn(segments.last().base(), whole);
    }

    /** Writes those lines into the next file that takes them. */
    private void moveOn(long from, byte[] lines) {
        AppendedFile left = file;
        file = null;
        while (file == null && !refuges.isEmpty()) {
            Path refuge = refuges.remove();
            file = begun(refuges.isEmpty() ? refuge : Segments.unused(refuge), from, lines);
            elsewhere = file != null && refuges.isEmpty() ? refuge : null;
        }
        if (file == null) {
            unforced.keepAll();
        }
        close(left);
    }

    /** The name is given when all is written: whoever reads it leaves off there in the file before. */
    private @Nullable AppendedFile begun(Path target, long from, byte[] lines) {
        Path beside = target.resolveSibling("." + target.getFileName() + ".tmp");
        AppendedFile begun = null;
        try {
            disk.delete(beside);
            begun = new AppendedFile(beside, disk.create(beside));
            begun.append(lines);
            disk.move(beside, target);
            disk.forceFolder(target.toAbsolutePath().getParent());
            segments.add(target, from);
            return begun.named(target);
        } catch (IOException e) {
            close(begun);
            return null;
        }
    }

    private static void close(@Nullable AppendedFile left) {
        try {
            if (left != null) {
                left.close();
            }
        } catch (IOException e) {
            // What it held is elsewhere by now.
            return;
        }
    }

    /** Something went wrong: the first fault is kept, and the room that was held back is given back. */
    void fail(IOException cause) {
        synchronized (this) {
            failure = failure == null ? cause : failure;
        }
        reserve.release();
    }

    /** {@return how many files there are} */
    int files() {
        return segments.count();
    }

    /** {@return the run's folder} */
    Path folder() {
        return folder;
    }

    /** {@return the name of the file that is being written} */
    Path current() {
        return segments.last().file();
    }

    /** Ends it; what was not forced is not forced any more. */
    @Override
    public void close() throws IOException {
        reserve.release();
        AppendedFile left = file;
        if (left != null) {
            left.close();
        }
    }
}
