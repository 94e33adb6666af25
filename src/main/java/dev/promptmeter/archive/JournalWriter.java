package dev.promptmeter.archive;

import dev.promptmeter.run.Uninterrupted;
import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
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

    private static final long FORCE_EVERY_MILLIS = 100;
    private static final byte[] NOTHING = {};

    private final JournalTail tail;
    private final int capacity;
    private final Consumer<IOException> onFailure;
    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Runnable> awaitingForce = new LinkedBlockingQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore wake = new Semaphore(0);
    private final Thread forcing;
    private final JournalBatch batch = new JournalBatch();
    private int told;
    private volatile boolean reported;
    private long number;
    private volatile boolean closed;
    private volatile boolean done;
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
     * @param tail to append to
     * @param number sequence number of the last record there
     * @param capacity records that may wait before those who queue them write them
     * @param onFailure told once, on the forcing thread, when something could not be written where it should be
     */
    JournalWriter(JournalTail tail, long number, int capacity, Consumer<IOException> onFailure) {
        this.tail = tail;
        this.number = number;
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
        boolean ours = Thread.currentThread() == forcing;
        if (closed && !ours) {
            throw new IllegalStateException("the journal is closed");
        }
        if (!ours && !writing.isHeldByCurrentThread()) {
            tail.awaitRoom();
        }
        queue.add(entry);
        if (queued.incrementAndGet() > capacity) {
            writeAll();
        }
    }

    /** Queues an entry and sees to it that it is being written, here or by the thread that writes just now; as {@link #put} else. */
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
                lost(e);
            }
            tellUpTo(batch.size());
        }
    }

    private void writeBatch() {
        int from = 0;
        while (from < batch.size()) {
            int to = batch.endOfPiece(from);
            append(framed(from, to));
            tellUpTo(to);
            from = to;
        }
    }

    private void tellUpTo(int count) {
        for (; told < count; told++) {
            tell(batch.get(told).then());
        }
    }

    private boolean gathered() {
        batch.gather(queue);
        told = 0;
        queued.addAndGet(-batch.size());
        return batch.size() > 0;
    }

    /** No memory, perhaps. Who waits for a record must not wait for ever. */
    private void lost(Throwable cause) {
        broken = broken == null ? cause : broken;
        tail.fail(new IOException(cause));
        wake.release();
    }

    private byte[] framed(int from, int to) {
        byte[] lines = room(from, to);
        int end = 0;
        for (int i = from; i < to && lines.length > 0; i++) {
            end = framed(batch.get(i), lines, end);
        }
        return end == lines.length ? lines : Arrays.copyOf(lines, end);
    }

    private byte[] room(int from, int to) {
        try {
            return batch.room(from, to, number);
        } catch (ArithmeticException | OutOfMemoryError e) {
            lost(e);
            return NOTHING;
        }
    }

    /** One that cannot be framed takes none of the others along, nor a number: a gap would read as damage. */
    private int framed(Entry entry, byte[] into, int at) {
        try {
            int end = entry.object() == null ? at : JournalLine.frame(number + 1, entry.object(), into, at);
            if (end > at) {
                number++;
                long place = tail.written() + at;
                tell(() -> entry.placed().accept(place));
            }
            return end;
        } catch (RuntimeException | Error e) {
            lost(e);
            return at;
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
        if (more.length > 0) {
            tail.append(more);
        }
        if (tail.failure() != null && !reported) {
            wake.release();
        }
    }

    /** Who hears of it is told as soon as what is written by now is on the disk, or never will be. */
    void whenForced(Runnable then) {
        awaitingForce.add(then);
        wake.release();
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
        writeUnlessSomebodyDoes();
        force();
    }

    private void force() {
        int waiting = awaitingForce.size();
        try {
            tail.force();
        } catch (RuntimeException | Error e) {
            lost(e);
        }
        for (int i = 0; i < waiting; i++) {
            tell(awaitingForce.remove());
        }
    }

    /** Not where it was noticed: who is told may wait for somebody who waits to write. */
    private void reportFailure() {
        IOException cause = tail.failure();
        if (cause != null && !reported) {
            reported = true;
            tell(() -> onFailure.accept(cause));
        }
    }

    /** {@return up to which position whole records have been written} */
    long written() {
        return tail.written();
    }

    /** {@return the first thing that could not be written where it should be; null while everything could} */
    @Nullable
    IOException failure() {
        return tail.failure();
    }

    JournalTail tail() {
        return tail;
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
            tail.close();
        } catch (IOException e) {
            tail.fail(e);
        }
    }
}
