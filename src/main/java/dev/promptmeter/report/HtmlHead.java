package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;

/** The head of the page: character set, policy, title, style. */
final class HtmlHead {

    private HtmlHead() {}

    static void write(Markup page, FinishedRun run, FrontEnd frontEnd) {
        page.raw("<!doctype html>").line();
        page.open("html", "lang", "en").open("head").line();
        // Nothing that stands before a policy is bound by it.
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .raw(frontEnd.policy())
                .raw("\">")
                .line();
        page.raw("<meta charset=\"utf-8\">").line();
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .line();
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">").line();
        page.raw("<meta name=\"referrer\" content=\"no-referrer\">").line();
        page.element("title", run.verdict().word() + " · " + run.manifest().title() + " · Promptmeter")
                .line();
        page.raw("<style>").raw(frontEnd.style()).raw("</style>").line();
        page.close("head").line();
    }
}
