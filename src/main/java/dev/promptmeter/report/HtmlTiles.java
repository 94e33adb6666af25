package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import java.util.Optional;

/** The leading figures of the run; each leads to the cases behind it. */
final class HtmlTiles {

    private HtmlTiles() {}

    static void write(Markup page, Summary summary) {
        page.open("div", "class", "tiles").line();
        quality(page, summary);
        faults(page, summary.total().counts());
        time(page, summary.total(), "latency", "latency p95");
        time(page, summary.total(), "ttft", "first token p95");
        money(page, summary);
        cutOff(page, summary);
        page.close("div").line();
    }

    private static void quality(Markup page, Summary summary) {
        if (summary.checking() == Summary.Checking.NOT_CHECKED) {
            tile(page, Links.cases(""), "not checked", "pass rate", "no row has a check");
            return;
        }
        Counts counts = summary.total().counts();
        HtmlFigures.known(summary.total(), "passRate").ifPresent(rate -> {
            String judged = FigureText.count(counts.pass()) + " of " + FigureText.count(counts.judged()) + " judged";
            tile(page, Links.cases(""), FigureText.of(rate), "pass rate", withInterval(rate, judged));
        });
    }

    private static String withInterval(Figure figure, String rest) {
        String interval = FigureText.interval(figure);
        return interval.isEmpty() ? rest : interval + " · " + rest;
    }

    private static void faults(Markup page, Counts counts) {
        String filter = "v:fail OR v:error";
        String rest = FigureText.count(counts.error()) + (counts.error() == 1 ? " error" : " errors") + (counts.flaky() > 0 ? " · " + counts.flaky() + " flaky" : "")
                + (counts.skip() > 0 ? " · " + FigureText.count(counts.skip()) + " skipped" : "");
        tile(page, Links.cases(filter), FigureText.count(counts.fail()), counts.fail() == 1 ? "failure" : "failures", rest);
    }

    private static void time(Markup page, Slice slice, String name, String label) {
        Optional<Figure> upper = HtmlFigures.known(slice, name + ".p95");
        Optional<Figure> middle = HtmlFigures.known(slice, name + ".p50");
        if (upper.isPresent() && middle.isPresent()) {
            String rest = withInterval(upper.get(), "p50 " + FigureText.of(middle.get()));
            tile(page, Links.cases("", name.equals("latency") ? "-lat" : "-" + name), FigureText.of(upper.get()), label, rest);
        }
    }

    private static void money(Markup page, Summary summary) {
        Figure total = summary.total().figures().get("cost.total");
        Figure perThousand = summary.total().figures().get("cost.per1k");
        if (total == null) {
            return;
        }
        String rest = perThousand == null ? "" : FigureText.of(perThousand) + " per 1,000 cases";
        if (total.value() == null && total.beyond() != null) {
            rest = "beyond the known " + FigureText.usd(total.beyond());
        }
        tile(page, Links.cases("", "-cost"), FigureText.of(total), "cost", rest);
    }

    private static void cutOff(Markup page, Summary summary) {
        long cut = summary.finishReasons().getOrDefault(FinishReason.Kind.LENGTH, 0L);
        if (cut > 0) {
            tile(page, Links.cases("fr:length"), FigureText.count(cut), "cut off", "at the token limit");
        }
    }

    /** The words are the label above the value and the rest below it. */
    private static void tile(Markup page, String link, String value, String... words) {
        page.open("a", "class", "tile", "href", link);
        page.element("span", words[0], "class", "label");
        page.element("span", value, "class", "value");
        page.element("span", words[1], "class", "rest").close("a").line();
    }
}
