package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens the journal of a run folder for writing, so that the first records of a start are on the disk before its first request leaves. */
record JournalStart(Path folder, Storage storage) {

    /** What a journal goes on from, and how it is written. */
    record Opened(JournalScan scan, Reserve reserve, RunFolder.Writing writing) {}

    /** {@return the room that is kept for ending in order} */
    Reserve reserve() throws IOException {
        return Reserve.take(storage.disk(), folder, storage.reserveBytes());
    }

    /** {@return a journal without a record} One that ends within its first is repaired, and the notes say so. */
    AppendedFile fresh(Instant at, List<byte[]> notes) throws IOException {
        Path file = folder.resolve(Segments.FIRST);
        Optional<JournalScan> torn = Files.exists(file) ? JournalScan.unbegun(file) : Optional.empty();
        return torn.isEmpty()
                ? new AppendedFile(file, storage.disk().create(file))
                : new JournalRepair(storage.disk(), storage.disk().open(file), torn.get()).repair(at, notes);
    }

    /** {@return the journal behind that file, with the notes of this start put on the disk} */
    Journal journal(AppendedFile file, List<byte[]> notes, Opened opened) throws IOException {
        long last = opened.scan().number();
        for (byte[] note : notes) {
            file.append(JournalLine.frame(++last, note));
        }
        file.force();
        storage.disk().forceFolder(folder.toAbsolutePath());
        var place = new JournalTail.Place(
                storage.disk(), opened.scan().segments(), opened.reserve(), storage.spare(folder));
        return new Journal(new JournalTail(place, file), last, opened.scan(), opened.writing());
    }
}
