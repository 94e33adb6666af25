package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Makes a journal fit to be appended to, so that nothing ever follows half a record. */
final class JournalRepair {

    private static final long MOST_KEPT = 64L << 20;
    private static final byte[] LINE_FEED = {'\n'};

    private final Disk disk;
    private final Path journal;
    private final DiskFile file;
    private final JournalScan scan;

    /** Takes the last file of a journal, open for writing, and what was found in all of them. */
    JournalRepair(Disk disk, DiskFile file, JournalScan scan) {
        this.disk = disk;
        this.journal = scan.segments().last().file();
        this.file = file;
        this.scan = scan;
    }

    /** {@return the file, fit to be appended to} Adds notes that say what was found, usually none. */
    AppendedFile repair(Instant at, List<byte[]> notes) throws IOException {
        AppendedFile repaired = new AppendedFile(journal, file);
        switch (scan.tail().state()) {
            case WHOLE -> {
                // Nothing stands behind the last line feed.
            }
            case UNTERMINATED -> {
                cutOff(repaired, at, notes);
                repaired.append(LINE_FEED);
            }
            case TORN -> cutOff(repaired, at, notes);
        }
        if (!scan.damagedLines().isEmpty()) {
            notes.add(NoteRecord.damage(at, scan.damagedLines()));
        }
        return repaired;
    }

    /** Ends the file with its last sound record. Behind it may stand room that was taken on the disk, and never written to. */
    private void cutOff(AppendedFile repaired, Instant at, List<byte[]> notes) throws IOException {
        if (scan.tail().bytes() > 0) {
            notes.add(NoteRecord.torn(at, putAside(), scan.tail().bytes()));
            repaired.truncate(scan.tail().from());
            repaired.force();
        }
    }

    /** {@return the name of the file that the torn end is kept in, as much of it as is of use to anybody} */
    private String putAside() throws IOException {
        Path kept = unusedName();
        byte[] torn = new byte[(int) Math.min(MOST_KEPT, scan.tail().bytes())];
        file.read(scan.tail().from(), torn);
        try (AppendedFile to = new AppendedFile(kept, disk.create(kept))) {
            to.append(torn);
            to.force();
        }
        return kept.getFileName().toString();
    }

    private Path unusedName() {
        int number = 1;
        while (Files.exists(journal.resolveSibling("torn-" + number + ".bin"))) {
            number++;
        }
        return journal.resolveSibling("torn-" + number + ".bin");
    }
}
