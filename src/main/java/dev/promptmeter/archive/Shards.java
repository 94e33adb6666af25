package dev.promptmeter.archive;

import dev.promptmeter.run.ShardRows;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shards of one run, whatever the order in which they were named. Close them when they are joined. */
public final class Shards implements Closeable {

    private final List<Path> unpacked;
    private final Map<Integer, ShardRun> byIndex;
    private final int repeated;

    private Shards(List<Path> unpacked, Map<Integer, ShardRun> byIndex, int repeated) {
        this.unpacked = unpacked;
        this.byIndex = byIndex;
        this.repeated = repeated;
    }

    /**
     * {@return the shards of those names: files, run folders or run ids; at least one}
     *
     * @param folders where run ids are looked up
     * @param damage what is done about damaged records
     * @throws StorageException with PM-1520 if they do not belong together, and as for any run if one cannot be read
     */
    public static Shards open(List<String> names, RunFolders folders, Damage damage) {
        List<Path> unpacked = new ArrayList<>();
        try {
            List<ShardRun> all = new ArrayList<>();
            for (String name : names) {
                Path folder = folders.find(name);
                if (ShardFile.named(name)) {
                    unpacked.add(folder);
                }
                all.add(ShardRun.read(name, folder, damage));
            }
            return of(all, unpacked);
        } catch (RuntimeException e) {
            unpacked.forEach(ShardFile::discard);
            throw e;
        }
    }

    private static Shards of(List<ShardRun> all, List<Path> unpacked) {
        Map<Integer, ShardRun> byIndex = new TreeMap<>();
        int repeated = 0;
        for (ShardRun each : all) {
            ShardDifferences.refuse(all.get(0), each);
            ShardRun known = byIndex.putIfAbsent(each.facts().shard().index(), each);
            if (known != null && !known.holdsTheSameAs(each)) {
                throw ShardRun.refused(known.name() + " and " + each.name() + " are both "
                        + each.facts().shard().text() + ", with different records: name the one that counts");
            }
            repeated += known == null ? 0 : 1;
        }
        return new Shards(unpacked, byIndex, repeated);
    }

    /** {@return what they are, in the order of their numbers} */
    public List<Manifest> manifests() {
        return byIndex.values().stream().map(ShardRun::run).toList();
    }

    /**
     * {@return what a run that is joined from them is to say of that}
     *
     * @param absence what becomes of it if one is missing
     */
    public Merged merged(Merged.Absence absence) {
        ShardFacts first = byIndex.values().iterator().next().facts();
        long rows = byIndex.values().stream()
                .mapToLong(each -> each.facts().rows().rows())
                .sum();
        int damaged = byIndex.values().stream().mapToInt(ShardRun::damaged).sum();
        return new Merged(
                List.copyOf(byIndex.keySet()),
                first.shard().count(),
                new ShardRows(rows, first.rows().of()),
                absence,
                repeated,
                damaged);
    }

    /**
     * Writes the journal that they make together, in the order of their numbers, and the copy of the baseline that they are compared
     * with: all of it, or nothing.
     *
     * @param run what they make together
     * @throws StorageException if another process writes there, or it cannot be written
     */
    public void join(Manifest run, RunFolder folder) {
        folder.take();
        try {
            ShardRun first = byIndex.values().iterator().next();
            Optional<KeptBaseline> baseline = KeptBaseline.of(first.run());
            if (baseline.isPresent()) {
                String text = baseline.get().text(first.folder());
                folder.write(baseline.get().fileName(), out -> out.write(text));
            }
            try (AtomicFile file = new AtomicFile(folder.path().resolve(Segments.FIRST));
                    OutputStream out = file.bytes()) {
                write(run, new JoinedLines(out));
                out.flush();
                file.keep();
            }
        } catch (IOException e) {
            throw StorageException.unwritable(folder.path(), e, "");
        }
    }

    private void write(Manifest run, JoinedLines out) throws IOException {
        out.add(NoteRecord.opening(NoteRecord.START, run.startedAt(), run));
        for (ShardRun each : byIndex.values()) {
            each.copyTo(out);
        }
    }

    /** Removes what was unpacked for them. */
    @Override
    public void close() {
        unpacked.forEach(ShardFile::discard);
    }
}
