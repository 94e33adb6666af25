package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader learns in the first seconds: the verdict and why, what run it was, and the leading figures. */
final class HtmlVerdict {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final double NANOS_PER_MILLI = 1e6;

    private HtmlVerdict() {}

    static void write(Markup page, FinishedRun run) {
        VerdictMark mark = VerdictMark.of(run.verdict().word());
        page.open("section", "class", "headline " + mark.style(), "aria-label", "Verdict");
        page.open("h1");
        mark.write(page);
        if (!run.verdict().gates().isEmpty()) {
            page.raw(" ").element("span", GateGist.of(run.verdict().gates()), "class", "gist");
        }
        page.close("h1").line();
        boolean unexplained = run.verdict().gates().isEmpty() || run.verdict().word() != Verdict.Word.PASSED;
        if (unexplained) {
            page.foreign("p", run.verdict().exitReason(), "class", "why").line();
        }
        HtmlMeasurement.headline(page, run.measurement());
        facts(page, run);
        banners(page, run);
        HtmlTiles.write(page, run.summary(), run.comparison());
        page.close("section").line();
    }

    private static void facts(Markup page, FinishedRun run) {
        Manifest manifest = run.manifest();
        List<String> facts = new ArrayList<>();
        facts.add(MINUTE.format(manifest.startedAt()));
        facts.add(FigureText.span(run.durationMillis() * NANOS_PER_MILLI));
        facts.add(FigureText.count(run.summary().total().counts().cases()) + " cases");
        facts.add(manifest.loadText());
        if (manifest.repeat() > 1) {
            facts.add(manifest.repeat() + " repeats");
        }
        if (manifest.environment().containsKey("git")) {
            facts.add(manifest.environment().get("git"));
        }
        manifest.tags().forEach((name, value) -> facts.add(name + "=" + value));
        page.open("p", "class", "facts");
        facts.forEach(fact -> page.foreign("span", fact).raw(" "));
        page.element("code", manifest.runId()).close("p").line();
    }

    private static void banners(Markup page, FinishedRun run) {
        if (run.summary().stop() != null) {
            banner(page, "Partial run: " + run.summary().stop().text());
        }
        if (run.starts() > 1) {
            banner(page, "Resumed: this run was started " + run.starts() + " times.");
        }
        LoudNotices.of(run).forEach(notice -> banner(page, notice));
        new ResolvedSuite(run.manifest().resolved()).dangers().forEach(danger -> banner(page, danger));
    }

    private static void banner(Markup page, String text) {
        page.foreign("p", text, "class", "banner").line();
    }
}
