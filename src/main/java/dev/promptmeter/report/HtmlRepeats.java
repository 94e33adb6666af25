package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.FlakyCase;
import dev.promptmeter.summary.Reruns;
import dev.promptmeter.summary.Slice;
import java.util.List;

/** What repeats showed: how reliably cases pass, and which of them flip most. */
final class HtmlRepeats {

    private HtmlRepeats() {}

    /** Writes nothing if every case was asked once, or none was judged. */
    static void write(Markup page, FinishedRun run) {
        Slice total = run.summary().total();
        Reruns reruns = total.reruns();
        if (reruns == null || reruns.most() == 0) {
            return;
        }
        page.open("section", "id", "repeats").element("h2", "Repeats").line();
        head(page, run.manifest().repeat() + " answers to each case", "Share of cases", "n");
        RepeatText.figures(total).forEach((label, figure) -> {
            page.open("tr").element("th", label, "scope", "row").open("td", "class", "number");
            HtmlFigures.write(page, figure);
            page.close("td")
                    .element("td", FigureText.n(figure), "class", "number")
                    .close("tr")
                    .line();
        });
        page.close("tbody").close("table").close("div").line();
        RepeatText.remarks(run)
                .forEach(remark -> page.foreign("p", remark, "class", "note").line());
        flaky(page, reruns.flakiest(), total.counts().flaky());
        page.close("section").line();
    }

    private static void flaky(Markup page, List<FlakyCase> cases, long all) {
        if (cases.isEmpty()) {
            return;
        }
        head(page, "Flaky case", "Passed (95 % interval)", "Two repeats disagree");
        for (FlakyCase each : cases) {
            page.open("tr").open("th", "scope", "row").foreign("span", each.id().text());
            page.close("th").element("td", RepeatText.passed(each), "class", "number");
            page.element("td", FigureText.share(each.flipRate()), "class", "number")
                    .close("tr")
                    .line();
        }
        page.close("tbody").close("table").close("div").line();
        String text = all > cases.size()
                ? "The " + cases.size() + " that flip most of " + FigureText.count(all)
                : "All " + FigureText.count(all);
        page.open("p", "class", "note").text(text + ": ");
        page.element("a", "cases that both passed and failed", "href", Links.cases("is:flaky"))
                .close("p")
                .line();
    }

    private static void head(Markup page, String first, String... numbers) {
        page.open("div", "class", "scroll").open("table", "class", "figures");
        page.open("thead").open("tr").element("th", first, "scope", "col");
        for (String number : numbers) {
            page.element("th", number, "scope", "col", "class", "number");
        }
        page.close("tr").close("thead").open("tbody").line();
    }
}
