package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.gate.FigureText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the run was, to the last setting, and how to do it again. */
final class HtmlRun {

    private HtmlRun() {}

    static void write(Markup page, FinishedRun run) {
        Manifest manifest = run.manifest();
        page.open("section", "id", "run").element("h2", "Run").line();
        page.open("dl", "class", "facts-list").line();
        fact(page, "Run", manifest.runId());
        source(page, manifest.source());
        fact(page, "Suite", manifest.suite());
        fact(page, "File", manifest.suiteFile());
        fact(page, "SHA-256", manifest.suiteSha());
        fact(page, "Again", manifest.command());
        fact(page, "Tool", manifest.tool());
        manifest.environment().forEach((name, value) -> fact(page, name, value));
        fact(page, "Exit code", run.verdict().exitCode() + " " + run.verdict().exitName());
        page.close("dl").line();
        parts(page, manifest);
        warnings(page, manifest);
        page.element("p", privacy(manifest), "class", "note");
        page.close("section").line();
    }

    private static String privacy(Manifest manifest) {
        String contents = new ResolvedSuite(manifest.resolved()).shownTexts();
        String shown = contents.isEmpty()
                ? "This file shows neither prompts nor answers."
                : "This file contains " + contents + ".";
        return shown + " It loads nothing and sends nothing.";
    }

    private static void source(Markup page, Manifest.@Nullable Source source) {
        if (source != null) {
            fact(page, "Answers from", source.run() + ", " + source.folder());
            fact(page, "Judged again", RunNames.instant(source.rescoredAt()));
        }
    }

    private static void fact(Markup page, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            page.open("div")
                    .foreign("dt", name)
                    .foreign("dd", value)
                    .close("div")
                    .line();
        }
    }

    private static void parts(Markup page, Manifest manifest) {
        for (Manifest.ModelInfo model : manifest.models()) {
            String delivery = model.delivery().name().toLowerCase(Locale.ROOT);
            part(
                    page,
                    "Model " + model.id(),
                    model.name() + " at " + model.endpoint() + ", " + delivery + "\n" + model.params());
        }
        for (Manifest.PromptInfo prompt : manifest.prompts()) {
            part(page, "Prompt " + prompt.id() + " · " + prompt.sha(), prompt.template());
        }
        for (DatasetInfo dataset : manifest.datasets()) {
            String about = dataset.file() + "\n" + FigureText.count(dataset.rows()) + " rows · SHA-256 "
                    + dataset.sha256() + "\n" + String.join(", ", dataset.columns());
            part(page, "Dataset " + dataset.id(), about);
        }
        part(page, "Suite with everything applied", manifest.resolved().toPrettyString());
    }

    private static void part(Markup page, String title, String text) {
        page.open("details").foreign("summary", title).foreign("pre", Excerpts.start(text, Detail.LONGEST_TEXT));
        page.close("details").line();
    }

    private static void warnings(Markup page, Manifest manifest) {
        if (manifest.warnings().isEmpty()) {
            return;
        }
        page.element("h3", "Warnings").open("ul", "class", "warnings").line();
        manifest.warnings()
                .forEach(warning -> page.foreign("li", warning.toString()).line());
        page.close("ul").line();
    }
}
