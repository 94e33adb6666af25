package dev.promptmeter.report;

import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;

/** The table of models: one line for each prompt and model. */
final class ConsoleModels {

    private final Summary summary;
    private final ConsoleOut out;

    ConsoleModels(Summary summary, ConsoleOut out) {
        this.summary = summary;
        this.out = out;
    }

    void write() {
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("MODELS"));
        head.addAll(ModelFigures.TITLES);
        table.add(head);
        var figures = new ModelFigures(summary);
        boolean severalPrompts =
                summary.groups().stream().map(Group::prompt).distinct().count() > 1;
        for (Group group : summary.groups()) {
            String name = severalPrompts ? group.prompt() + " · " + group.model() : group.model();
            List<String> cells = new ArrayList<>(List.of("  " + Visible.line(name)));
            cells.addAll(figures.cells(group));
            table.add(cells);
        }
        ConsoleTable.lines(table).forEach(out::line);
    }
}
