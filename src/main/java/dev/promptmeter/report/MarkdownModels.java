package dev.promptmeter.report;

import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;

/** The table of models in Markdown: one row for each prompt and model. */
final class MarkdownModels {

    private static final int SHARE = 3;

    private MarkdownModels() {}

    static void add(MarkdownPage page, Summary summary) {
        List<String> titles = new ArrayList<>(List.of("Model", "Prompt"));
        titles.addAll(ModelFigures.TITLES);
        var figures = new ModelFigures(summary);
        List<String> rows =
                summary.groups().stream().map(group -> row(group, figures)).toList();
        page.table(MarkdownPage.head(titles), rows, SHARE);
    }

    private static String row(Group group, ModelFigures figures) {
        List<String> cells =
                new ArrayList<>(List.of(MarkdownText.code(group.model()), MarkdownText.code(group.prompt())));
        cells.addAll(figures.cells(group));
        return MarkdownPage.row(cells);
    }
}
