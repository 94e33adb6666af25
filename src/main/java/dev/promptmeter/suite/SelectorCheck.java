package dev.promptmeter.suite;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.summary.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds gates about a part of the run that no row belongs to: a mistyped tag would otherwise make a gate that never speaks. */
final class SelectorCheck {

    private final Suite suite;
    private final Map<String, Dataset> datasets;
    private final Findings findings;

    SelectorCheck(Suite suite, Map<String, Dataset> datasets, Findings findings) {
        this.suite = suite;
        this.datasets = datasets;
        this.findings = findings;
    }

    void check(List<Gate> gates) {
        List<Gate> unmatched = new ArrayList<>(gates);
        unmatched.removeIf(gate -> gate.selector().equals(Selector.ALL));
        for (DatasetBlock block : suite.datasets()) {
            if (!unmatched.isEmpty()) {
                removeMatched(unmatched, block);
            }
        }
        for (Gate gate : unmatched) {
            Source source = suite.file() == null ? Source.NOWHERE : Source.line(suite.file(), gate.line());
            findings.add(
                    "PM-1506",
                    source,
                    "gate '" + gate.expression() + "': no row of the datasets belongs to " + gate.selector());
        }
    }

    private void removeMatched(List<Gate> unmatched, DatasetBlock block) {
        Dataset dataset = datasets.get(block.id());
        if (dataset == null) {
            return;
        }
        try (RowReader rows = dataset.open()) {
            for (Row row = rows.next(); row != null && !unmatched.isEmpty(); row = rows.next()) {
                Row each = row;
                unmatched.removeIf(gate -> matches(gate.selector(), each, block));
            }
        }
    }

    static boolean matches(Selector selector, Row row, DatasetBlock block) {
        for (String prompt : block.prompts()) {
            for (String model : block.models()) {
                if (selector.matches(unasked(row, new CaseId(block.id(), row.id(), prompt, model, 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    static CaseResult unasked(Row row, CaseId id) {
        Grade none = Grade.unchecked(CaseVerdict.SKIP, null);
        return new CaseResult(id, row, none, null, List.of(), Answer.Origin.FRESH, Cost.UNKNOWN);
    }
}
