package dev.promptmeter.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that appends to a journal, in the order in which records were queued: gathers what is there into one write, and
 * forces in groups on a second thread. No thread that may be interrupted touches the file: an interrupt would close it.
 */
final class JournalWriter implements AutoCloseable {

    private static final int LARGEST_WRITE = 1 << 20;
    private static final long FORCE_EVERY_MILLIS = 100;

    private final FileChannel channel;
    private final BlockingQueue<Entry> queue;
    private final Consumer<IOException> onFailure;
    private final Thread writing;
    private final Thread forcing;
    private long number;
    private long position;
    private volatile boolean unforced;
    private volatile boolean closing;
    private volatile @Nullable IOException failure;

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
     * @param onFailure told once, on the writing thread, when the file cannot be written
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

    /** Queues an entry; waits while too many do. An interrupt is kept for the caller and never loses the entry. */
    void put(Entry entry) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(entry);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        List<Entry> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            Entry first = next();
            if (first != null) {
                batch.clear();
                batch.add(first);
                queue.drainTo(batch, 255);
                write(batch);
            }
        }
    }

    private @Nullable Entry next() {
        try {
            return queue.poll(FORCE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread, and it has records to keep.
            return null;
        }
    }

    private void write(List<Entry> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int done = 0;
        for (int i = 0; i < batch.size(); i++) {
            Entry entry = batch.get(i);
            if (entry.object() != null && failure == null) {
                entry.placed().accept(position + bytes.size());
                bytes.writeBytes(JournalLine.frame(++number, entry.object()));
            }
            if (bytes.size() >= LARGEST_WRITE || i == batch.size() - 1) {
                append(bytes.toByteArray());
                bytes.reset();
                for (; done <= i; done++) {
                    batch.get(done).then().run();
                }
            }
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

    private synchronized void fail(IOException cause) {
        if (failure == null) {
            failure = cause;
            onFailure.accept(cause);
        }
    }

    private void forceInGroups() {
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(FORCE_EVERY_MILLIS);
            } catch (InterruptedException e) {
                continue;
            }
            force();
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

    /** {@return why the file could not be written; null while it could} */
    @Nullable IOException failure() {
        return failure;
    }

    /** Writes what is queued, forces it, and ends both threads. */
    @Override
    public void close() {
        closing = true;
        join(writing);
        force();
        forcing.interrupt();
        join(forcing);
        try {
            channel.close();
        } catch (IOException e) {
            fail(e);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
