package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Headline;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;

/** The lines about planned starts: times from the plan, those from the start beside them, and whether the plan was kept. */
final class ConsoleLoad {

    private ConsoleLoad() {}

    /** Writes them; nothing for a load that is not planned. */
    static void write(Summary summary, ConsoleOut out) {
        if (summary.headline() != Headline.RESPONSE) {
            return;
        }
        Slice total = summary.total();
        out.line("LATENCY  (" + summary.headline().text() + ")  " + percentiles(total, "latency") + " · service ("
                + Headline.SERVICE.text() + ")  " + percentiles(total, "service"));
        out.line("  starts: " + figure(total, "run.plannedRate") + " planned, " + figure(total, "run.achievedRate")
                + " achieved · dispatch lag " + percentiles(total, "dispatchLag") + shed(total));
        out.line("");
    }

    private static String percentiles(Slice total, String name) {
        return "p50 " + figure(total, name + ".p50") + "  p95 " + figure(total, name + ".p95") + "  p99 "
                + figure(total, name + ".p99") + "  max " + figure(total, name + ".max");
    }

    private static String figure(Slice total, String name) {
        Figure figure = total.figures().get(name);
        return figure == null ? FigureText.NOTHING : FigureText.of(figure);
    }

    private static String shed(Slice total) {
        Figure shed = total.figures().get("run.shed");
        return shed == null || shed.n() == 0 || shed.value() == null || shed.value() == 0
                ? ""
                : " · " + FigureText.of(shed) + " of " + FigureText.count(shed.n()) + " shed";
    }
}
