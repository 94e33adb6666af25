package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which attempts of a journal were calls of a judge: about which repeat, under which key. Empty in a run without one. */
final class JudgeIndex {

    private final LongIntMap newestByKey = new LongIntMap();
    private final LongList newestBySlot = new LongList();
    private final LongList previous = new LongList();
    private final LongList keys = new LongList();

    /** That attempt is a call about the repeat in that slot. */
    void add(int attempt, int slot, long key) {
        previous.set(attempt, newestBySlot.get(slot));
        newestBySlot.set(slot, attempt + 1L);
        keys.set(attempt, key);
        newestByKey.put(key, attempt + 1);
    }

    /** What was about one slot is about the other, before what is about that already. */
    void move(int from, int to) {
        if (newestBySlot.get(from) == 0) {
            return;
        }
        List<Integer> there = of(to);
        if (there.isEmpty()) {
            newestBySlot.set(to, newestBySlot.get(from));
        } else {
            previous.set(there.get(0), newestBySlot.get(from));
        }
        newestBySlot.set(from, 0);
    }

    /** {@return the calls about the repeat in that slot, in order} */
    List<Integer> of(int slot) {
        List<Integer> attempts = new ArrayList<>();
        for (long next = newestBySlot.get(slot); next > 0; next = previous.get((int) next - 1)) {
            attempts.add((int) next - 1);
        }
        Collections.reverse(attempts);
        return attempts;
    }

    /** {@return those of them under that key; if there is none, the newest call under that key about any repeat} */
    List<Integer> of(int slot, long key) {
        List<Integer> own =
                of(slot).stream().filter(attempt -> keys.get(attempt) == key).toList();
        return own.isEmpty() ? newest(key) : own;
    }

    /** {@return the newest call under that key about any repeat; none if there is none} */
    List<Integer> newest(long key) {
        int any = newestByKey.get(key);
        return any == 0 ? List.of() : List.of(any - 1);
    }

    /** {@return whether that attempt is a call} */
    boolean holds(int attempt) {
        return attempt < keys.size() && keys.get(attempt) != 0;
    }

    /** {@return every call} */
    List<Integer> all() {
        List<Integer> attempts = new ArrayList<>();
        for (int attempt = 0; attempt < keys.size(); attempt++) {
            if (holds(attempt)) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }
}
