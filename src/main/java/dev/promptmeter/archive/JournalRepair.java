package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes a journal fit to be appended to, so that nothing ever follows half a record. */
final class JournalRepair {

    private final Path journal;
    private final FileChannel channel;
    private final JournalScan scan;

    JournalRepair(Path journal, FileChannel channel, JournalScan scan) {
        this.journal = journal;
        this.channel = channel;
        this.scan = scan;
    }

    /** {@return the notes that say what was found; usually none} */
    List<byte[]> repair(Instant at) throws IOException {
        List<byte[]> notes = new ArrayList<>();
        switch (scan.tail().state()) {
            case WHOLE -> {
                // Nothing stands behind the last line feed.
            }
            case UNTERMINATED -> append(channel, new byte[] {'\n'});
            case TORN -> notes.add(NoteRecord.torn(at, cutOff(), scan.tail().bytes()));
        }
        if (!scan.damagedLines().isEmpty()) {
            notes.add(NoteRecord.damage(at, scan.damagedLines()));
        }
        return notes;
    }

    /** {@return the name of the file that the torn end was put aside in} */
    private String cutOff() throws IOException {
        Path kept = unusedName();
        try (FileChannel from = FileChannel.open(journal, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        kept,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Permissions.file(kept))) {
            long copied = 0;
            while (copied < scan.tail().bytes()) {
                copied +=
                        from.transferTo(scan.soundBytes() + copied, scan.tail().bytes() - copied, to);
            }
            to.force(true);
        }
        channel.truncate(scan.soundBytes());
        channel.force(true);
        return kept.getFileName().toString();
    }

    private Path unusedName() {
        int number = 1;
        while (Files.exists(journal.resolveSibling("torn-" + number + ".bin"))) {
            number++;
        }
        return journal.resolveSibling("torn-" + number + ".bin");
    }

    /** Writes all of it at the end. */
    static void append(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = channel.size();
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }
}
