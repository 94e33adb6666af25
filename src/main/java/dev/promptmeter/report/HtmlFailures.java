package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseResult;
import java.util.Map;

/** The first failures in full, for readers without a script and for paper; the script puts the table of all cases above them. */
final class HtmlFailures {

    private static final int LONGEST = 2_000;

    private HtmlFailures() {}

    static void write(Markup page, FirstFailures failures) {
        page.open("section", "id", "cases").element("h2", "Cases").line();
        page.open("p", "id", "script-note", "class", "note");
        page.text(
                        "The charts, the table of all cases and their details need the script of this file. If it is blocked, this page still "
                                + "holds the verdict, the gates, every table and the first failures.")
                .close("p")
                .line();
        page.open("div", "id", "failures");
        if (!failures.list().isEmpty()) {
            page.element("h3", title(failures)).line();
        }
        failures.list().forEach(result -> one(page, result));
        page.close("div").close("section").line();
    }

    private static String title(FirstFailures failures) {
        return failures.all() > failures.list().size()
                ? "First " + failures.list().size() + " of " + FigureText.count(failures.all()) + " failures and errors"
                : "Failures and errors";
    }

    private static void one(Markup page, CaseResult result) {
        page.open("details").open("summary");
        VerdictMark.of(result.verdict()).write(page);
        page.raw(" ").foreign("strong", result.id().text());
        if (result.reason() != null) {
            page.raw(" ").foreign("span", result.reason(), "class", "quiet");
        }
        page.close("summary").line();
        page.foreign("pre", String.join("\n", FailureRendering.checks(result))).line();
        page.element("p", FailureRendering.figures(result), "class", "quiet").line();
        if (result.output() != null) {
            block(page, "Answer", result.output());
        }
        for (Map.Entry<String, String> variable : result.row().vars().entrySet()) {
            block(page, variable.getKey(), variable.getValue());
        }
        page.close("details").line();
    }

    private static void block(Markup page, String label, String text) {
        page.open("div", "class", "text").foreign("h4", label);
        page.foreign("pre", Excerpts.start(text, LONGEST));
        if (text.length() > LONGEST) {
            page.element("p", "cut here; " + FigureText.count(text.length()) + " characters in all", "class", "quiet");
        }
        page.close("div").line();
    }
}
