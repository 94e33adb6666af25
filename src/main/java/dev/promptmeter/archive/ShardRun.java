package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Shard;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One shard of a run, found sound and ready to be joined with the others.
 *
 * @param name as it was given
 * @param folder that its journal lies in
 * @param run what it is, begun when its first start began
 * @param facts its place in the whole run
 * @param damaged how many damaged records are left out
 */
record ShardRun(String name, Path folder, Manifest run, ShardFacts facts, int damaged) {

    /**
     * {@return the shard in that folder}
     *
     * @throws StorageException with PM-1520 if it is none, and as for any run if its journal cannot be read
     */
    static ShardRun read(String name, Path folder, Damage damage) {
        Path journal = folder.resolve(Segments.FIRST);
        try {
            ShardFacts facts = JournalScan.opening(journal)
                    .map(run -> facts(name, run))
                    .orElseThrow(() ->
                            new StorageException("PM-5004", name + " does not begin with the opening note of a run"));
            JournalScan scan = JournalScan.showing(journal, (head, source) -> check(name, facts.shard(), head, source))
                    .accepting(damage, Path.of(name));
            if (scan.reshaped()) {
                throw refused(
                        name + " went on with other rows, prompts or models than it began with: run that shard anew");
            }
            return new ShardRun(
                    name, folder, scan.manifest(), facts, scan.damagedLines().size());
        } catch (IOException e) {
            throw new StorageException("PM-5004", name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ShardFacts facts(String name, Manifest run) {
        if (run.merged().isPresent()) {
            throw refused(name + " was merged already: name the shards that it came from");
        }
        if (run.source() != null) {
            throw refused(name + " judges the answers of run " + run.source().run()
                    + " again: merge the shards first, then rescore the merged run");
        }
        return ShardFacts.of(run.environment())
                .orElseThrow(() -> refused(name + " is a whole run, no shard: it was run without --shard"));
    }

    /** A row that is told of by two shards would be told of twice. */
    private static void check(String name, Shard shard, RecordHead head, IndexedRecords.Source source) {
        if (!JournalLine.numbered(source.bytes(), source.from())) {
            throw new IllegalArgumentException("a record whose number is not where we write it");
        }
        if (head.type().equals(RowRecord.TYPE)) {
            require(name, shard, head.dataset(), head.row());
        } else if (!head.key().isEmpty() && head.judged().isEmpty() && head.id().repeat() > 0) {
            CaseId id = head.id();
            require(name, shard, id.dataset(), id.row());
        }
    }

    private static void require(String name, Shard shard, String dataset, String row) {
        if (!shard.holds(dataset, row)) {
            throw refused(name + " is " + shard.text() + ", but holds row " + dataset + "/" + row + " of shard "
                    + Shard.indexOf(dataset, row, shard.count()));
        }
    }

    /** {@return whether both have the same journal, byte for byte} */
    boolean holdsTheSameAs(ShardRun other) {
        try {
            return ShardFile.content(folder).equals(ShardFile.content(other.folder));
        } catch (IOException e) {
            throw new StorageException("PM-5004", name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes its records behind those that are there. */
    void copyTo(JoinedLines out) throws IOException {
        JournalScan.showing(folder.resolve(Segments.FIRST), (head, source) -> out.add(source));
    }

    static StorageException refused(String why) {
        return new StorageException("PM-1520", "shards do not belong together: " + why);
    }
}
