package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.gate.GateResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        gist(page, run.verdict().gates());
        page.close("h1").foreign("p", run.verdict().exitReason(), "class", "why").line();
        facts(page, run);
        banners(page, run);
        HtmlTiles.write(page, run.summary());
        page.close("section").line();
    }

    private static void gist(Markup page, List<GateResult> gates) {
        if (gates.isEmpty()) {
            return;
        }
        Map<Trouble, Long> troubles = gates.stream()
                .flatMap(gate -> Trouble.of(gate).stream())
                .collect(Collectors.groupingBy(trouble -> trouble, TreeMap::new, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        troubles.forEach((trouble, count) -> {
            String of = parts.isEmpty() && trouble != Trouble.WARNS ? count + " of " + gates.size() + " gates " : count + " ";
            parts.add(of + trouble.words(count));
        });
        if (!troubles.containsKey(Trouble.FAILS) && !troubles.containsKey(Trouble.UNKNOWN)) {
            parts.add(0, "every gate that decides holds");
        }
        page.raw(" ").element("span", String.join(" · ", parts), "class", "gist");
    }

    /** What keeps a gate from holding. */
    private enum Trouble {
        FAILS,
        UNKNOWN,
        WARNS;

        static Optional<Trouble> of(GateResult result) {
            return switch (result.verdict()) {
                case PASS, SKIPPED -> Optional.empty();
                case FAIL -> Optional.of(result.decides() ? FAILS : WARNS);
                case INCONCLUSIVE, INVALID -> Optional.of(result.decides() ? UNKNOWN : WARNS);
            };
        }

        String words(long count) {
            return switch (this) {
                case FAILS -> "fail";
                case UNKNOWN -> "cannot be judged";
                case WARNS -> count == 1 ? "warns" : "warn";
            };
        }
    }

    private static void facts(Markup page, FinishedRun run) {
        Manifest manifest = run.manifest();
        List<String> facts = new ArrayList<>();
        facts.add(MINUTE.format(manifest.startedAt()));
        facts.add(FigureText.span(run.durationMillis() * NANOS_PER_MILLI));
        facts.add(FigureText.count(run.summary().total().counts().cases()) + " cases");
        facts.add("closed loop, " + manifest.concurrency() + " in flight");
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
        run.notices().forEach(notice -> banner(page, notice));
    }

    private static void banner(Markup page, String text) {
        page.foreign("p", text, "class", "banner").line();
    }
}
