package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;

/** The bar at the top: which run this is, its verdict, and the way to each section. */
final class HtmlHeader {

    private HtmlHeader() {}

    static void write(Markup page, FinishedRun run) {
        page.raw("<a class=\"skip\" href=\"#cases\">Skip to the cases</a>").line();
        page.open("header", "class", "top");
        page.open("a", "class", "brand", "href", "#top");
        VerdictMark.of(run.verdict().word()).write(page);
        page.foreign("strong", run.manifest().title()).close("a");
        page.open("nav", "aria-label", "Sections");
        if (!run.verdict().gates().isEmpty()) {
            link(page, "gates", "Gates");
        }
        if (run.comparison() != null) {
            link(page, "changes", "Changes");
        }
        link(page, "models", "Models");
        link(page, "latency", "Latency");
        link(page, "cost", "Cost");
        link(page, "cases", "Cases");
        link(page, "harness", "Harness");
        link(page, "run", "Run");
        page.close("nav").close("header").line();
    }

    private static void link(Markup page, String id, String text) {
        page.element("a", text, "href", "#" + id);
    }
}
