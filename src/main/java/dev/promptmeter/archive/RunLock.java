package dev.promptmeter.archive;

import dev.promptmeter.run.Uninterrupted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to write a run folder. A lock that a dead process left is free at once. A heartbeat in its file keeps others
 * out where the file system grants a lock to everybody who asks.
 */
final class RunLock implements Closeable {

    static final String FILE = "run.lock";

    /** Far behind the text, which so stays readable where a lock keeps readers out. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final long BEAT_SECONDS = 2;
    private static final int MOST_TEXT = 1024;
    private static final int LOOKS = 50;
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final FileChannel channel;
    private final LockText mine;
    private final CountDownLatch given = new CountDownLatch(1);
    private final Thread heart;

    private RunLock(FileChannel channel, LockText mine) {
        this.channel = channel;
        this.mine = mine;
        this.heart = new Thread(this::beat, "promptmeter-lock");
        heart.setDaemon(true);
    }

    /**
     * {@return the lock}
     *
     * @throws StorageException if another process holds it
     */
    static RunLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                Permissions.file(folder));
        try {
            RunLock lock = new RunLock(channel, LockText.mine(Instant.now()));
            lock.requireFree(folder, tryLock(channel));
            lock.write(lock.mine);
            lock.heart.start();
            return lock;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Not by the file's name: to close a second descriptor of a file gives its locks back. */
    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_TEXT);
        int read = channel.read(bytes, 0);
        return new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.UTF_8);
    }

    private void requireFree(Path folder, @Nullable FileLock lock) throws IOException {
        Optional<LockText> said = LockText.parse(text(channel));
        if (lock == null || said.filter(other -> other.heldAgainst(mine)).isPresent()) {
            String holder = holder().map(LockText::holder).orElse("another process");
            throw new StorageException(
                    "PM-5001", folder + " is in use by " + holder + ". Wait for it to end, or name another folder");
        }
    }

    /** Who has just taken it says so in a moment; until then the one before stands there. */
    private Optional<LockText> holder() throws IOException {
        Optional<LockText> said = Optional.empty();
        for (int i = 0; i < LOOKS && said.isEmpty(); i++) {
            said = LockText.parse(text(channel)).filter(LockText::holds);
            if (said.isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
        return said;
    }

    /** On a thread of its own, which nobody interrupts: that would close the file and free the lock. */
    private void beat() {
        boolean[] over = {false};
        while (!over[0]) {
            Uninterrupted.await(() -> over[0] = given.await(BEAT_SECONDS, TimeUnit.SECONDS));
            try {
                // Given back, it keeps nobody out, wherever he is.
                write(mine.beating(over[0] ? Instant.EPOCH : Instant.now()));
            } catch (IOException e) {
                // The lock itself holds; a heart that stands still is only missed where locks are worth nothing.
                continue;
            }
        }
    }

    private void write(LockText text) throws IOException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(Math.max(bytes.length, (int) channel.size()));
        all.put(bytes);
        while (all.hasRemaining()) {
            all.put((byte) ' ');
        }
        channel.write(all.flip(), 0);
    }

    @Override
    public void close() throws IOException {
        given.countDown();
        Uninterrupted.await(heart::join);
        channel.close();
    }
}
