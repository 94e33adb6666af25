package dev.promptmeter.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk that counts the calls of a journal and does something wrong at one of them. It forces nothing: it knows what would have been
 * forced, and can lose the rest.
 */
final class FaultyDisk implements Disk {

    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
    private final Map<Path, Content> contents = new HashMap<>();
    private final List<Path[]> unforcedMoves = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private boolean struck;
    private volatile boolean dead;

    /** What a journal does to a disk. */
    enum Call {
        WRITE,
        FORCE,
        RENAME,
        TRUNCATE,
        OPEN
    }

    /** What goes wrong at a call. */
    interface Fault {

        /**
         * Happens in place of the call, which it may do or not.
         *
         * @param file the journal's file, or the one to be
         */
        int happen(FaultyDisk disk, Path file, Deed deed) throws IOException;
    }

    /** What a call would do, with so much of it as there is to do; for a write the number of bytes. */
    interface Deed {

        int upTo(int bytes) throws IOException;
    }

    /** Where something goes wrong: at the calls of a kind that have these numbers. */
    private record Point(Call call, int first, int last, Fault fault) {

        boolean meets(Call called, int number) {
            return called == call && number >= first && number <= last;
        }
    }

    /** What is known of a file. */
    private static final class Content {

        private Path path;
        private long forced;

        Content(Path path) {
            this.path = path;
        }
    }

    /** {@return the same, on which that happens at the n-th call of that kind} */
    FaultyDisk at(Call call, int number, Fault what) {
        points.add(new Point(call, number, number, what));
        return this;
    }

    /** {@return the same, on which that happens at every call of that kind from the n-th on} */
    FaultyDisk from(Call call, int number, Fault what) {
        points.add(new Point(call, number, Integer.MAX_VALUE, what));
        return this;
    }

    /** The program is killed before the call does anything. */
    static int killedBefore(FaultyDisk disk, Path file, Deed deed) throws IOException {
        disk.dead = true;
        throw new IOException("killed");
    }

    /** The program is killed when a part has been done: half a write, all of anything else. */
    static int killedWithin(FaultyDisk disk, Path file, Deed deed) throws IOException {
        disk.dead = true;
        deed.upTo(Integer.MIN_VALUE);
        throw new IOException("killed");
    }

    /** The program is killed when all has been done, before it knows. */
    static int killedAfter(FaultyDisk disk, Path file, Deed deed) throws IOException {
        disk.dead = true;
        deed.upTo(Integer.MAX_VALUE);
        throw new IOException("killed");
    }

    /** The disk says that a force failed, and what was not forced is gone from that file. */
    static int lostWhileForced(FaultyDisk disk, Path file, Deed deed) throws IOException {
        try (RandomAccessFile lost = new RandomAccessFile(file.toFile(), "rw")) {
            long forced = disk.contents.get(file).forced;
            lost.seek(forced);
            lost.write(new byte[(int) (lost.length() - forced)]);
        }
        throw new IOException("Input/output error");
    }

    /** {@return whether the program has been killed} */
    boolean dead() {
        return dead;
    }

    /** {@return whether the fault has happened} */
    synchronized boolean struck() {
        return struck;
    }

    /** {@return how often that was called} */
    synchronized int calls(Call call) {
        return counts.getOrDefault(call, 0);
    }

    private synchronized int call(Call call, Path file, Deed deed) throws IOException {
        if (dead) {
            throw new IOException("killed");
        }
        int number = counts.merge(call, 1, Integer::sum);
        for (Point point : points) {
            if (point.meets(call, number)) {
                struck = true;
                return point.fault().happen(this, file, deed);
            }
        }
        return deed.upTo(Integer.MAX_VALUE);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new Watched(() -> SYSTEM.create(file), file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new Watched(() -> SYSTEM.open(file), file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        call(Call.RENAME, to, all -> {
            SYSTEM.move(from, to);
            moved(from, to);
            return 0;
        });
    }

    private synchronized void moved(Path from, Path to) {
        unforcedMoves.add(new Path[] {from, to});
        Content content = contents.remove(from);
        if (content != null) {
            content.path = to;
            contents.put(to, content);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        if (!dead) {
            SYSTEM.delete(file);
        }
    }

    @Override
    public synchronized void forceFolder(Path folder) {
        if (!dead) {
            unforcedMoves.clear();
        }
    }

    /** The power fails: of what was not forced some stays, some is gone and some became zeros. */
    synchronized void losePower(Random random) throws IOException {
        dead = true;
        for (Content content : contents.values()) {
            if (Files.exists(content.path)) {
                lose(content, random);
            }
        }
        for (int i = unforcedMoves.size() - 1; i >= 0 && random.nextBoolean(); i--) {
            Files.move(unforcedMoves.get(i)[1], unforcedMoves.get(i)[0]);
        }
    }

    private static void lose(Content content, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(content.path.toFile(), "rw")) {
            long length = file.length();
            long kept = content.forced + (long) (random.nextDouble() * (length - content.forced + 1));
            file.setLength(kept);
            if (random.nextBoolean()) {
                // Room was taken on the disk, and what belongs there never came.
                file.setLength(length);
            }
        }
    }

    /** Opens or makes a file. */
    private interface Opening {

        DiskFile open() throws IOException;
    }

    /** A file on this disk. */
    private final class Watched implements DiskFile {

        private final DiskFile file;
        private final Content content;

        Watched(Opening opening, Path path) throws IOException {
            DiskFile[] opened = new DiskFile[1];
            call(Call.OPEN, path, all -> {
                opened[0] = opening.open();
                return 0;
            });
            file = opened[0];
            synchronized (FaultyDisk.this) {
                content = contents.computeIfAbsent(path, Content::new);
                content.forced = file.position();
            }
        }

        @Override
        public int write(byte[] bytes, int from, int length) throws IOException {
            int said = call(Call.WRITE, content.path, upTo -> {
                int part = upTo == Integer.MIN_VALUE ? length / 2 : Math.min(upTo, length);
                return part == 0 ? 0 : file.write(bytes, from, part);
            });
            return Math.min(said, length);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public void truncate(long length) throws IOException {
            call(Call.TRUNCATE, content.path, all -> {
                file.truncate(length);
                content.forced = Math.min(content.forced, length);
                return 0;
            });
        }

        @Override
        public void force() throws IOException {
            call(Call.FORCE, content.path, all -> {
                content.forced = file.position();
                return 0;
            });
        }

        @Override
        public void read(long position, byte[] into) throws IOException {
            file.read(position, into);
        }

        @Override
        public boolean isStill(Path path, long bytes) throws IOException {
            return dead || file.isStill(path, bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
