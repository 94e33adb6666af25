package dev.promptmeter.archive;

import dev.promptmeter.run.Uninterrupted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a journal in the order in which records were queued. Whoever has something that must be written now writes all that is
 * queued, one thread at a time: a record then needs no second thread that would have to be woken for it. A thread of its own forces in
 * groups, so that a slow disk delays no request, and writes what nobody was in a hurry for.
 */
final class JournalWriter implements AutoCloseable {

    private static final int LARGEST_WRITE = 1 << 20;
    private static final int LARGEST_BATCH = 256;
    private static final long FORCE_EVERY_MILLIS = 100;

    private final AppendedFile file;
    private final int capacity;
    private final Consumer<IOException> onFailure;
    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore wake = new Semaphore(0);
    private final Thread forcing;
    private final List<Entry> batch = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int told;
    private boolean reported;
    private long number;
    private volatile long written;
    private volatile boolean unforced;
    private volatile boolean closed;
    private volatile boolean done;
    private volatile @Nullable IOException failure;
    private volatile @Nullable Throwable broken;

    /**
     * One thing to write, or to do in its turn.
     *
     * @param object the record; null if there is only something to do
     * @param placed told the position, before the record is written
     * @param then done once it is written
     */
    record Entry(byte @Nullable [] object, LongConsumer placed, Runnable then) {}

    /**
     * Starts writing.
     *
     * @param file to append to
     * @param number sequence number of the last record in the file
     * @param capacity records that may wait before those who queue them write them
     * @param onFailure told once, on the forcing thread, when the file cannot be written
     */
    JournalWriter(AppendedFile file, long number, int capacity, Consumer<IOException> onFailure) {
        this.file = file;
        this.number = number;
        this.written = file.length();
        this.capacity = capacity;
        this.onFailure = onFailure;
        this.forcing = new Thread(this::forceInGroups, "promptmeter-journal");
        forcing.setDaemon(true);
        forcing.start();
    }

    /**
     * Queues an entry that is written with the next one that is in a hurry, at the latest after a tenth of a second.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void put(Entry entry) {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        queue.add(entry);
        if (queued.incrementAndGet() > capacity) {
            writeAll();
        }
    }

    /**
     * Queues an entry and sees to it that it is being written, here or by the thread that writes just now.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void write(Entry entry) {
        put(entry);
        writeUnlessSomebodyDoes();
    }

    /** Who is told of a record may queue another one: the thread that told writes that too. */
    private void writeUnlessSomebodyDoes() {
        while (!queue.isEmpty() && !writing.isHeldByCurrentThread() && writing.tryLock()) {
            try {
                writeQueued();
            } finally {
                writing.unlock();
            }
        }
    }

    private void writeAll() {
        if (!writing.isHeldByCurrentThread()) {
            writing.lock();
            try {
                writeQueued();
            } finally {
                writing.unlock();
            }
            // What was queued while this thread was about to unlock found the lock taken.
            writeUnlessSomebodyDoes();
        }
    }

    private void writeQueued() {
        while (gathered()) {
            try {
                writeBatch();
            } catch (RuntimeException | Error e) {
                // No memory, perhaps. Who waits for a record must not wait for ever.
                broken = broken == null ? e : broken;
                fail(new IOException(e));
            }
            tellUpTo(batch.size());
        }
    }

    private void writeBatch() {
        for (int i = 0; i < batch.size(); i++) {
            frame(batch.get(i));
            if (bytes.size() >= LARGEST_WRITE || i == batch.size() - 1) {
                append(bytes.toByteArray());
                bytes.reset();
                tellUpTo(i + 1);
            }
        }
    }

    private void tellUpTo(int count) {
        for (; told < count; told++) {
            tell(batch.get(told).then());
        }
    }

    private boolean gathered() {
        batch.clear();
        told = 0;
        while (batch.size() < LARGEST_BATCH && queue.peek() != null) {
            batch.add(queue.remove());
        }
        queued.addAndGet(-batch.size());
        return !batch.isEmpty();
    }

    private void frame(Entry entry) {
        if (entry.object() != null && failure == null) {
            long place = written + bytes.size();
            tell(() -> entry.placed().accept(place));
            bytes.writeBytes(JournalLine.frame(++number, entry.object()));
        }
    }

    /** One who breaks when told must not break the thread that happens to write; {@link #rethrow} passes it on. */
    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            broken = broken == null ? e : broken;
        }
    }

    private void append(byte[] more) {
        if (more.length == 0 || failure != null) {
            return;
        }
        try {
            file.append(more);
            written += more.length;
            unforced = true;
        } catch (IOException e) {
            fail(e);
        }
    }

    private void forceInGroups() {
        while (!done) {
            Uninterrupted.await(() -> wake.tryAcquire(FORCE_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            writeUnlessSomebodyDoes();
            force();
            reportFailure();
        }
        // Here and not in close: its caller may have been interrupted, which would close the file under the force.
        force();
        reportFailure();
    }

    /** Not where it was noticed: who is told may wait for somebody who waits to write. */
    private void reportFailure() {
        IOException cause = failure;
        if (cause != null && !reported) {
            reported = true;
            tell(() -> onFailure.accept(cause));
        }
    }

    private void force() {
        if (!unforced || failure != null) {
            return;
        }
        unforced = false;
        try {
            file.force();
        } catch (IOException e) {
            fail(e);
        }
    }

    private synchronized void fail(IOException cause) {
        failure = failure == null ? cause : failure;
        wake.release();
    }

    /** {@return how far the file holds whole records} */
    long written() {
        return written;
    }

    /** {@return why the file could not be written; null while it could} */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Passes on what somebody who was told broke of. */
    void rethrow() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Writes what is queued, forces it, and ends the thread. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writeAll();
        done = true;
        wake.release();
        Uninterrupted.await(forcing::join);
        try {
            file.close();
        } catch (IOException e) {
            fail(e);
        }
    }
}
