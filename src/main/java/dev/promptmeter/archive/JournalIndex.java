package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where in a journal the records of each row and repeat stand: about 40 bytes a row and 28 a repeat while it is written, 70 a repeat when
 * it is read; no text. Safe for many threads.
 */
final class JournalIndex {

    private final boolean keyed;
    private final JournalAttempts attempts;
    private final SlotRecords records;
    private final LongList warmups = new LongList();
    private final LongIntMap slotsByKey = new LongIntMap();
    private final JudgeIndex judgements = new JudgeIndex();
    private final OrphanAnswers orphans = new OrphanAnswers();
    private SlotLayout layout;
    private JournalRows rows = new JournalRows();
    private int accountedFor;

    private JournalIndex(Manifest manifest, boolean keyed) {
        this.layout = SlotLayout.of(manifest, 0);
        this.keyed = keyed;
        this.attempts = new JournalAttempts(keyed ? AttemptsByRequest.all() : AttemptsByRequest.inFlight());
        this.records = new SlotRecords(attempts);
    }

    /** {@return an index of a journal that is being begun; a run that starts from nothing never looks an answer key up} */
    static JournalIndex begun(Manifest manifest) {
        return new JournalIndex(manifest, false);
    }

    /** {@return an index of nothing yet that also knows answer keys} */
    static JournalIndex keyed(Manifest manifest) {
        return new JournalIndex(manifest, true);
    }

    /**
     * A start begins that asks something else than the one before it. Its rows and cases are told anew; what is on record under their
     * keys becomes theirs when they are.
     *
     * @param acceptance whether what it does not ask may go
     */
    synchronized void opened(Manifest manifest, Acceptance acceptance) {
        layout = SlotLayout.of(manifest, layout.end(rows.size()));
        rows = new JournalRows();
        accountedFor = acceptance == Acceptance.GIVEN ? layout.firstSlot() : accountedFor;
    }

    /** A row record stands there; a newer one of the same row replaces it. */
    synchronized void row(String dataset, String id, JournalRows.Place place, long position) {
        rows.put(RecordHash.of(dataset, id), position, layout.place(dataset, place.line()), place.content());
    }

    /** A record of that case stands somewhere: its row has a place from now on, even if it is not on record itself. */
    synchronized void expect(CaseId id) {
        if (id.repeat() > 0) {
            rows.expect(RecordHash.of(id.dataset(), id.row()), layout.place(id.dataset(), Integer.MAX_VALUE));
        }
    }

    /** {@return whether the newest record of that row says the same} */
    synchronized boolean holds(String dataset, String id, long content) {
        return rows.holds(RecordHash.of(dataset, id), content);
    }

    /** An intent record stands there. */
    synchronized void intent(CaseId id, String key, String requestId, long position) {
        int attempt = attempts.begun(RecordHash.of(requestId, ""), position);
        if (id.repeat() == 0) {
            warmups.add(attempt);
            return;
        }
        records.tried(slot(id, key), attempt);
    }

    /** The record of an answer from the cache stands there; a second one for the same repeat is left alone. */
    synchronized void hit(CaseId id, String key, long position) {
        records.hit(slot(id, key), position);
    }

    /** {@return the slot of that repeat, which has whatever is on record under its key} */
    private int slot(CaseId id, String key) {
        int slot = slot(id);
        if (keyed) {
            long hash = RecordHash.ofKey(key);
            int known = slotsByKey.get(hash) - 1;
            if (known >= 0 && known != slot && !records.asked(slot)) {
                records.move(known, slot);
                judgements.move(known, slot);
            }
            slotsByKey.put(hash, slot + 1);
        }
        return slot;
    }

    /** {@return the slot of what has that key; -1 if there is none} */
    private int slotUnder(String key) {
        return slotsByKey.get(RecordHash.ofKey(key)) - 1;
    }

    /** An intent record stands there of a call of a judge about that repeat. */
    synchronized void judgement(CaseId id, String key, String requestId, long position) {
        int attempt = attempts.begun(RecordHash.of(requestId, ""), position);
        judgements.add(attempt, slot(id), RecordHash.ofKey(key));
    }

    /** {@return the positions of all calls of a judge about a repeat} */
    synchronized List<RecordedAttempt> judgements(int row, String prompt, String model, int repeat) {
        return tried(judgements.of(layout.slot(row, prompt, model, repeat)));
    }

    /** {@return the positions of the calls under that key about that repeat; if there is none, of one about another} */
    synchronized List<RecordedAttempt> judgements(CaseId id, String key) {
        long hash = RecordHash.ofKey(key);
        return tried(knows(id) ? judgements.of(slot(id), hash) : judgements.newest(hash));
    }

    /** {@return the positions of all calls of a judge about the repeat with that answer key} */
    synchronized List<RecordedAttempt> judgements(String key) {
        int slot = slotUnder(key);
        return slot < 0 ? List.of() : tried(judgements.of(slot));
    }

    /** {@return the positions of all calls of a judge about that repeat} */
    synchronized List<RecordedAttempt> judgements(CaseId id) {
        return knows(id) ? tried(judgements.of(slot(id))) : List.of();
    }

    /** {@return the positions of every call of a judge} */
    synchronized List<RecordedAttempt> judgements() {
        return tried(judgements.all());
    }

    private List<RecordedAttempt> tried(List<Integer> numbers) {
        return numbers.stream().map(attempts::tried).toList();
    }

    /**
     * An answer record stands there; a second one for the same attempt is left alone.
     *
     * @return whether it is the answer of a judge
     */
    synchronized boolean answer(String requestId, long position) {
        int attempt = attempts.ended(RecordHash.of(requestId, ""), position);
        if (attempt < 0) {
            orphans.add(requestId, position);
        }
        return attempt >= 0 && judgements.holds(attempt);
    }

    /** A score record stands there; the newest counts. */
    synchronized void score(CaseId id, String key, long position) {
        records.score(slot(id, key), position);
    }

    /** That repeat has that answer key, and so the answers under it whose intents are not on record. */
    synchronized void adopt(String key, CaseId id) {
        for (long position : id.repeat() == 0 ? List.<Long>of() : orphans.take(key)) {
            records.tried(slot(id, key), attempts.orphaned(position));
        }
    }

    /** {@return how many answers were found without their intent} */
    synchronized long orphaned() {
        return orphans.count();
    }

    /** {@return how many attempts have an answer, those of judges and warm-ups included} */
    synchronized long answered() {
        return attempts.answered();
    }

    /** {@return whether dataset, prompt and model of that case belong to the run} */
    synchronized boolean plans(CaseId id) {
        return layout.knows(id);
    }

    /** {@return whether a record of that case has a place here: its row is on record, prompt and model belong to the run} */
    synchronized boolean knows(CaseId id) {
        return layout.knows(id) && (id.repeat() == 0 || rows.find(RecordHash.of(id.dataset(), id.row())) >= 0);
    }

    private int slot(CaseId id) {
        int row = rows.find(RecordHash.of(id.dataset(), id.row()));
        if (row < 0) {
            throw new IllegalArgumentException(id.text() + " is told of before its row");
        }
        return layout.slot(row, id.prompt(), id.model(), id.repeat());
    }

    /** {@return the numbers of all rows in the order dataset, line} */
    synchronized int[] rowsInOrder() {
        return rows.inOrder();
    }

    /** {@return how many rows are on record} */
    synchronized int rows() {
        return rows.size();
    }

    /** {@return whether that row stands behind the one before it in the order of the datasets} */
    synchronized boolean inOrder(int row) {
        return rows.inOrder(row);
    }

    synchronized long rowPosition(int row) {
        return rows.position(row);
    }

    /** {@return the positions of a repeat's records} */
    synchronized RecordedRepeat repeat(int row, String prompt, String model, int repeat) {
        return recorded(layout.slot(row, prompt, model, repeat));
    }

    private RecordedRepeat recorded(int slot) {
        return records.repeat(slot, layout.firstSlot());
    }

    /** {@return where the score of a repeat stands; -1 if it has none} */
    synchronized long score(int row, CaseId id) {
        return records.score(layout.slot(row, id.prompt(), id.model(), id.repeat()));
    }

    /** {@return the positions of the records of the repeat with that key, also of answers that nothing else tells of} */
    synchronized RecordedRepeat repeat(String key) {
        int slot = slotUnder(key);
        RecordedRepeat known = slot < 0 ? RecordedRepeat.NONE : recorded(slot);
        return known.behind(orphans.of(key));
    }

    /** {@return the positions of the records of that repeat; none if it is not on record} */
    synchronized RecordedRepeat repeat(CaseId id) {
        return knows(id) ? recorded(slot(id)) : RecordedRepeat.NONE;
    }

    /** {@return how many repeats were asked or found in the cache, warm-up left out} */
    synchronized long asked() {
        return IntStream.range(layout.firstSlot(), records.end())
                .filter(records::asked)
                .count();
    }

    /** {@return the slot of what has that key; -1 if nothing was asked or found under it} */
    synchronized int slotOf(String key) {
        int slot = slotUnder(key);
        return slot >= 0 && records.asked(slot) ? slot : -1;
    }

    /** {@return the positions of the newest attempt, or the hit, of each repeat outside those slots that no start has let go} */
    synchronized List<Long> outside(BitSet slots) {
        List<Long> positions = new ArrayList<>();
        for (int slot = accountedFor; slot < records.end(); slot++) {
            if (records.asked(slot) && !slots.get(slot)) {
                recorded(slot).teller().ifPresent(positions::add);
            }
        }
        return positions;
    }

    /** {@return the positions of all warm-up attempts} */
    synchronized List<RecordedAttempt> warmups() {
        return LongStream.of(warmups.toArray())
                .mapToObj(number -> attempts.tried((int) number))
                .toList();
    }

    /** {@return how many attempts are on record, whatever they were for} */
    synchronized int attempts() {
        return attempts.size();
    }

    /** {@return the positions of that attempt; they count from 0 in the order of their intents} */
    synchronized RecordedAttempt attempt(int number) {
        return attempts.tried(number);
    }
}
