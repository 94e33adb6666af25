package dev.promptmeter.report;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leading figures of the run; each leads to the cases behind it. */
final class HtmlTiles {

    private final Markup page;
    private final Summary summary;

    private HtmlTiles(Markup page, Summary summary) {
        this.page = page;
        this.summary = summary;
    }

    static void write(Markup page, Summary summary, @Nullable Comparison comparison) {
        var tiles = new HtmlTiles(page, summary);
        page.open("div", "class", "tiles").line();
        tiles.quality();
        tiles.faults();
        tiles.time("latency", "lat");
        tiles.time("ttft", "ttft");
        tiles.money();
        if (comparison != null) {
            tiles.changes(comparison);
        }
        tiles.cutOff();
        page.close("div").line();
    }

    /**
     * One leading figure.
     *
     * @param label above it
     * @param value the figure
     * @param rest below it
     * @param link to the cases behind it
     */
    private record Tile(String label, String value, String rest, String link) {}

    private void add(Tile tile) {
        page.open("a", "class", "tile", "href", tile.link());
        page.element("span", tile.label(), "class", "label");
        page.element("span", tile.value(), "class", "value");
        page.element("span", tile.rest(), "class", "rest").close("a").line();
    }

    private void quality() {
        if (summary.checking() == Summary.Checking.NOT_CHECKED) {
            add(new Tile("pass rate", "not checked", "no row has a check", Links.cases("")));
            return;
        }
        Counts counts = summary.total().counts();
        String judged = FigureText.count(counts.pass()) + " of " + FigureText.count(counts.judged()) + " judged";
        HtmlFigures.known(summary.total(), "passRate")
                .ifPresent(rate ->
                        add(new Tile("pass rate", FigureText.of(rate), withInterval(rate, judged), Links.cases(""))));
    }

    private static String withInterval(Figure figure, String rest) {
        String interval = FigureText.interval(figure);
        return interval.isEmpty() ? rest : interval + " · " + rest;
    }

    private void faults() {
        Counts counts = summary.total().counts();
        List<String> rest = new ArrayList<>();
        rest.add(FigureText.count(counts.error()) + (counts.error() == 1 ? " error" : " errors"));
        if (counts.flaky() > 0) {
            rest.add(FigureText.count(counts.flaky()) + " flaky");
        }
        if (counts.skip() > 0) {
            rest.add(FigureText.count(counts.skip()) + " skipped");
        }
        String label = counts.fail() == 1 ? "failure" : "failures";
        String link = Links.cases("v:fail OR v:error");
        add(new Tile(label, FigureText.count(counts.fail()), String.join(" · ", rest), link));
    }

    /** Where too few were timed for the percentile, the maximum stands instead. */
    private void time(String name, String sort) {
        Optional<Figure> upper = HtmlFigures.known(summary.total(), name + ".p95")
                .filter(figure -> !"TOO_FEW".equals(figure.absence()))
                .or(() -> HtmlFigures.known(summary.total(), name + ".max"));
        Optional<Figure> middle = HtmlFigures.known(summary.total(), name + ".p50");
        if (upper.isEmpty() || middle.isEmpty()) {
            return;
        }
        Figure shown = upper.get();
        String label = (name.equals("ttft") ? "first token" : name)
                + shown.name().substring(name.length()).replace('.', ' ');
        String rest = withInterval(shown, "p50 " + FigureText.of(middle.get()));
        add(new Tile(label, FigureText.of(shown), rest, Links.cases("", "-" + sort)));
    }

    private void money() {
        Figure total = summary.total().figures().get("cost.total");
        Figure perThousand = summary.total().figures().get("cost.per1k");
        if (total == null) {
            return;
        }
        String rest = perThousand == null ? "" : FigureText.of(perThousand) + " per 1,000 cases";
        if (summary.judging().asked()) {
            // What the cases cost and what judging them cost may differ by far; the sum divided by neither says either.
            rest = FigureText.usd(Cost.usd(summary.judging().knownPico()).doubleValue()) + " of it for judging";
        }
        if (total.value() == null && total.beyond() != null) {
            rest = "beyond the known " + FigureText.usd(total.beyond());
        }
        add(new Tile("cost", FigureText.of(total), rest, Links.cases("", "-cost")));
    }

    private void changes(Comparison comparison) {
        long regressed = comparison.counts().getOrDefault(CaseChange.REGRESSED, 0L);
        long fixed = comparison.counts().getOrDefault(CaseChange.FIXED, 0L);
        String matched = FigureText.count(comparison.pairing().pairs().size()) + " compared";
        add(new Tile(
                "regressed",
                FigureText.count(regressed),
                FigureText.count(fixed) + " fixed · " + matched,
                Links.cases("ch:regressed")));
    }

    private void cutOff() {
        long cut = summary.finishReasons().getOrDefault(FinishReason.Kind.LENGTH, 0L);
        if (cut > 0) {
            add(new Tile("cut off", FigureText.count(cut), "at the token limit", Links.cases("fr:length")));
        }
    }
}
