package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk that is held back for what is in flight when the disk is full. */
final class Reserve {

    static final String FILE = "reserve";

    private static final int PIECE = 1 << 20;

    private final Disk disk;
    private final Path file;

    private Reserve(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /**
     * {@return so many bytes, taken and on the disk; one that a killed program left is used again}
     *
     * @throws IOException if there is no room for it
     */
    static Reserve take(Disk disk, Path folder, long bytes) throws IOException {
        Path file = folder.resolve(FILE);
        Reserve reserve = new Reserve(disk, file);
        if (!Files.exists(file) || Files.size(file) != bytes) {
            disk.delete(file);
            reserve.fill(bytes);
        }
        return reserve;
    }

    private void fill(long bytes) throws IOException {
        try (AppendedFile zeros = new AppendedFile(file, disk.create(file))) {
            byte[] piece = new byte[PIECE];
            for (long left = bytes; left > 0; left -= piece.length) {
                zeros.append(left < piece.length ? new byte[(int) left] : piece);
            }
            zeros.force();
        } catch (IOException e) {
            release();
            throw e;
        }
    }

    /** Gives the room back. */
    void release() {
        try {
            disk.delete(file);
        } catch (IOException e) {
            // It holds nothing. Whoever needs the room is told that there is none.
            return;
        }
    }
}
