package dev.promptmeter.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that appends to a journal, in the order in which records were queued: gathers what is there into one write, and
 * forces in groups on a second thread. No thread that may be interrupted touches the file: an interrupt would close it.
 */
final class JournalWriter implements AutoCloseable {

    private static final int LARGEST_WRITE = 1 << 20;
    private static final int LARGEST_BATCH = 256;
    private static final long FORCE_EVERY_MILLIS = 100;
    private static final long LOOK_EVERY_NANOS = 250_000;
    private static final int MOST_LOOKS = 400;
    private static final Entry LAST = new Entry(null, position -> {}, () -> {});

    private final FileChannel channel;
    private final BlockingQueue<Entry> queue;
    private final Consumer<IOException> onFailure;
    private final Semaphore wake = new Semaphore(0);
    private final Thread writing;
    private final Thread forcing;
    private long number;
    private long position;
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
     * @param channel open for writing
     * @param number sequence number of the last record in the file
     * @param capacity records that may wait before callers do
     * @param onFailure told once, on the forcing thread, when the file cannot be written
     */
    JournalWriter(FileChannel channel, long number, int capacity, Consumer<IOException> onFailure) throws IOException {
        this.channel = channel;
        this.number = number;
        this.position = channel.size();
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.onFailure = onFailure;
        this.writing = thread("promptmeter-journal", this::writeAll);
        this.forcing = thread("promptmeter-journal-force", this::forceInGroups);
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Queues an entry; waits while too many do. An interrupt is kept for the caller and never loses the entry.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void put(Entry entry) {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        uninterrupted(() -> queue.put(entry));
    }

    private void writeAll() {
        List<Entry> batch = new ArrayList<>();
        while (!batch.contains(LAST)) {
            batch.clear();
            gather(batch);
            write(batch);
        }
        force();
    }

    /**
     * Looks for records instead of being woken for each: one look then takes what many threads have queued, and a thread that queues
     * has nobody to wake. After a long silence it waits to be woken.
     */
    private void gather(List<Entry> batch) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (queue.drainTo(batch, LARGEST_BATCH) > 0) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        uninterrupted(() -> batch.add(queue.take()));
        queue.drainTo(batch, LARGEST_BATCH - 1);
    }

    private void write(List<Entry> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int told = 0;
        for (int i = 0; i < batch.size(); i++) {
            frame(batch.get(i), bytes);
            if (bytes.size() >= LARGEST_WRITE || i == batch.size() - 1) {
                append(bytes.toByteArray());
                bytes.reset();
                for (; told <= i; told++) {
                    tell(batch.get(told).then());
                }
            }
        }
    }

    private void frame(Entry entry, ByteArrayOutputStream bytes) {
        if (entry.object() != null && failure == null) {
            long place = position + bytes.size();
            tell(() -> entry.placed().accept(place));
            bytes.writeBytes(JournalLine.frame(++number, entry.object()));
        }
    }

    /** One who breaks when told must not end the thread that everybody waits for; {@link #rethrow} passes it on. */
    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            broken = broken == null ? e : broken;
        }
    }

    private void append(byte[] bytes) {
        if (bytes.length == 0 || failure != null) {
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
            unforced = true;
        } catch (IOException e) {
            fail(e);
        }
    }

    private void forceInGroups() {
        boolean reported = false;
        while (!done) {
            uninterrupted(() -> wake.tryAcquire(FORCE_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            force();
            IOException cause = failure;
            // Not on the writing thread: who is told may wait for somebody who waits for that thread.
            if (cause != null && !reported) {
                reported = true;
                tell(() -> onFailure.accept(cause));
            }
        }
    }

    private void force() {
        if (!unforced || failure != null) {
            return;
        }
        unforced = false;
        try {
            channel.force(false);
        } catch (IOException e) {
            fail(e);
        }
    }

    private synchronized void fail(IOException cause) {
        failure = failure == null ? cause : failure;
        wake.release();
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

    /** Writes what is queued, forces it, and ends both threads. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        uninterrupted(() -> queue.put(LAST));
        uninterrupted(writing::join);
        done = true;
        wake.release();
        uninterrupted(forcing::join);
        try {
            channel.close();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Something that waits. */
    @FunctionalInterface
    private interface Waiting {

        void run() throws InterruptedException;
    }

    /** Waits to the end, whatever interrupts; the interrupt is kept for later. */
    private static void uninterrupted(Waiting waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
