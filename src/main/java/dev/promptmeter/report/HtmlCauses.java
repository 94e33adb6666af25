package dev.promptmeter.report;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.ErrorCount;
import dev.promptmeter.summary.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Why cases failed and how answers ended, as counts that lead to the cases. */
final class HtmlCauses {

    private static final int BAR = 160;

    /** What oddities often mean whose names do not say it. */
    private static final Map<String, String> MEANINGS = Map.of(
            "identical_response_ids", "identical response ids: cache in between?",
            "empty_at_limit", "prompt filled the window, or reasoning used the token limit",
            "choices", "more than one came, or out of order; the one with index 0 is judged",
            "other_model", "the answer names another model than was asked for: alias or fallback?",
            "duplicate_prompt", "an earlier case asked the same",
            "clock_jump", "the clocks of this machine parted; in no latency figure");

    private HtmlCauses() {}

    static void write(Markup page, Summary summary, ResolvedSuite suite) {
        page.open("section", "id", "causes", "class", "causes")
                .element("h2", "What went wrong")
                .line();
        page.open("div", "class", "columns").line();
        counts(page, "Failures by check", summary.failedChecks(), check -> "v:fail " + Links.term("check", check));
        counts(page, "Checks that could not be judged", summary.unscoredChecks(), check -> null);
        counts(page, "Checks that did not apply", summary.skippedChecks(), check -> null);
        errors(page, summary);
        counts(page, "Finish reasons", finishReasons(summary), reason -> "fr:" + reason);
        counts(page, "Oddities", explained(summary.flags()), flag -> null);
        page.close("div");
        metrics(page, summary, suite);
        page.close("section").line();
    }

    private static Map<String, Long> explained(Map<String, Long> flags) {
        Map<String, Long> explained = new LinkedHashMap<>();
        flags.forEach((flag, count) ->
                explained.put(MEANINGS.containsKey(flag) ? flag + ": " + MEANINGS.get(flag) : flag, count));
        return explained;
    }

    private static Map<String, Long> finishReasons(Summary summary) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            long count = summary.finishReasons().getOrDefault(kind, 0L);
            if (count > 0) {
                found.put(kind.word(), count);
            }
        }
        return found;
    }

    private static void counts(
            Markup page, String title, Map<String, Long> counts, UnaryOperator<@Nullable String> filter) {
        if (counts.isEmpty()) {
            return;
        }
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        page.open("div", "class", "panel")
                .element("h3", title)
                .open("table", "class", "counts")
                .open("tbody");
        counts.forEach((name, count) -> {
            page.open("tr").open("th", "scope", "row");
            link(page, name, filter.apply(name));
            page.close("th").open("td");
            bar(page, (double) count / most);
            page.close("td")
                    .element("td", FigureText.count(count), "class", "number")
                    .close("tr")
                    .line();
        });
        page.close("tbody").close("table").close("div").line();
    }

    private static void link(Markup page, String name, @Nullable String filter) {
        if (filter == null) {
            page.foreign("span", name);
        } else {
            page.foreign("a", name, "href", Links.cases(filter));
        }
    }

    private static void bar(Markup page, double share) {
        page.raw(String.format(
                Locale.ROOT,
                "<svg class=\"count\" width=\"%d\" height=\"8\" aria-hidden=\"true\"><rect width=\"%.1f\" height=\"8\" rx=\"2\"/></svg>",
                BAR,
                Math.max(2, share * BAR)));
    }

    private static void errors(Markup page, Summary summary) {
        if (summary.errors().isEmpty()) {
            return;
        }
        page.open("div", "class", "panel")
                .element("h3", "Errors")
                .open("table", "class", "errors")
                .open("tbody");
        for (ErrorCount error : summary.errors()) {
            page.open("tr").open("th", "scope", "row");
            page.element("a", error.kind(), "href", Links.cases("err:" + error.kind()))
                    .close("th");
            page.element("td", FigureText.count(error.count()), "class", "number");
            page.open("td").foreign("div", error.message());
            page.foreign("span", "first: " + error.example(), "class", "quiet")
                    .close("td")
                    .close("tr")
                    .line();
        }
        page.close("tbody").close("table").close("div").line();
    }

    private static void metrics(Markup page, Summary summary, ResolvedSuite suite) {
        if (summary.metrics().isEmpty()) {
            return;
        }
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .element("caption", "Metrics")
                .open("thead")
                .open("tr");
        page.element("th", "Metric", "scope", "col");
        for (String heading : List.of("Mean", "Min", "Max", "n")) {
            page.element("th", heading, "scope", "col", "class", "number");
        }
        page.close("tr").close("thead").open("tbody").line();
        for (String metric : summary.metrics()) {
            String name = "metric." + metric;
            page.open("tr").open("th", "scope", "row").foreign("span", metric);
            suite.derived(metric).ifPresent(formula -> page.line().foreign("span", "= " + formula, "class", "quiet"));
            page.close("th");
            HtmlFigures.cell(page, summary.total(), name + ".mean");
            HtmlFigures.cell(page, summary.total(), name + ".min");
            HtmlFigures.cell(page, summary.total(), name + ".max");
            String n = HtmlFigures.known(summary.total(), name + ".mean")
                    .map(FigureText::n)
                    .orElse("0");
            page.element("td", n, "class", "number").close("tr").line();
        }
        page.close("tbody").close("table").close("div").line();
    }
}
