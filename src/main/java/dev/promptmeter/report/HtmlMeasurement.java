package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Family;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import java.util.List;
import java.util.Optional;

/** Whether the figures of a run can be believed: a line at the top, and what it rests on further down. */
final class HtmlMeasurement {

    private HtmlMeasurement() {}

    /** Writes the verdict in one line, with the worst that speaks against it. */
    static void headline(Markup page, Measurement measurement) {
        page.open("p", "class", "measured " + style(measurement));
        page.element("a", "Measurement " + MeasurementText.gist(measurement), "href", "#measurement");
        page.close("p").line();
    }

    private static String style(Measurement measurement) {
        return measurement.level() == null ? "none" : style(measurement.level());
    }

    private static String style(Level level) {
        return switch (level) {
            case VALID -> "good";
            case SUSPECT -> "odd";
            case INVALID -> "bad";
        };
    }

    /** Writes what the verdict rests on. */
    static void write(Markup page, FinishedRun run) {
        Measurement measurement = run.measurement();
        page.open("section", "id", "measurement")
                .element("h2", "Is the measurement valid?")
                .line();
        page.open("p").element("span", MeasurementText.verdict(measurement), "class", "mark " + style(measurement));
        if (measurement.level() != null) {
            List<String> facts = MeasurementFacts.of(run);
            page.text(facts.isEmpty() ? "" : " " + String.join(" · ", facts));
        }
        page.close("p").line();
        doubts(page, measurement);
        MeasurementText.changes(measurement)
                .ifPresent(
                        changes -> page.element("p", changes, "class", "note").line());
        figures(page, measurement);
        page.close("section").line();
    }

    private static void doubts(Markup page, Measurement measurement) {
        if (measurement.doubts().isEmpty()) {
            return;
        }
        page.open("table", "class", "doubts").open("tbody").line();
        for (Doubt doubt : measurement.doubts()) {
            page.open("tr", "class", style(doubt.level()));
            page.open("th", "scope", "row")
                    .element("code", doubt.reason().name())
                    .close("th");
            page.element("td", MeasurementText.standing(doubt), "class", "mark " + style(doubt.level()));
            page.open("td").text(MeasurementText.text(doubt));
            MeasurementText.detail(doubt, measurement)
                    .ifPresent(detail -> page.element("div", detail, "class", "quiet"));
            page.close("td").element("td", doubt.reason().advice()).close("tr").line();
        }
        page.close("tbody").close("table").line();
    }

    private static void figures(Markup page, Measurement measurement) {
        if (measurement.figures().isEmpty()) {
            return;
        }
        page.open("details").element("summary", "What was held against which limit");
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        page.element("th", "Reason", "scope", "col").element("th", "Figure", "scope", "col", "class", "number");
        page.element("th", "Suspect beyond", "scope", "col", "class", "number");
        page.close("tr").close("thead").open("tbody").line();
        for (Reason reason : Reason.values()) {
            Optional.ofNullable(measurement.figures().get(reason)).ifPresent(value -> {
                page.open("tr").element("th", reason.noun(), "scope", "row");
                page.element("td", MeasurementText.value(reason, value) + " " + reason.what());
                page.element(
                        "td",
                        MeasurementText.limits(reason, measurement.thresholds().of(reason)),
                        "class",
                        "number");
                page.close("tr").line();
            });
        }
        page.close("tbody").close("table").close("div").close("details").line();
    }

    /** {@return whether figures of that family are not to be used} */
    static boolean unusable(Measurement measurement, Family family) {
        return measurement.against(family).filter(HtmlMeasurement::forbids).isPresent();
    }

    private static boolean forbids(Doubt doubt) {
        return doubt.level() == Level.INVALID;
    }

    /** Says, where figures of that family are not to be used, why; writes nothing otherwise. */
    static void warn(Markup page, Measurement measurement, Family family) {
        measurement
                .against(family)
                .filter(HtmlMeasurement::forbids)
                .ifPresent(doubt -> page.element(
                                "p",
                                "Not to be used: the measurement is INVALID for " + family.word() + ". "
                                        + MeasurementText.text(doubt) + ".",
                                "class",
                                "banner")
                        .line());
    }
}
