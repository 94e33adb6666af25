package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.FlakyCase;
import dev.promptmeter.summary.Reruns;
import dev.promptmeter.summary.Slice;
import java.util.List;

/** The repeats block: how often cases pass once, always, and both ways; which flip most. */
final class ConsoleRepeats {

    private static final int SHOWN = 10;

    private final FinishedRun run;
    private final ConsoleOut out;

    ConsoleRepeats(FinishedRun run, ConsoleOut out) {
        this.run = run;
        this.out = out;
    }

    /** Writes nothing at all if every case was asked once, or none was judged. */
    void write() {
        Slice total = run.summary().total();
        Reruns reruns = total.reruns();
        if (reruns == null || reruns.most() == 0) {
            return;
        }
        long flaky = total.counts().flaky();
        out.line("");
        out.line("REPEATS  " + run.manifest().repeat() + " of each case      " + FigureText.count(flaky) + " flaky");
        List<List<String>> figures = RepeatText.figures(total).entrySet().stream()
                .map(each -> List.of("  " + each.getKey(), FigureText.of(each.getValue()), evidence(each.getValue())))
                .toList();
        ConsoleTable.leftAligned(figures).forEach(out::line);
        List<List<String>> rows =
                reruns.flakiest().stream().limit(SHOWN).map(ConsoleRepeats::row).toList();
        if (!rows.isEmpty()) {
            ConsoleTable.leftAligned(rows).forEach(out::line);
        }
        if (flaky > SHOWN) {
            out.line("  … " + FigureText.count(flaky - SHOWN) + " more: promptmeter show -k is:flaky");
        }
        RepeatText.remarks(run).forEach(remark -> out.line("  " + remark));
    }

    private static String evidence(Figure figure) {
        String interval = FigureText.interval(figure);
        return "(" + (interval.isEmpty() ? "" : "95 % interval " + interval + ", ") + "n=" + FigureText.n(figure) + ")";
    }

    private static List<String> row(FlakyCase flaky) {
        return List.of(
                "  " + FailureRendering.title(flaky.id()),
                RepeatText.passed(flaky),
                "flips " + FigureText.share(flaky.flipRate()));
    }
}
