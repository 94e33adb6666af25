package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the harness itself adds, from the benchmarks that the run has on record. */
final class HtmlOverhead {

    private static final Map<String, Double> NANOS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

    private HtmlOverhead() {}

    static void write(Markup page, FinishedRun run) {
        JsonNode overhead = run.overhead();
        page.open("section", "id", "harness")
                .element("h2", "The harness itself")
                .line();
        HtmlCalibration.write(page, run);
        kept(page, run.measurement().machine().kept());
        if (overhead == null || overhead.path("benchmarks").isEmpty()) {
            page.open("p", "class", "note")
                    .text("not measured: ")
                    .element("code", "mvn -Pjmh verify")
                    .close("p")
                    .line();
        } else {
            environment(page, overhead.path("environment"));
            standing(page, overhead.path("environment"), overhead.path("here"));
            table(page, overhead.path("benchmarks"), medianLatency(run));
        }
        if (overhead != null) {
            overhead.path("skipped")
                    .forEach(skipped -> page.foreign("p", skipped.asString(), "class", "note")
                            .line());
        }
        page.close("section").line();
    }

    private static void kept(Markup page, Overshoots kept) {
        if (kept.count() > 0) {
            String text = String.format(
                    Locale.ROOT,
                    "On disk after the end of the attempt: p50 %s, p99 %s, max %s (%,d answers)",
                    FigureText.duration(kept.quantile(0.5).orElseThrow()),
                    FigureText.duration(kept.quantile(0.99).orElseThrow()),
                    FigureText.duration(kept.max()),
                    kept.count());
            page.element("p", text).line();
        }
    }

    private static void environment(Markup page, JsonNode environment) {
        if (environment.isEmpty()) {
            return;
        }
        String facts = environment.properties().stream()
                .filter(entry -> entry.getValue().isValueNode())
                .map(entry -> entry.getKey() + " " + entry.getValue().asString())
                .collect(Collectors.joining(" · "));
        page.foreign("p", facts, "class", "note").line();
    }

    /** Figures of another machine, or of one that did other things at the time, are worth less: said beside them. */
    private static void standing(Markup page, JsonNode measured, JsonNode here) {
        boolean known = !measured.isEmpty() && !here.isEmpty();
        if (known) {
            boolean same = Stream.of("java", "cpu", "processors", "os")
                    .allMatch(name -> measured.path(name)
                            .asString("")
                            .equals(here.path(name).asString("")));
            page.element(
                    "p",
                    same
                            ? "Measured on the machine and JVM of this run."
                            : "Measured on another machine or JVM than this run.",
                    "class",
                    "note");
        }
        double busy = Math.max(
                measured.path("loadBefore").asDouble(0),
                measured.path("loadAfter").asDouble(0));
        if (busy > measured.path("processors").asInt(Integer.MAX_VALUE) / 2.0) {
            page.element("p", "noisy machine: its load average was above half of its processors", "class", "note");
        }
    }

    private static @Nullable Double medianLatency(FinishedRun run) {
        Figure latency = run.summary().total().figures().get("latency.p50");
        return latency == null ? null : latency.value();
    }

    private static void table(Markup page, JsonNode benchmarks, @Nullable Double latency) {
        page.open("div", "class", "scroll")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        page.element("th", "Benchmark", "scope", "col").element("th", "Parameters", "scope", "col");
        for (String heading : List.of("Score", "Error ±", "Unit", "Of the median latency", "Forks × iterations")) {
            page.element("th", heading, "scope", "col", "class", "number");
        }
        page.close("tr").close("thead").open("tbody").line();
        benchmarks.forEach(benchmark -> row(page, benchmark, latency));
        page.close("tbody").close("table").close("div").line();
    }

    private static void row(Markup page, JsonNode benchmark, @Nullable Double latency) {
        JsonNode metric = benchmark.path("primaryMetric");
        page.open("tr").foreign("th", shortName(benchmark.path("benchmark").asString("")), "scope", "row");
        page.foreign("td", parameters(benchmark.path("params")));
        page.element("td", number(metric.path("score")), "class", "number");
        page.element("td", number(metric.path("scoreError")), "class", "number");
        page.foreign("td", metric.path("scoreUnit").asString(""), "class", "number");
        page.element("td", share(metric, latency), "class", "number");
        page.foreign(
                "td",
                benchmark.path("forks").asString("?") + " × "
                        + benchmark.path("measurementIterations").asString("?"),
                "class",
                "number");
        page.close("tr").line();
    }

    /** {@return which part of an answer's time one operation would take; a dash where the unit is no time or nothing was timed} */
    private static String share(JsonNode metric, @Nullable Double latency) {
        Double nanos = NANOS.get(metric.path("scoreUnit").asString(""));
        if (nanos == null || latency == null || !metric.path("score").isNumber()) {
            return FigureText.NOTHING;
        }
        return FigureText.share(metric.path("score").doubleValue() * nanos / latency);
    }

    /** {@code dev.promptmeter.summary.TallyBenchmark.add} is {@code TallyBenchmark.add} to a reader. */
    private static String shortName(String name) {
        int method = name.lastIndexOf('.');
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return name.substring(type + 1);
    }

    private static String parameters(JsonNode params) {
        return params.properties().stream()
                .map(Map.Entry::toString)
                .map(text -> text.replace("\"", ""))
                .collect(Collectors.joining(", "));
    }

    /** JMH writes NaN where it cannot estimate an error. */
    private static String number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? FigureText.value(Unit.TOKENS, node.doubleValue())
                : "–";
    }
}
