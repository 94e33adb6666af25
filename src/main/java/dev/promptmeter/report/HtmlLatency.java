package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Headline;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Family;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times as percentiles with their intervals, those of failed attempts apart; the script adds the charts. */
final class HtmlLatency {

    private static final List<String> COLUMNS = List.of("mean", "p50", "p90", "p95", "p99", "max");
    private static final List<String> FEW_COLUMNS = List.of("mean", "p50", "p95", "max");
    private static final String FAILED = "errorLatency.";
    private static final Map<String, String> ROWS = rows();

    private HtmlLatency() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("ttft", "First token");
        rows.put("thinkingTime", "Reasoning before the answer");
        rows.put("tpot", "Per token after the first");
        rows.put("chunkGap", "Between chunks");
        rows.put("maxGap", "Longest gap of an answer");
        rows.put("e2e", "With retries and waits");
        rows.put("latencyInclFailures", "Latency incl. failures");
        rows.put("firstTry", "At the first try");
        rows.put("dispatchLag", "From due to sent");
        rows.put("queue", "Waiting for a slot");
        rows.put("retryWait", "Waiting between tries");
        return rows;
    }

    static void write(Markup page, FinishedRun run) {
        Summary summary = run.summary();
        boolean unusable = HtmlMeasurement.unusable(run.measurement(), Family.LATENCY);
        page.open("section", "id", "latency", "class", unusable ? "unusable" : "usable")
                .element("h2", "Latency")
                .line();
        HtmlMeasurement.warn(page, run.measurement(), Family.LATENCY);
        head(page, "Time", COLUMNS);
        boolean planned = summary.headline() == Headline.RESPONSE;
        row(page, summary, "latency", "Latency (" + summary.headline().text() + ")");
        row(page, summary, planned ? "service" : "response", planned ? "Service (from start)" : "Response (from due)");
        ROWS.forEach((name, label) -> row(page, summary, name, label));
        page.close("tbody").close("table").close("div").line();
        load(page, summary);
        page.element(
                "p",
                "Nearest-rank percentiles over fresh answers, with 95 % intervals. Cases of one run share network and time of day; the"
                        + " intervals cover sampling only.",
                "class",
                "note");
        page.foreign("p", "Client error: " + ClientError.text(run), "class", "note")
                .line();
        if (summary.total().reruns() != null) {
            page.element("p", RepeatText.CALLS, "class", "note").line();
        }
        ConnectionText.of(summary.total())
                .ifPresent(text -> page.element("p", text, "class", "note").line());
        RetriedText.of(summary.total().counts())
                .ifPresent(text -> page.element("p", text, "class", "note").line());
        DuplicateText.of(summary.total().counts())
                .ifPresent(text -> page.element("p", text, "class", "note").line());
        failures(page, summary);
        if (run.manifest().merged().isEmpty()) {
            StallStrip.write(page, run.measurement());
        }
        page.close("section").line();
    }

    /** A closed loop asks the less the slower the endpoint is, and no figure can take that back. */
    private static void load(Markup page, Summary summary) {
        String text = summary.headline() == Headline.SERVICE
                ? "Closed loop: each slot waits for its answer before it asks again, so that a stall is seen by as many requests as were in"
                        + " flight, and not by those that would have come meanwhile. These figures say nothing of other loads. In flight: "
                        + figure(summary, "inFlight.mean") + " on average, " + figure(summary, "inFlight.max")
                        + " at most."
                : "Open loop: " + figure(summary, "run.plannedRate") + " planned, "
                        + figure(summary, "run.achievedRate")
                        + " achieved; " + figure(summary, "run.shed") + " of " + figure(summary, "run.planned")
                        + " planned starts given up. In flight: " + figure(summary, "inFlight.mean") + " on average, "
                        + figure(summary, "inFlight.max") + " at most.";
        page.element("p", text, "class", "note").line();
    }

    private static String figure(Summary summary, String name) {
        Figure figure = summary.total().figures().get(name);
        return figure == null ? FigureText.NOTHING : FigureText.of(figure);
    }

    private static void head(Markup page, String first, List<String> columns) {
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        page.element("th", first, "scope", "col");
        columns.forEach(column -> page.element("th", column, "scope", "col", "class", "number"));
        page.element("th", "n", "scope", "col", "class", "number")
                .close("tr")
                .close("thead")
                .open("tbody")
                .line();
    }

    private static void failures(Markup page, Summary summary) {
        List<String> kinds = summary.total().figures().keySet().stream()
                .filter(name -> name.startsWith(FAILED) && name.endsWith(".max"))
                .map(name -> name.substring(FAILED.length(), name.length() - ".max".length()))
                .toList();
        if (kinds.isEmpty()) {
            return;
        }
        head(page, "Failed attempts", FEW_COLUMNS);
        for (String kind : kinds) {
            page.open("tr").element("th", kind, "scope", "row");
            FEW_COLUMNS.forEach(column -> HtmlFigures.cell(page, summary.total(), FAILED + kind + "." + column));
            page.element(
                            "td",
                            FigureText.count(summary.total()
                                    .figure(FAILED + kind + ".max")
                                    .n()),
                            "class",
                            "number")
                    .close("tr")
                    .line();
        }
        page.close("tbody").close("table").close("div").line();
    }

    private static void row(Markup page, Summary summary, String name, String label) {
        // Where nobody ever waited there is nothing to read.
        HtmlFigures.known(summary.total(), name + ".max")
                .filter(most -> most.value() == null || most.value() > 0)
                .ifPresent(most -> {
                    page.open("tr").element("th", label, "scope", "row");
                    COLUMNS.forEach(column -> HtmlFigures.cell(page, summary.total(), name + "." + column));
                    page.element("td", FigureText.count(most.n()), "class", "number")
                            .close("tr")
                            .line();
                });
    }
}
