package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.List;

/** Puts the records that a scan finds into the index. */
final class IndexedRecords {

    private final JournalIndex index;
    private final JournalCourse course;
    private long unknown;
    private boolean reshaped;

    /** Takes where they go, and the course of the run up to where they stand. */
    IndexedRecords(JournalIndex index, JournalCourse course) {
        this.index = index;
        this.course = course;
    }

    /** The bytes that a record stands in. */
    record Source(byte[] bytes, int from, int length) {}

    JournalIndex index() {
        return index;
    }

    /** {@return whether it makes sense where it stands} */
    boolean take(RecordHead head, Source source, long position) {
        switch (head.type()) {
            case RowRecord.TYPE -> {
                long content = JournalLine.contentOfLine(source.bytes(), source.from(), source.length());
                index.row(head.dataset(), head.row(), new JournalRows.Place(head.line(), content), position);
            }
            case IntentRecord.TYPE -> {
                return intent(head, position);
            }
            case AnswerRecord.TYPE -> {
                if (head.cached()) {
                    return hit(head, position);
                }
                answer(head, position);
            }
            case ScoreRecord.TYPE -> {
                return score(head, position);
            }
            default -> unknown++;
        }
        return true;
    }

    /** A start begins. */
    void opened(Manifest before, Manifest now, Acceptance acceptance) {
        if (!RequestShape.same(before, now)) {
            reshaped = true;
            index.opened(now, acceptance);
        }
    }

    /** {@return whether a start asked something else than the one before it} */
    boolean reshaped() {
        return reshaped;
    }

    private boolean intent(RecordHead head, long position) {
        CaseId id = head.id();
        if (!index.plans(id) || !RecordHash.isKey(head.key())) {
            return false;
        }
        index.expect(id);
        if (head.judged().isEmpty()) {
            index.adopt(head.key(), id);
            index.intent(id, head.key(), head.request(), position);
        } else {
            index.judgement(id, head.key(), head.request(), position);
        }
        return true;
    }

    private boolean hit(RecordHead head, long position) {
        CaseId id = head.id();
        if (!index.plans(id) || id.repeat() == 0 || !RecordHash.isKey(head.key())) {
            return false;
        }
        index.expect(id);
        index.hit(id, head.key(), position);
        return true;
    }

    private void answer(RecordHead head, long position) {
        boolean judges = index.answer(head.request(), position);
        if (tellsTime(judges)) {
            course.reached(head.ended());
        }
    }

    /** Answers that were copied for a rescore tell of the starts that received them; where those were shards', their notes do. */
    private boolean tellsTime(boolean judges) {
        Manifest manifest = course.manifest();
        boolean copied = manifest != null && manifest.source() != null;
        return !copied || !judges && course.shards().isEmpty();
    }

    private boolean score(RecordHead head, long position) {
        CaseId id = head.id();
        if (!index.plans(id) || id.repeat() == 0 || !RecordHash.isKey(head.key())) {
            return false;
        }
        index.expect(id);
        index.adopt(head.key(), id);
        index.score(id, head.key(), position);
        return true;
    }

    /** {@return what a reader must know of them; usually nothing} */
    List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        if (unknown > 0) {
            oddities.add(unknown + " of the journal's records are of a kind that this version does not know");
        }
        long orphaned = index.orphaned();
        if (orphaned > 0) {
            oddities.add(orphaned + (orphaned == 1 ? " answer" : " answers") + " without a record of the sending");
        }
        return oddities;
    }
}
