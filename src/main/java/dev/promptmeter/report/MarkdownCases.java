package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.ErrorCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cases of a run in Markdown: how many failed and of what, and as many lists of them as the page has room for. */
final class MarkdownCases {

    /** The least that a row of the table of all cases takes. */
    private static final int SHORTEST_ROW = 30;

    /** What the lines around the lists take. */
    private static final int FRAME = 400;

    private static final int IN_FULL = 5;

    private static final List<String> FAILURE = List.of("Case", "Prompt", "Model", "Reason");

    /** Which cases a page lists if it can. */
    enum Extent {
        ALL,
        FAILURES
    }

    private final FinishedRun run;
    private final MarkdownPage page;
    private final FailureRendering rendering;

    MarkdownCases(FinishedRun run, MarkdownPage page) {
        this.run = run;
        this.page = page;
        this.rendering = new FailureRendering(run.manifest(), run.comparison());
    }

    void add(Extent extent) {
        Counts counts = run.summary().total().counts();
        boolean failed = counts.fail() + counts.error() > 0;
        boolean all = extent == Extent.ALL && counts.repeats() * SHORTEST_ROW < page.room();
        if (failed) {
            page.add(counts(counts));
        }
        if (failed || all) {
            addLists(all);
        }
    }

    private String counts(Counts counts) {
        StringBuilder text = new StringBuilder(title(counts));
        append(text, " · by check: ", run.summary().failedChecks());
        List<ErrorCount> errors = run.summary().errors();
        if (!errors.isEmpty()) {
            text.append(" · errors: ")
                    .append(errors.stream()
                            .map(error -> error.kind() + " " + FigureText.count(error.count()))
                            .collect(Collectors.joining(", ")));
        }
        return text.append("\n\n").toString();
    }

    private static String title(Counts counts) {
        return FigureText.count(counts.fail()) + " failed, " + ConsoleFailures.errors(counts.error());
    }

    private static void append(StringBuilder text, String title, Map<String, Long> checks) {
        if (!checks.isEmpty()) {
            text.append(title)
                    .append(checks.entrySet().stream()
                            .limit(IN_FULL)
                            .map(check -> MarkdownText.code(check.getKey()) + " " + FigureText.count(check.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void addLists(boolean all) {
        var regressed = new Rows(page.room() / 2);
        var failures = new Rows(page.room() - FRAME);
        var every = new Rows(all ? page.room() - FRAME : 0);
        var full = new Rows(page.room() / 2);
        run.results().forEach(result -> {
            if (ConsoleFailures.wrong(result)) {
                failures.add(failure(result));
                if (worse(result)) {
                    regressed.add(failure(result));
                }
                if (full.count < IN_FULL) {
                    full.add(MarkdownText.fence(rendering.lines(result)) + "\n");
                }
            }
            every.add(row(result));
        });
        addDetails(regressed.count + " regressed", failureTitles(), regressed);
        addDetails(title(run.summary().total().counts()), failureTitles(), failures);
        if (!full.text.isEmpty()) {
            page.add("<details><summary>"
                    + (full.count == 1 ? "The first of them" : "The first " + full.count + " of them")
                    + " in full</summary>\n\n" + full.text + "</details>\n\n");
        }
        addDetails("All cases", List.of("Case", "Prompt", "Model", "Verdict", "Latency"), every);
    }

    private void addDetails(String title, List<String> titles, Rows rows) {
        if (rows.whole && rows.count > 0) {
            page.add("<details><summary>" + title + "</summary>\n\n" + MarkdownPage.head(titles) + rows.text
                    + "\n</details>\n\n");
        }
    }

    private String failure(CaseResult result) {
        CaseId id = result.id();
        List<String> cells = new ArrayList<>(List.of(
                link(id),
                MarkdownText.code(id.prompt()),
                MarkdownText.code(id.model()),
                MarkdownText.code(ConsoleFailures.reason(result))));
        if (run.comparison() != null) {
            cells.add(rendering.change(result));
        }
        return MarkdownPage.row(cells);
    }

    private List<String> failureTitles() {
        List<String> titles = new ArrayList<>(FAILURE);
        if (run.comparison() != null) {
            titles.add("Change");
        }
        return titles;
    }

    private boolean worse(CaseResult result) {
        return rendering.change(result).equals(CaseChange.REGRESSED.word());
    }

    private String link(CaseId id) {
        String repeat = id.repeat() > 1 ? " #" + id.repeat() : "";
        String name = MarkdownText.code(id.dataset() + "/" + id.row() + repeat);
        return ReportLink.of(run.manifest())
                .map(link -> "[" + name + "](" + link.to(id) + ")")
                .orElse(name);
    }

    private String row(CaseResult result) {
        CaseId id = result.id();
        Long latency = result.latencyNanos();
        return MarkdownPage.row(List.of(
                link(id),
                MarkdownText.code(id.prompt()),
                MarkdownText.code(id.model()),
                result.verdict().word(),
                latency == null ? FigureText.NOTHING : FigureText.duration(latency)));
    }

    /** Rows that are given up as a whole when they take too much room. */
    private static final class Rows {

        private final StringBuilder text = new StringBuilder();
        private int room;
        private boolean whole;
        private int count;

        Rows(int room) {
            this.room = room;
            this.whole = room > 0;
        }

        void add(String row) {
            room -= whole ? MarkdownPage.bytes(row) : 0;
            if (whole && room >= 0) {
                text.append(row);
                count++;
            } else if (whole) {
                whole = false;
                text.setLength(0);
                text.trimToSize();
            }
        }
    }
}
