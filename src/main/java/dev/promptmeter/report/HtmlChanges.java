package dev.promptmeter.report;

import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.ChangeWord;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.FigureChange;
import dev.promptmeter.compare.LaneChange;
import dev.promptmeter.gate.FigureText;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed since the baseline: what keeps it from being compared, every figure with its interval and word, and the worst cases. */
final class HtmlChanges {

    private static final List<String> FIGURES = List.of("Figure", "In a word", "Before → now", "Change", "p");
    private static final List<String> CASES = List.of("Case", "Passed", "Why it fails now");

    private final Markup page;
    private final Comparison comparison;

    private HtmlChanges(Markup page, Comparison comparison) {
        this.page = page;
        this.comparison = comparison;
    }

    /** Writes nothing for a run that is compared with none. */
    static void write(Markup page, @Nullable Comparison comparison, FirstChanges first) {
        if (comparison == null) {
            return;
        }
        var changes = new HtmlChanges(page, comparison);
        page.open("section", "id", "changes").open("h2").text("Changes since ");
        page.foreign("span", comparison.before().name()).close("h2").line();
        changes.known();
        changes.figures();
        page.open("div", "class", "columns").line();
        changes.counts();
        changes.lanes();
        page.close("div").line();
        changes.worst(first);
        page.close("section").line();
    }

    private void known() {
        comparison
                .obstacles()
                .forEach(obstacle -> page.foreign("p", "Not comparable: " + obstacle.text(), "class", "banner")
                        .line());
        ComparisonText.notes(comparison)
                .forEach(note -> page.foreign("p", note, "class", "note").line());
    }

    private void figures() {
        page.open("div", "class", "scroll").open("table", "class", "figures changes");
        head(FIGURES);
        for (FigureChange figure : comparison.figures()) {
            List<String> cells = ChangeText.cells(figure);
            page.open("tr").foreign("th", cells.get(0), "scope", "row");
            page.open("td", "class", "said");
            word(figure.word(), cells.get(4));
            page.close("td");
            cells.subList(1, 4).forEach(cell -> page.element("td", cell, "class", "number"));
            page.close("tr").line();
        }
        page.close("tbody").close("table").close("div").line();
        page.element("p", "Each interval and word holds at 95 % for itself.", "class", "note")
                .line();
    }

    private void word(@Nullable ChangeWord word, String said) {
        VerdictMark mark = mark(word);
        mark.write(page);
        String more = said.length() > mark.word().length()
                ? said.substring(mark.word().length())
                : "";
        page.foreign("span", more, "class", "quiet");
    }

    private static VerdictMark mark(@Nullable ChangeWord word) {
        if (word == null) {
            return new VerdictMark("odd", "!", "not comparable");
        }
        return switch (word) {
            case IMPROVED -> new VerdictMark("good", "✓", word.word());
            case REGRESSED -> new VerdictMark("bad", "✗", word.word());
            case NO_CHANGE_DETECTED, WITHIN_NOISE -> new VerdictMark("none", "=", word.word());
            case NOT_ENOUGH_DATA -> new VerdictMark("odd", "?", word.word());
        };
    }

    private void head(List<String> headings) {
        page.open("thead").open("tr");
        headings.forEach(heading -> page.element("th", heading, "scope", "col"));
        page.close("tr").close("thead").open("tbody").line();
    }

    private void counts() {
        page.open("div", "class", "panel").open("table", "class", "counts");
        page.element("caption", "Cases").open("tbody").line();
        comparison.counts().forEach((change, count) -> {
            if (count > 0) {
                page.open("tr").element("th", change.word(), "scope", "row").open("td", "class", "number");
                count(change, FigureText.count(count));
                page.close("td").close("tr").line();
            }
        });
        page.close("tbody").close("table").close("div").line();
    }

    /** What is only in the baseline has no row in this page. */
    private void count(CaseChange change, String count) {
        if (change == CaseChange.REMOVED) {
            page.text(count);
        } else {
            page.element("a", count, "href", Links.cases(Links.term("ch", change.word())));
        }
    }

    private void lanes() {
        if (comparison.lanes().size() < 2) {
            return;
        }
        page.open("div", "class", "panel").open("table", "class", "counts");
        page.element("caption", "Pass rate by prompt and model, largest loss first")
                .open("tbody")
                .line();
        comparison.lanes().stream()
                .sorted(Comparator.comparingDouble(LaneChange::change))
                .forEach(lane -> page.open("tr")
                        .foreign("th", lane.prompt() + " · " + lane.model(), "scope", "row")
                        .element("td", between(lane.before(), lane.after()), "class", "number")
                        .element("td", "n=" + FigureText.count(lane.n()), "class", "number quiet")
                        .close("tr")
                        .line());
        page.close("tbody").close("table").close("div").line();
    }

    private static String between(double before, double after) {
        return FigureText.share(before) + " → " + FigureText.share(after);
    }

    private void worst(FirstChanges first) {
        if (first.regressed().isEmpty()) {
            return;
        }
        long all = comparison.counts().getOrDefault(CaseChange.REGRESSED, 0L);
        String which = all > first.regressed().size()
                ? "The " + first.regressed().size() + " largest losses of " + FigureText.count(all) + " regressed cases"
                : "Regressed cases, largest loss first";
        page.element("h3", which).open("div", "class", "scroll").open("table", "class", "regressed");
        head(CASES);
        first.regressed().forEach(pair -> row(pair, first.reason(pair)));
        page.close("tbody").close("table").close("div").line();
    }

    private void row(CasePair pair, String reason) {
        page.open("tr").open("th", "scope", "row");
        page.foreign("a", pair.id().dataset() + "/" + pair.id().row(), "href", RunNames.fragment(pair.id()));
        page.raw(" ").foreign("span", pair.id().prompt() + " · " + pair.id().model(), "class", "quiet");
        page.close("th")
                .element("td", passed(pair), "class", "number")
                .foreign("td", Excerpts.start(reason, 200))
                .close("tr")
                .line();
    }

    private static String passed(CasePair pair) {
        return pair.before().passed() + "/" + pair.before().judged() + " → "
                + pair.after().passed() + "/" + pair.after().judged();
    }
}
