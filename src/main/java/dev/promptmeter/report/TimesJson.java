package dev.promptmeter.report;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The times and rates of a run as members of its summary. */
final class TimesJson {

    private static final List<String> LATENCY =
            List.of("latency.mean", "latency.p50", "latency.p90", "latency.p95", "latency.p99", "latency.max");

    /** Every other time, under the name that definitions and gates give it. */
    private static final List<String> TIMES = List.of(
            "service",
            "response",
            "firstTry",
            "latencyInclFailures",
            "ttfb",
            "ttfe",
            "serviceTtft",
            "responseTtft",
            "ttfa",
            "thinkingTime",
            "closeTail",
            "dispatchLag",
            "ownLag",
            "queue",
            "retryWait",
            "throttleWait",
            "chunkGap",
            "maxGap",
            "stallTime",
            "itl",
            "tpot",
            "ntpot");

    private static final List<String> RATES = List.of("outputRate", "decodeRate");

    /** What happens in a second or in a whole run, by the name of its member. */
    private static final Map<String, String> THROUGHPUT = new TreeMap<>(Map.of(
            "requestRate", "run.requestRate",
            "outputTokenRate", "run.outputTokenRate",
            "peakTokenRate", "run.peakTokenRate",
            "goodputRate", "slo.goodputRate",
            "planned", "run.planned",
            "started", "run.started",
            "shed", "run.shed",
            "cancelledAtEnd", "run.cancelledAtEnd"));

    private static final List<String> STATISTICS = List.of("mean", "p50", "p95", "max");

    private static final String FAILED = "errorLatency.";

    private final ObjectNode root;
    private final Summary summary;
    private final Slice total;

    private TimesJson(ObjectNode root, Summary summary) {
        this.root = root;
        this.summary = summary;
        this.total = summary.total();
    }

    /** Adds them, in milliseconds and in tokens per second. */
    static void put(ObjectNode root, Summary summary) {
        var times = new TimesJson(root, summary);
        times.putHeadlines();
        times.putConnections();
        times.putTimes();
        times.putRates();
        times.putFailures();
    }

    private void putHeadlines() {
        ObjectNode latency = JsonFigures.putStatistics(root, "latencyMs", total, LATENCY);
        latency.put("censored", timeouts());
        latency.put("basis", summary.headline().word());
        ObjectNode intervals = latency.putObject("ci95");
        for (String percentile : List.of("p50", "p95", "p99")) {
            JsonFigures.putInterval(intervals, percentile, total.figures().get("latency." + percentile));
        }
        JsonFigures.putStatistics(root, "e2eMs", total, List.of("e2e.p50", "e2e.p95"));
        root.put("retriedShare", JsonFigures.value(total, "retryRate"));
        root.put("duplicatePrompts", total.counts().duplicatePrompts());
        JsonFigures.putStatistics(root, "ttftMs", total, List.of("ttft.p50", "ttft.p95"));
    }

    /** Answers that may have opened a connection apart from those that found one open. */
    private void putConnections() {
        ObjectNode connections = root.putObject("connections");
        connections.put("coldShare", JsonFigures.value(total, "coldShare"));
        for (String group : List.of("cold", "warm")) {
            ObjectNode node = connections.putObject(group);
            putByConnection(node, "ttftMs", group + "Ttft");
            putByConnection(node, "latencyMs", group + "Latency");
        }
    }

    private void putByConnection(ObjectNode node, String member, String name) {
        JsonFigures.putStatistics(node, member, total, List.of(name + ".p50", name + ".p99"));
    }

    private long timeouts() {
        return summary.errors().stream()
                .filter(error -> error.kind().equals("timeout"))
                .mapToLong(error -> error.count())
                .sum();
    }

    private void putTimes() {
        ObjectNode times = root.putObject("timesMs");
        TIMES.forEach(name -> putDistribution(times, name));
        times.withObject("chunkGap").put("coalescedShare", JsonFigures.value(total, "coalescedShare"));
        putCounts(times.withObject("tpot").putObject("basis"), "tpotBasis.");
    }

    private void putRates() {
        ObjectNode rates = root.putObject("tokensPerSecond");
        RATES.forEach(name -> putDistribution(rates, name));
        root.put("inFlight", JsonFigures.value(total, "inFlight.mean"));
        root.put("inFlightMax", JsonFigures.value(total, "inFlight.max"));
        ObjectNode throughput = root.putObject("throughput");
        THROUGHPUT.forEach((name, figure) -> throughput.put(name, JsonFigures.value(total, figure)));
    }

    /** Of failed attempts, by kind. */
    private void putFailures() {
        ObjectNode failures = root.putObject("errorLatencyMs");
        total.figures().forEach((name, most) -> {
            if (name.startsWith(FAILED) && name.endsWith(".max")) {
                String kind = name.substring(FAILED.length(), name.length() - ".max".length());
                ObjectNode node = failures.putObject(kind).put("n", most.n());
                STATISTICS.forEach(each -> node.put(each, JsonFigures.value(total, FAILED + kind + "." + each)));
            }
        });
    }

    /** How many timed answers have no such figure stands beside those that have. */
    private void putDistribution(ObjectNode parent, String name) {
        List<String> names =
                STATISTICS.stream().map(statistic -> name + "." + statistic).toList();
        JsonFigures.putStatistics(parent, name, total, names).put("undefined", timed("service") - timed(name));
    }

    private long timed(String name) {
        Figure least = total.figures().get(name + ".min");
        return least == null ? 0 : least.n();
    }

    private void putCounts(ObjectNode node, String prefix) {
        total.figures().forEach((name, figure) -> {
            if (name.startsWith(prefix)) {
                node.put(name.substring(prefix.length()), figure.n());
            }
        });
    }

    /** Adds how many answers have their tokens from which source. */
    static void putSources(ObjectNode tokens, Summary summary) {
        new TimesJson(tokens, summary).putCounts(tokens.putObject("sources"), "tokensSource.");
    }
}
