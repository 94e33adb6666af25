package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.summary.CostTotals;
import dev.promptmeter.summary.JudgeTotals;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.TokenTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the run cost, who says so, and which tokens it was made of. */
final class HtmlCost {

    private static final int BAR = 600;

    private HtmlCost() {}

    /** One class of tokens; cached and reasoning tokens are taken out of the sums that hold them. */
    private record TokenClass(String style, String label, long tokens) {}

    static void write(Markup page, Summary summary, ResolvedSuite suite) {
        page.open("section", "id", "cost").element("h2", "Cost and tokens").line();
        page.open("div", "class", "columns").line();
        money(page, summary);
        tokens(page, summary.tokens());
        page.close("div");
        reconciled(page, summary.cost().reconciled());
        suite.priceSource()
                .ifPresent(text -> page.foreign("p", text, "class", "note").line());
        page.close("section").line();
    }

    private static void reconciled(Markup page, CostTotals.@Nullable Reconciled both) {
        if (both != null) {
            String text = "Attempts of which both is known: stated " + usd(both.statedPico()) + ", computed "
                    + usd(both.computedPico());
            page.element("p", text, "class", "note").line();
        }
    }

    private static void money(Markup page, Summary summary) {
        CostTotals cost = summary.cost();
        page.open("div", "class", "panel")
                .open("table", "class", "figures")
                .element("caption", "USD")
                .open("tbody");
        figure(page, summary, "cost.total", "Total");
        amount(page, "Of it without a usable answer", cost.wastedPico());
        amount(page, "Of it for warm-up", cost.warmupPico());
        Long maybe = cost.billing().maybePico();
        amount(page, "Maybe billed without an answer, at most, in no sum", maybe == null ? 0 : maybe);
        Double coverage = cost.billing().coverage();
        if (coverage != null && coverage < 1) {
            plain(page, "Attempts whose cost is known", FigureText.share(coverage));
        }
        if (cost.savedPico() > 0) {
            amount(page, "Saved by the cache, in no other figure", cost.savedPico());
        }
        judging(page, summary.judging());
        String alone = summary.judging().asked() ? ", without judging" : "";
        figure(page, summary, "cost.per1k", "Per 1,000 cases" + alone);
        figure(page, summary, "cost.perPass", "Per pass" + (alone.isEmpty() ? "" : ", with judging"));
        figure(page, summary, "cost.max", "Dearest case" + alone);
        for (CostSource source : CostSource.values()) {
            long cases = source == CostSource.UNKNOWN
                    ? cost.unknown()
                    : cost.sources().getOrDefault(source, 0L);
            if (cases > 0) {
                plain(page, label(source), FigureText.count(cases) + (cases == 1 ? " case" : " cases"));
            }
        }
        page.close("tbody").close("table").close("div").line();
    }

    private static void judging(Markup page, JudgeTotals judging) {
        if (judging.asked()) {
            amount(page, "Of it for judging", judging.knownPico());
            plain(page, "Calls of the judge", FigureText.count(judging.calls()));
            String tokens = FigureText.count(judging.promptTokens()) + " in, "
                    + FigureText.count(judging.completionTokens()) + " out";
            plain(page, "Tokens of the judge", tokens);
            plain(page, "Judged answers", FigureText.count(judging.answers()));
            plain(page, "Of them with differing replies", FigureText.count(judging.disagreed()));
            order(page, judging.orderEffect());
        }
    }

    private static void order(Markup page, OrderEffect order) {
        if (order.pairs() > 0) {
            String share = FigureText.share((double) order.changed() / order.pairs());
            plain(page, "Compared pairs that changed with the order", share + " of " + FigureText.count(order.pairs()));
        }
    }

    private static String label(CostSource source) {
        return switch (source) {
            case PROVIDER -> "Stated by the endpoint";
            case PRICE -> "Computed from prices";
            case FREE -> "Free";
            case UNKNOWN -> "Unknown, in no sum";
        };
    }

    private static void figure(Markup page, Summary summary, String name, String label) {
        if (summary.total().figures().containsKey(name)) {
            page.open("tr").element("th", label, "scope", "row");
            HtmlFigures.cell(page, summary.total(), name);
            page.close("tr").line();
        }
    }

    private static void amount(Markup page, String label, long pico) {
        if (pico > 0) {
            plain(page, label, usd(pico));
        }
    }

    private static String usd(long pico) {
        return FigureText.usd(Cost.usd(pico).doubleValue());
    }

    private static void plain(Markup page, String label, String value) {
        page.open("tr")
                .element("th", label, "scope", "row")
                .element("td", value, "class", "number")
                .close("tr")
                .line();
    }

    private static void tokens(Markup page, TokenTotals totals) {
        if (totals.n() == 0) {
            return;
        }
        List<TokenClass> classes = classes(totals);
        long all = classes.stream().mapToLong(TokenClass::tokens).sum();
        page.open("div", "class", "panel wide").open("table", "class", "figures");
        page.element(
                "caption",
                "Tokens stated by " + FigureText.count(totals.n()) + " of " + FigureText.count(totals.answers())
                        + " answers");
        page.open("tbody").line();
        for (TokenClass each : classes) {
            page.open("tr").open("th", "scope", "row").element("span", "", "class", "key " + each.style());
            page.raw(" ").text(each.label()).close("th");
            page.element("td", FigureText.count(each.tokens()), "class", "number");
            page.element("td", FigureText.share((double) each.tokens() / Math.max(1, all)), "class", "number");
            page.close("tr").line();
        }
        page.close("tbody").close("table");
        bar(page, classes, all);
        page.close("div").line();
    }

    private static List<TokenClass> classes(TokenTotals totals) {
        List<TokenClass> classes = new ArrayList<>();
        classes.add(new TokenClass("in", "Prompt", totals.prompt() - totals.cached()));
        classes.add(new TokenClass("cached", "Prompt, from cache", totals.cached()));
        classes.add(new TokenClass("out", "Answer", totals.completion() - totals.reasoning()));
        classes.add(new TokenClass("reasoning", "Reasoning", totals.reasoning()));
        classes.removeIf(each -> each.tokens() <= 0);
        return classes;
    }

    private static void bar(Markup page, List<TokenClass> classes, long all) {
        page.raw("<svg class=\"stack\" viewBox=\"0 0 600 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double x = 0;
        for (TokenClass each : classes) {
            double width = (double) each.tokens() / all * BAR;
            page.raw(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"14\"/>",
                    each.style(),
                    x,
                    width));
            x += width;
        }
        page.raw("</svg>").line();
    }
}
