package dev.promptmeter.report;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.dataset.LongList;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Outcome;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which cases keep their details when not all fit: first those that somebody will ask about, then a sample of the others.
 *
 * <p>Asked about are errors, failures, flaky cases, those that regressed or were fixed, answers that did not end by themselves, and the slowest and dearest hundredth.
 * The sample goes by a hash of the row, so that a row stays with all its prompts and models. Holds 32 bytes per result.
 */
final class Retention {

    private static final double RATIO_UNTIL_MEASURED = 1.0;
    private static final double MARGIN = 1.08;
    private static final int MEASURED_SHARE = 32;
    private static final int ENOUGH_TO_MEASURE = 20_000;
    private static final int OVERHEAD_OF_A_DETAIL = 700;
    private static final int OVERHEAD_OF_A_CHECK = 140;

    private final CaseChanges changes;
    private final LongList keys = new LongList();
    private final LongList sizes = new LongList();
    private final LongList latencies = new LongList();
    private final LongList costs = new LongList();
    private final BitSet asked = new BitSet();
    private final CompressedLength measured = new CompressedLength();
    private final RowCounter rows = new RowCounter();
    private long measuredSize;

    /** Takes what became of the cases since the baseline of their run. */
    Retention(CaseChanges changes) {
        this.changes = changes;
    }

    /** Takes the next case. */
    void add(CaseGroup group) {
        int first = keys.size();
        group.repeats().forEach(this::add);
        CaseChange change = changes.of(group.repeats().get(0).id());
        if (group.flaky() || change == CaseChange.REGRESSED || change == CaseChange.FIXED) {
            asked.set(first, keys.size());
        }
    }

    private void add(CaseResult result) {
        int ordinal = keys.size();
        int hash = hash(result.id());
        keys.add((long) hash << 32 | ordinal);
        long size = size(result);
        sizes.add(rows.isNew(result) ? size + sizeOfInput(result.row()) : size);
        latencies.add(orLowest(result.latencyNanos()));
        costs.add(orLowest(result.cost().pico()));
        if (odd(result)) {
            asked.set(ordinal);
        }
        if (Integer.remainderUnsigned(hash, MEASURED_SHARE) == 0) {
            measured.append(Detail.json(result));
            result.row().vars().values().forEach(value -> measured.append(Json.text(value)));
            measuredSize += size + sizeOfInput(result.row());
        }
    }

    private static int hash(CaseId id) {
        int mixed = 31 * id.dataset().hashCode() + id.row().hashCode();
        mixed ^= mixed >>> 16;
        mixed *= 0x85EBCA6B;
        mixed ^= mixed >>> 13;
        mixed *= 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    private static long orLowest(@Nullable Long value) {
        return value == null ? Long.MIN_VALUE : value;
    }

    private static long size(CaseResult result) {
        Completion completion = result.completion();
        long size = OVERHEAD_OF_A_DETAIL;
        size += result.output() == null ? 0 : Math.min(result.output().length(), Detail.LONGEST_TEXT);
        if (completion != null) {
            size += completion.reasoning() == null
                    ? 0
                    : Math.min(completion.reasoning().length(), Detail.LONGEST_TEXT);
        }
        for (Outcome outcome : result.outcomes()) {
            size += size(outcome);
        }
        return size;
    }

    private static long size(Outcome outcome) {
        String expected = Detail.expected(outcome.check().value());
        long size =
                OVERHEAD_OF_A_CHECK + outcome.score().reason().length() + (expected == null ? 0 : expected.length());
        for (Outcome part : outcome.parts()) {
            size += size(part);
        }
        return size;
    }

    private static long sizeOfInput(Row row) {
        return row.vars().values().stream().mapToLong(String::length).sum();
    }

    private static boolean odd(CaseResult result) {
        Completion completion = result.completion();
        return result.verdict() == CaseVerdict.FAIL
                || result.verdict() == CaseVerdict.ERROR
                || completion != null && completion.finish().kind() != FinishReason.Kind.STOP;
    }

    /** {@return the results, by their place, whose details fit into so many bytes of the page; can be asked once} */
    BitSet fitting(long bytes) {
        askHighest(latencies);
        askHighest(costs);
        double ratio = ratio();
        BitSet kept = new BitSet();
        double left = bytes - keep(asked, bytes, ratio, kept);
        BitSet others = new BitSet();
        others.set(0, keys.size());
        others.andNot(asked);
        keep(others, left, ratio, kept);
        return kept;
    }

    private double ratio() {
        long compressed = measured.base64();
        return measuredSize < ENOUGH_TO_MEASURE ? RATIO_UNTIL_MEASURED : MARGIN * compressed / measuredSize;
    }

    private void askHighest(LongList values) {
        long[] sorted = values.toArray();
        Arrays.sort(sorted);
        int unknown = 0;
        while (unknown < sorted.length && sorted[unknown] == Long.MIN_VALUE) {
            unknown++;
        }
        int hundredth = (sorted.length - unknown) / 100;
        if (hundredth == 0) {
            return;
        }
        long bound = sorted[sorted.length - hundredth];
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) >= bound && sorted[unknown] < bound) {
                asked.set(i);
            }
        }
    }

    /** {@return bytes taken by what was kept of these, lowest hash first} */
    private double keep(BitSet wanted, double bytes, double ratio, BitSet kept) {
        long[] order = wanted.stream().mapToLong(keys::get).toArray();
        Arrays.sort(order);
        double taken = 0;
        for (long key : order) {
            int ordinal = (int) key;
            taken += sizes.get(ordinal) * ratio;
            if (taken > bytes) {
                return bytes;
            }
            kept.set(ordinal);
        }
        return taken;
    }
}
