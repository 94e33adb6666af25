package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies a selection to the rows of one dataset, in file order. */
final class RowSelection {

    private final PlannedDataset planned;
    private final @Nullable Predicate<Row> sampled;
    private final boolean everyShard;
    private int left;

    private RowSelection(PlannedDataset planned, @Nullable Predicate<Row> sampled, Reach reach) {
        this.planned = planned;
        this.sampled = sampled;
        this.everyShard = reach == Reach.EVERY_SHARD;
        Integer limit = planned.selection().limit();
        this.left = limit == null ? Integer.MAX_VALUE : limit;
    }

    /** {@return the selection of that dataset; a sample is drawn by reading the rows once} */
    static RowSelection of(PlannedDataset planned) {
        return of(planned, Reach.OWN_SHARD);
    }

    /** {@return the same for the rows of all shards} */
    static RowSelection ofAllShards(PlannedDataset planned) {
        return of(planned, Reach.EVERY_SHARD);
    }

    private static RowSelection of(PlannedDataset planned, Reach reach) {
        Selection.Sample sample = planned.selection().sample();
        return new RowSelection(planned, sample == null ? null : sampled(planned, sample), reach);
    }

    /** Whose rows are chosen. */
    private enum Reach {
        OWN_SHARD,
        EVERY_SHARD
    }

    private static Predicate<Row> sampled(PlannedDataset planned, Selection.Sample sample) {
        if (sample.n() != null) {
            Set<String> drawn = draw(planned, sample.n(), sample.seed());
            return row -> drawn.contains(row.id());
        }
        BigInteger end = end(Objects.requireNonNull(sample.fraction()));
        boolean all = end.bitLength() > Long.SIZE;
        long limit = end.longValue();
        return row -> all || Long.compareUnsigned(sampleHash(sample.seed(), planned.id(), row.id()), limit) < 0;
    }

    /** {@return the smallest number that is not below that share of 2^64} */
    private static BigInteger end(double fraction) {
        BigDecimal hashes = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));
        return BigDecimal.valueOf(fraction)
                .multiply(hashes)
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();
    }

    /** {@return whether no further row can be chosen} */
    boolean exhausted() {
        return left == 0;
    }

    /** {@return what is asked of that row; none if the row is left out} */
    List<RowCases.Asked> choose(Row row, List<RowCases.Asked> all) {
        if (!drawn(row)) {
            return List.of();
        }
        Filter filter = planned.selection().filter();
        List<RowCases.Asked> chosen = filter == Filter.ALL
                ? all
                : all.stream()
                        .filter(each -> filter.chooses(row, id(row, each)))
                        .toList();
        count(row, !chosen.isEmpty());
        return taken(row) ? chosen : List.of();
    }

    /** {@return how many cases of that row are asked; it counts against the limit like a row that is asked} */
    long count(Row row) {
        long cases = drawn(row) ? matching(row).count() : 0;
        count(row, cases > 0);
        return taken(row) ? cases : 0;
    }

    /** {@return which cases of that row are asked; it counts against the limit like a row that is asked} */
    List<CaseId> cases(Row row) {
        List<CaseId> cases = drawn(row) ? matching(row).toList() : List.of();
        count(row, !cases.isEmpty());
        return taken(row) ? cases : List.of();
    }

    /** Whatever else chooses rows chooses among those of all shards. */
    private boolean taken(Row row) {
        return everyShard || planned.selection().takes(planned.id(), row);
    }

    private boolean drawn(Row row) {
        return sampled == null || sampled.test(row);
    }

    /** A row that is left out by its own word takes no place of the limit. */
    private void count(Row row, boolean taken) {
        left -= taken && row.skip() == null ? 1 : 0;
    }

    private CaseId id(Row row, RowCases.Asked asked) {
        return new CaseId(
                planned.id(), row.id(), asked.prompt().id(), asked.model().id(), 1);
    }

    private Stream<CaseId> matching(Row row) {
        Filter filter = planned.selection().filter();
        return planned.prompts().stream()
                .flatMap(prompt -> planned.models().stream()
                        .map(model -> new CaseId(planned.id(), row.id(), prompt.id(), model.id(), 1)))
                .filter(id -> filter.chooses(row, id));
    }

    private record Drawn(long hash, String id) {}

    /** The rows with the smallest hashes; a queue of the largest on top keeps memory at the size of the sample. */
    private static Set<String> draw(PlannedDataset planned, int n, long seed) {
        RowSelection everything = new RowSelection(planned, null, Reach.EVERY_SHARD);
        Comparator<Drawn> order = (a, b) -> Long.compareUnsigned(a.hash(), b.hash());
        PriorityQueue<Drawn> smallest =
                new PriorityQueue<>(order.thenComparing(Drawn::id).reversed());
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.skip() == null && everything.matching(row).findAny().isPresent()) {
                    smallest.add(new Drawn(sampleHash(seed, planned.id(), row.id()), row.id()));
                    if (smallest.size() > n) {
                        smallest.poll();
                    }
                }
            }
        }
        return smallest.stream().map(Drawn::id).collect(Collectors.toSet());
    }

    /** {@return the first 8 bytes of the SHA-256 of what names the row, so that the same rows are drawn everywhere} */
    static long sampleHash(long seed, String dataset, String row) {
        return RowHash.of("sample", Long.toString(seed), dataset, row);
    }
}
