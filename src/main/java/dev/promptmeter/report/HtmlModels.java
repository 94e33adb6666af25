package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Prompts and models side by side; the best of each column is marked, and so is what cannot be told apart from it. */
final class HtmlModels {

    private static final List<Measure> MEASURES = List.of(
            new Measure("Pass", "passRate", Better.HIGHER),
            new Measure("Latency p50", "latency.p50", Better.LOWER),
            new Measure("p95", "latency.p95", Better.LOWER),
            new Measure("First token p50", "ttft.p50", Better.LOWER),
            new Measure("Output", "outputRate.p50", Better.HIGHER),
            new Measure("$ / 1,000", "cost.per1k", Better.LOWER),
            new Measure("$ / pass", "cost.perPass", Better.LOWER));

    private static final double LEAST = Double.NEGATIVE_INFINITY;
    private static final double MOST = Double.POSITIVE_INFINITY;

    private HtmlModels() {}

    private enum Better {
        HIGHER,
        LOWER
    }

    private record Measure(String heading, String figure, Better better) {}

    static void write(Markup page, Summary summary) {
        List<Group> groups = summary.groups().stream()
                .sorted(Comparator.comparingDouble((Group group) -> -valueOr(LEAST, group, "passRate"))
                        .thenComparing(group -> valueOr(MOST, group, "cost.per1k")))
                .toList();
        List<Measure> shown =
                MEASURES.stream().filter(measure -> shown(measure, groups)).toList();
        page.open("section", "id", "models").element("h2", "Models and prompts").line();
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        page.element("th", "Model", "scope", "col").element("th", "Prompt", "scope", "col");
        shown.forEach(measure -> page.element("th", measure.heading(), "scope", "col", "class", "number"));
        page.element("th", "Fail", "scope", "col", "class", "number")
                .element("th", "Error", "scope", "col", "class", "number");
        page.close("tr").close("thead").open("tbody").line();
        groups.forEach(group -> row(page, group, shown, groups));
        page.close("tbody").close("table").close("div").close("section").line();
    }

    /** What is unknown comes last. */
    private static double valueOr(double otherwise, Group group, String name) {
        Figure figure = group.slice().figures().get(name);
        return figure == null || figure.value() == null ? otherwise : figure.value();
    }

    private static boolean shown(Measure measure, List<Group> groups) {
        return groups.stream()
                .anyMatch(group ->
                        HtmlFigures.known(group.slice(), measure.figure()).isPresent());
    }

    private static void row(Markup page, Group group, List<Measure> shown, List<Group> groups) {
        page.open("tr").foreign("th", group.model(), "scope", "row").foreign("td", group.prompt());
        for (Measure measure : shown) {
            cell(page, group.slice(), measure, best(measure, groups));
        }
        String of = Links.term("m", group.model()) + " " + Links.term("p", group.prompt());
        count(page, group.slice().counts().fail(), "v:fail " + of);
        count(page, group.slice().counts().error(), "v:error " + of);
        page.close("tr").line();
    }

    /** The best values of a column, equal ones all of them; only among several is there a best one. */
    private static List<Double> best(Measure measure, List<Group> groups) {
        List<Double> values = groups.stream()
                .map(group -> group.slice().figures().get(measure.figure()))
                .filter(Objects::nonNull)
                .map(Figure::value)
                .filter(Objects::nonNull)
                .sorted(measure.better() == Better.HIGHER ? Comparator.reverseOrder() : Comparator.naturalOrder())
                .toList();
        return values.size() < 2
                ? List.of()
                : values.stream().takeWhile(values.get(0)::equals).toList();
    }

    private static void cell(Markup page, Slice slice, Measure measure, List<Double> best) {
        Figure figure = slice.figures().get(measure.figure());
        if (figure == null) {
            page.element("td", "–", "class", "number");
            return;
        }
        boolean alone = best.size() == 1 && best.get(0).equals(figure.value());
        page.open("td", "class", alone ? "number best" : "number");
        HtmlFigures.write(page, figure);
        if (alone) {
            page.raw(" ").element("span", "best", "class", "tag");
        } else if (!best.isEmpty() && tied(figure, best.get(0))) {
            page.raw(" ").element("span", "tie", "class", "tag", "title", "the best value lies within the interval");
        }
        page.close("td");
    }

    private static boolean tied(Figure figure, double best) {
        boolean within = figure.low() != null && figure.high() != null && figure.low() <= best && best <= figure.high();
        return within || figure.value() != null && figure.value() == best;
    }

    private static void count(Markup page, long count, String filter) {
        page.open("td", "class", "number");
        if (count == 0) {
            page.text("0");
        } else {
            page.element("a", FigureText.count(count), "href", Links.cases(filter));
        }
        page.close("td");
    }
}
