package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import tools.jackson.core.exc.JacksonIOException;

/** The verdict for a badge, as shields.io reads it from an endpoint: the suite's name, pass rate and price, and a colour. */
final class BadgeJson implements Report {

    private static final Map<Verdict.Word, String> COLOURS = Map.of(
            Verdict.Word.PASSED, "green",
            Verdict.Word.FAILED, "red",
            Verdict.Word.REGRESSED, "orange",
            Verdict.Word.INCONCLUSIVE, "lightgrey");

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        var badge = JsonText.object();
        badge.put("schemaVersion", 1);
        badge.put("label", Visible.line(run.manifest().suite()));
        badge.put("message", message(run.verdict(), run.summary()));
        badge.put("color", COLOURS.get(run.verdict().word()));
        try {
            JsonText.writePretty(badge, out);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.write('\n');
    }

    private static String message(Verdict verdict, Summary summary) {
        if (verdict.word() == Verdict.Word.INCONCLUSIVE) {
            return verdict.word().word();
        }
        Slice total = summary.total();
        Figure pass = total.figures().get("passRate");
        boolean checked = summary.checking() != Summary.Checking.NOT_CHECKED && pass != null && pass.value() != null;
        Figure price = total.figures().get("cost.per1k");
        String cost = price == null || price.value() == null ? "" : " · " + FigureText.of(price) + "/1k";
        return (checked ? FigureText.of(pass) : verdict.word().word()) + cost;
    }
}
