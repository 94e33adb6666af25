package dev.promptmeter.suite;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds rows that do not say what cluster they belong to where a gate counts clusters: an empty value is none of its own. */
final class ClusterCheck {

    private final Suite suite;
    private final Map<String, Dataset> datasets;
    private final Findings findings;

    ClusterCheck(Suite suite, Map<String, Dataset> datasets, Findings findings) {
        this.suite = suite;
        this.datasets = datasets;
        this.findings = findings;
    }

    void check(List<Gate> gates) {
        List<Gate> clustered =
                gates.stream().filter(gate -> gate.demand().cluster() != null).toList();
        for (DatasetBlock block : suite.datasets()) {
            Dataset dataset = datasets.get(block.id());
            if (dataset != null && !clustered.isEmpty()) {
                check(clustered, dataset, block);
            }
        }
    }

    /** One row of each dataset is told of: what is missing in one is mostly missing in many. */
    private void check(List<Gate> gates, Dataset dataset, DatasetBlock block) {
        List<Gate> sound = new ArrayList<>(gates);
        try (RowReader rows = dataset.open()) {
            for (Row row = rows.next(); row != null && !sound.isEmpty(); row = rows.next()) {
                Row each = row;
                sound.removeIf(gate -> lacks(gate, each, block));
            }
        }
    }

    private boolean lacks(Gate gate, Row row, DatasetBlock block) {
        String column = String.valueOf(gate.demand().cluster());
        String cell = row.cell(column);
        boolean lacks = (cell == null || cell.isBlank()) && SelectorCheck.matches(gate.selector(), row, block);
        if (lacks) {
            findings.add(
                    "PM-1507",
                    Source.line(block.spec().shown(), row.line()),
                    "cluster column '" + column + "' is " + (cell == null ? "missing" : "empty") + "; gate '"
                            + gate.expression() + "' needs it in every row");
        }
        return lacks;
    }
}
