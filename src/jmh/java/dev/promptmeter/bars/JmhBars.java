package dev.promptmeter.bars;

import dev.promptmeter.BenchmarkRun;
import dev.promptmeter.CpuProfiler;
import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bars that a benchmark measures together with its reference.
 *
 * @param benchmark its class
 * @param ratios one for each line of the table
 */
record JmhBars(String benchmark, List<Ratio> ratios) implements Bar {

    private static final String TIME = "primaryMetric";
    private static final String CPU = "secondaryMetrics/" + CpuProfiler.FIGURE;
    private static final String ALLOCATED = "secondaryMetrics/gc.alloc.rate.norm";

    /** What an event costs (B5), the page of a run (B9), a record of the journal (B11). */
    static final List<Bar> ALL = List.of(
            new JmhBars(
                    "SseBenchmark",
                    List.of(
                            new Ratio(
                                    new Definition(
                                            "B5",
                                            "an event decoded and classified / read by a bare parser",
                                            Limit.atMostTimes(1.5, "ns")),
                                    new Cell("classifyWhole", null, TIME),
                                    new Cell("bareParser", null, TIME)),
                            new Ratio(
                                    new Definition("B5", "allocated for an event", Limit.atMost(64, "B")),
                                    new Cell("classifyWhole", null, ALLOCATED),
                                    null))),
            new JmhBars("HtmlReportBenchmark", List.of(page("1000"), page("10000"), page("100000"))),
            new JmhBars(
                    "JournalBenchmark",
                    List.of(new Ratio(
                            new Definition(
                                    "B11", "CPU of a record of 1 kB / of a bare write", Limit.atMostTimes(2, "ns")),
                            new Cell("record", "1024", CPU),
                            new Cell("bareWrite", "1024", CPU)))));

    private static Ratio page(String cases) {
        return new Ratio(
                new Definition(
                        "B9", "report.html of " + cases + " cases / gzip of its texts", Limit.atMostTimes(3, "ms")),
                new Cell("write", cases, TIME),
                new Cell("bareGzip", cases, TIME));
    }

    /**
     * Two figures of one benchmark.
     *
     * @param reference null if the limit is an amount
     */
    record Ratio(
            Definition definition, Cell figure, @Nullable Cell reference) {}

    /**
     * Where a figure stands in the results.
     *
     * @param parameter value of the benchmark's one parameter, or null if it has none
     * @param metric its path
     */
    record Cell(String method, @Nullable String parameter, String metric) {

        /** The median of all iterations: in a mean the compiler, while it is still at work, weighs more than what is measured. */
        double in(JsonNode results) throws IOException {
            for (JsonNode result : results) {
                JsonNode forks = result.at("/" + metric + "/rawData");
                if (holds(result) && !forks.isEmpty()) {
                    return Rounds.median(forks.valueStream()
                            .flatMap(JsonNode::valueStream)
                            .mapToDouble(JsonNode::asDouble)
                            .toArray());
                }
            }
            throw new IOException("the results of the benchmark do not hold " + this);
        }

        private boolean holds(JsonNode result) {
            return result.path("benchmark").asString("").endsWith("." + method)
                    && (parameter == null
                            || result.path("params")
                                    .valueStream()
                                    .anyMatch(each -> each.asString("").equals(parameter)));
        }
    }

    @Override
    public List<Definition> definitions() {
        return ratios.stream().map(Ratio::definition).toList();
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        ProcessBuilder jmh = new ProcessBuilder(
                        Bench.tool("java"),
                        "-Djmh.quick=" + (bench.effort() == Effort.QUICK),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkRun.class.getName(),
                        "\\." + benchmark + "\\.")
                .directory(Files.createDirectories(bench.work()).toFile());
        Watched.run(jmh, Watched.Look.NONE);
        Path file = bench.work().resolve("reports/jmh").resolve(benchmark + ".json");
        JsonNode results = JsonMapper.shared().readTree(file.toFile());
        List<BarLine.Outcome> outcomes = new ArrayList<>();
        for (Ratio ratio : ratios) {
            Cell reference = ratio.reference();
            outcomes.add(new Measured(ratio.figure().in(results), reference == null ? null : reference.in(results)));
        }
        return outcomes;
    }
}
