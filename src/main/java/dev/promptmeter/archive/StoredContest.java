package dev.promptmeter.archive;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Conclusions;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Tries;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.Contest;
import java.util.ArrayList;
import java.util.List;

/** Brings together the answers to one row and repeat, as far as they are on record, beside one that is judged. Not thread-safe. */
final class StoredContest {

    private final StoredCases cases;
    private final Row row;
    private final CaseId judged;
    private final List<Answer> answers = new ArrayList<>();
    private int place;
    private int absent;

    StoredContest(StoredCases cases, Row row, CaseId judged) {
        this.cases = cases;
        this.row = row;
        this.judged = judged;
    }

    /** That repeat is planned, and this is where its records stand. */
    void add(CaseId id, Model model, RecordedRepeat positions) {
        if (id.repeat() == judged.repeat()) {
            place = id.equals(judged) ? answers.size() : place;
            if (row.options().providedOutput() != null) {
                add(Conclusions.unjudgedProvided(id, row));
            } else {
                add(id, cases.read(model, positions), positions.score());
            }
        }
    }

    private void add(CaseId id, Tries tried, long score) {
        if (tried.last() instanceof Answered) {
            add(Conclusions.unjudged(id, row, tried));
        } else {
            absent += score < 0 ? 1 : 0;
        }
    }

    private void add(CaseResult unjudged) {
        answers.add(Conclusions.answer(unjudged));
    }

    Contest contest() {
        return new Contest(answers, place, absent);
    }
}
