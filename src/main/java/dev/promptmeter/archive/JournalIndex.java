package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a journal the records of each row and repeat stand: about 70 bytes a row and 50 a repeat, no text. Safe for many
 * threads.
 *
 * <p>Positions are kept plus one, so that 0 means that there is no such record.
 */
final class JournalIndex {

    private final Map<String, Integer> datasets;
    private final Map<String, Integer> prompts;
    private final Map<String, Integer> models;
    private final int repeats;
    private final RowIndex rows;
    private final AttemptIndex attempts = new AttemptIndex();
    private final LongList scores = new LongList();
    private final LongList warmups = new LongList();
    private final LongIntMap slotsByKey = new LongIntMap();
    private final JudgeIndex judgements = new JudgeIndex();
    private final OrphanAnswers orphans = new OrphanAnswers();

    /**
     * An index of nothing yet.
     *
     * @param repeats of a case that it has room for
     */
    JournalIndex(Manifest manifest, int repeats) {
        datasets = numbered(manifest.datasets().stream().map(each -> each.id()).toList());
        prompts = numbered(manifest.prompts().stream().map(each -> each.id()).toList());
        models = numbered(manifest.models().stream().map(each -> each.id()).toList());
        this.repeats = repeats;
        this.rows = new RowIndex(datasets);
    }

    private static Map<String, Integer> numbered(List<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id, numbers.size()));
        return numbers;
    }

    /** A row record stands there; a newer one of the same row replaces it. */
    synchronized void row(String dataset, String id, Place place, long position) {
        rows.add(dataset, id, place, position);
    }

    /** A record of that case stands somewhere: its row has a place from now on, even if it is not on record itself. */
    synchronized void expect(CaseId id) {
        if (id.repeat() > 0) {
            rows.expect(id.dataset(), id.row());
        }
    }

    /**
     * Where a row stands in its file and what is in it.
     *
     * @param content of its record, as {@link JournalLine#content} tells it
     */
    record Place(int line, long content) {}

    /** {@return whether the newest record of that row says the same} */
    synchronized boolean holds(String dataset, String id, long content) {
        return rows.holds(dataset, id, content);
    }

    /** An intent record stands there. */
    synchronized void intent(CaseId id, String requestId, long position) {
        int attempt = attempts.add(requestId, position);
        if (id.repeat() == 0) {
            warmups.add(attempt);
        } else {
            attempts.link(attempt, slot(id));
        }
    }

    /** An intent record stands there of a call of a judge about that repeat. */
    synchronized void judgement(CaseId id, String key, String requestId, long position) {
        judgements.add(attempts.add(requestId, position), slot(id), KeyHash.of(key));
    }

    /** {@return the positions of all calls of a judge about a repeat} */
    synchronized List<Tried> judgements(int row, String prompt, String model, int repeat) {
        return tried(judgements.of(slot(row, prompts.get(prompt), models.get(model), repeat)));
    }

    /** {@return the positions of the calls under that key about that repeat; if there is none, of one about another} */
    synchronized List<Tried> judgements(CaseId id, String key) {
        return tried(knows(id) ? judgements.of(slot(id), KeyHash.of(key)) : judgements.newest(KeyHash.of(key)));
    }

    /** {@return the positions of all calls of a judge about the repeat with that answer key} */
    synchronized List<Tried> judgements(String key) {
        int slot = slotsByKey.get(KeyHash.of(key)) - 1;
        return slot < 0 ? List.of() : tried(judgements.of(slot));
    }

    /** {@return the positions of all calls of a judge about that repeat} */
    synchronized List<Tried> judgements(CaseId id) {
        return knows(id) ? tried(judgements.of(slot(id))) : List.of();
    }

    /** {@return the positions of every call of a judge} */
    synchronized List<Tried> judgements() {
        return tried(judgements.all());
    }

    private List<Tried> tried(List<Integer> numbers) {
        return numbers.stream().map(attempts::tried).toList();
    }

    /**
     * An answer record stands there; a second one for the same attempt is left alone.
     *
     * @return whether it is the answer of a judge
     */
    synchronized boolean answer(String requestId, long position) {
        int attempt = attempts.of(requestId);
        if (attempt < 0) {
            orphans.add(requestId, position);
            return false;
        }
        attempts.answer(attempt, position);
        return judgements.holds(attempt);
    }

    /** A score record stands there; the newest counts. */
    synchronized void score(CaseId id, long position) {
        scores.set(slot(id), position + 1);
    }

    /** That repeat has that answer key, and so the answers under it whose intents are not on record. */
    synchronized void adopt(String key, CaseId id) {
        for (long position : id.repeat() == 0 ? List.<Long>of() : orphans.take(key)) {
            attempts.link(attempts.addOrphan(position), slot(id));
        }
    }

    /** {@return the answers under that key that nobody else's intent or score tells of} */
    synchronized List<Tried> orphans(String key) {
        return orphans.of(key).stream().map(position -> new Tried(-1, position)).toList();
    }

    /** {@return how many answers were found without their intent} */
    synchronized long orphaned() {
        return orphans.count();
    }

    /** That repeat has that answer key; told only while a journal is scanned, for a resume. */
    synchronized void key(String key, CaseId id) {
        if (id.repeat() > 0) {
            slotsByKey.put(KeyHash.of(key), slot(id) + 1);
        }
    }

    /** {@return whether that case has a place here: its row is on record or expected, the rest belongs to the run} */
    synchronized boolean knows(CaseId id) {
        return plans(id) && (id.repeat() == 0 || rows.number(id.dataset(), id.row()) >= 0);
    }

    /** {@return whether dataset, prompt and model belong to the run} */
    boolean plans(CaseId id) {
        boolean warmup = id.repeat() == 0;
        return prompts.containsKey(id.prompt())
                && models.containsKey(id.model())
                && (warmup || datasets.containsKey(id.dataset()))
                && id.repeat() >= 0
                && id.repeat() <= repeats;
    }

    private int slot(CaseId id) {
        int row = rows.number(id.dataset(), id.row());
        if (row < 0) {
            throw new IllegalArgumentException(id.text() + " is told of before its row");
        }
        return slot(row, prompts.get(id.prompt()), models.get(id.model()), id.repeat());
    }

    private int slot(int row, int prompt, int model, int repeat) {
        int cases = Math.addExact(Math.multiplyExact(row, prompts.size()), prompt);
        return Math.addExact(
                Math.multiplyExact(Math.addExact(Math.multiplyExact(cases, models.size()), model), repeats),
                repeat - 1);
    }

    /** FNV-1a, 64 bits. */
    static long hash(String first, String second) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < first.length(); i++) {
            hash = (hash ^ first.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ '\n') * 0x100000001b3L;
        for (int i = 0; i < second.length(); i++) {
            hash = (hash ^ second.charAt(i)) * 0x100000001b3L;
        }
        return hash;
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
    synchronized Repeat repeat(int row, String prompt, String model, int repeat) {
        return repeat(slot(row, prompts.get(prompt), models.get(model), repeat));
    }

    /** {@return where the score of a repeat stands; -1 if it has none} */
    synchronized long score(int row, CaseId id) {
        return scores.get(slot(row, prompts.get(id.prompt()), models.get(id.model()), id.repeat())) - 1;
    }

    /** {@return the positions of the records of the repeat with that key; none if it is not on record} */
    synchronized Repeat repeat(String key) {
        int slot = slotsByKey.get(KeyHash.of(key)) - 1;
        return slot < 0 ? new Repeat(List.of(), -1) : repeat(slot);
    }

    /** {@return the positions of the records of that repeat; none if it is not on record} */
    synchronized Repeat repeat(CaseId id) {
        return knows(id) ? repeat(slot(id)) : new Repeat(List.of(), -1);
    }

    /** {@return how many attempts have an answer, those of judges and warm-ups included} */
    synchronized long answered() {
        return attempts.answered();
    }

    /** {@return how many repeats were asked, warm-up left out} */
    synchronized long asked() {
        return attempts.asked();
    }

    private Repeat repeat(int slot) {
        return new Repeat(attempts.at(slot), scores.get(slot) - 1);
    }

    /** {@return the positions of all warm-up attempts} */
    synchronized List<Tried> warmups() {
        List<Tried> sent = new ArrayList<>();
        for (int i = 0; i < warmups.size(); i++) {
            sent.add(attempts.tried((int) warmups.get(i)));
        }
        return sent;
    }

    /** {@return how many attempts are on record, whatever they were for} */
    synchronized int attempts() {
        return attempts.size();
    }

    /** {@return the positions of that attempt; they count from 0 in the order of their intents} */
    synchronized Tried attempt(int number) {
        return attempts.tried(number);
    }

    /**
     * Where the records of one repeat stand.
     *
     * @param attempts in order
     * @param score -1 if it has none
     */
    record Repeat(List<Tried> attempts, long score) {}

    /**
     * Where the records of one attempt stand.
     *
     * @param intent -1 if it has none
     * @param answer -1 if it has none
     */
    record Tried(long intent, long answer) {

        /** {@return where the first of them stands} */
        long first() {
            return intent < 0 ? answer : intent;
        }
    }
}
