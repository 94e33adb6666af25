package dev.promptmeter.report;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page knows of every row, once for all its prompts, models and repeats. */
final class RowIndex {

    private final Words datasets = new Words();
    private final Column dataset = new Column("rowDataset");
    private final Column id = new Column("rowId");
    private final Column line = new Column("rowLine");
    private final Column title = new Column("rowTitle");
    private final Column meta = new Column("rowMeta");
    private final RowCounter counter = new RowCounter();

    /** {@return the number of the result's row, which is noted if it is a new one} */
    int number(CaseResult result) {
        if (counter.isNew(result)) {
            note(result.id(), result.row());
        }
        return counter.number();
    }

    private void note(CaseId caseId, Row row) {
        dataset.add(datasets.number(caseId.dataset()));
        id.add(caseId.row());
        line.add(row.line());
        title.add(row.options().description());
        meta.addJson(row.meta().isEmpty() ? "{}" : json(row.meta()));
    }

    private static String json(Map<String, List<String>> meta) {
        ObjectNode values = Json.object();
        meta.forEach((key, list) -> {
            ArrayNode array = values.putArray(key);
            list.forEach(array::add);
        });
        return Json.text(values);
    }

    List<Column> columns() {
        return List.of(dataset, id, line, title, meta);
    }

    List<String> datasets() {
        return datasets.list();
    }
}
