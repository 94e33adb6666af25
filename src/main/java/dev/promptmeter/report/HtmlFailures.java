package dev.promptmeter.report;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first failures in full, for readers without a script and for paper; the script puts the table of all cases above them. */
final class HtmlFailures {

    private static final int LONGEST = 2_000;
    private static final int SHARED = 60;

    private HtmlFailures() {}

    static void write(Markup page, FirstFailures failures) {
        page.open("section", "id", "cases").element("h2", "Cases").line();
        page.open("p", "id", "script-note", "class", "note");
        page.text("The charts, the table of all cases and their details need the script of this file. If it is blocked, this page still "
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
                ? "First " + failures.list().size() + " of " + Numbers.count(failures.all()) + " failures and errors"
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
        Completion completion = result.completion();
        result.outcomes().stream().filter(Outcome::failed).forEach(outcome -> check(page, outcome, completion));
        if (completion != null && result.outcomes().stream().noneMatch(outcome -> outcome.failed() && TextDifference.explains(outcome.check()))) {
            block(page, "Answer", completion.text());
        }
        for (Map.Entry<String, String> variable : result.row().vars().entrySet()) {
            block(page, variable.getKey(), variable.getValue());
        }
        page.close("details").line();
    }

    private static void check(Markup page, Outcome outcome, @Nullable Completion completion) {
        String expected = Detail.expected(outcome.check().value());
        page.open("p", "class", "check").foreign("code", outcome.check().name()).raw(" ");
        page.foreign("span", outcome.score().reason()).close("p").line();
        if (expected == null) {
            return;
        }
        if (completion == null || !TextDifference.explains(outcome.check())) {
            block(page, "Expected", expected);
            return;
        }
        TextDifference difference = TextDifference.between(expected, completion.text());
        side(page, "Expected", difference, difference.expected());
        side(page, "Actual", difference, difference.actual());
    }

    private static void side(Markup page, String label, TextDifference difference, String middle) {
        page.open("div", "class", "text").element("h4", label).open("pre", "dir", "auto");
        String before = difference.before();
        if (before.length() > SHARED) {
            page.text("…").text(before.substring(before.length() - SHARED));
        } else {
            page.text(before);
        }
        page.element("mark", Excerpts.start(middle, LONGEST));
        page.text(Excerpts.start(difference.after(), SHARED)).text(difference.after().length() > SHARED ? "…" : "");
        page.close("pre").close("div").line();
    }

    private static void block(Markup page, String label, String text) {
        page.open("div", "class", "text").foreign("h4", label);
        page.foreign("pre", Excerpts.start(text, LONGEST));
        if (text.length() > LONGEST) {
            page.element("p", "cut here; " + Numbers.count(text.length()) + " characters in all", "class", "quiet");
        }
        page.close("div").line();
    }
}
