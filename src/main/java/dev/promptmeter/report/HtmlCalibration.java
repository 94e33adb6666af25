package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The client's own error at every level of the calibration that the run has on record. */
final class HtmlCalibration {

    private static final List<String> HEADINGS = List.of(
            "Arrival error p50 / p99 / max",
            "TTFT error p50 / p99",
            "Latency error p50 / p99",
            "CPU per event",
            "CPU per case",
            "Simulator late p99");

    private HtmlCalibration() {}

    static void write(Markup page, FinishedRun run) {
        page.foreign("p", "Client error: " + ClientError.text(run)).line();
        if (ClientError.of(run) == null || run.overhead() == null) {
            return;
        }
        JsonNode calibration = run.overhead().path("calibration");
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        page.element("th", "In flight", "scope", "col");
        HEADINGS.forEach(heading -> page.element("th", heading, "scope", "col", "class", "number"));
        page.close("tr").close("thead").open("tbody").line();
        calibration.path("levels").forEach(level -> row(page, level));
        page.close("tbody").close("table").close("div").line();
        page.foreign("p", source(calibration), "class", "note").line();
    }

    private static void row(Markup page, JsonNode level) {
        page.open("tr").foreign("th", level.path("inFlight").asString("?"), "scope", "row");
        cell(page, level.path("arrivalErrorMs"), List.of("p50", "p99", "max"), " ms");
        cell(page, level.path("ttftErrorMs"), List.of("p50", "p99"), " ms");
        cell(page, level.path("latencyErrorMs"), List.of("p50", "p99"), " ms");
        cell(page, level, List.of("cpuPerEventUs"), " µs");
        cell(page, level, List.of("cpuPerCaseUs"), " µs");
        cell(page, level.path("simulatorLateMs"), List.of("p99"), " ms");
        page.close("tr").line();
    }

    private static void cell(Markup page, JsonNode figures, List<String> names, String unit) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            JsonNode figure = figures.path(name);
            text.append(text.isEmpty() ? "" : " / ").append(figure.isNumber() ? figure.asString() : "–");
        }
        page.foreign("td", text + unit, "class", "number");
    }

    private static String source(JsonNode calibration) {
        JsonNode machine = calibration.path("machine");
        return "promptmeter calibrate, " + calibration.path("date").asString("?") + ", streams of "
                + calibration.path("eventsPerSecond").asString("?") + " events a second, simulator in "
                + (calibration.path("simulator").asString("").equals("in-process")
                        ? "the same process"
                        : "its own process")
                + " · " + machine.path("java").asString("?") + " · "
                + machine.path("cpu").asString("?");
    }
}
