package dev.promptmeter.report;

import dev.promptmeter.archive.KeptBaseline;
import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.FigureChange;
import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MetricsVersion;
import dev.promptmeter.stats.StatisticsVersion;
import dev.promptmeter.summary.Unit;
import java.io.StringWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison in the machine's form, {@code promptmeter.comparison/1}: shares 0 to 1, milliseconds, USD; absent figures are null. */
public final class ComparisonJson {

    private static final double NANOS_PER_MILLI = 1e6;

    private ComparisonJson() {}

    /**
     * {@return the document, with a line end}
     *
     * @param verdict of gates on it; null if there are none
     */
    public static String of(Comparison comparison, @Nullable Verdict verdict) {
        ObjectNode root = JsonText.object();
        root.put("schema", "promptmeter.comparison/1");
        root.put("statsVersion", StatisticsVersion.NUMBER);
        root.put("metricsVersion", MetricsVersion.NUMBER);
        putHead(root.putObject("before"), comparison.before());
        putHead(root.putObject("after"), comparison.after());
        root.put("matched", comparison.pairing().pairs().size());
        ObjectNode counts = root.putObject("counts");
        comparison.counts().forEach((change, count) -> counts.put(name(change), count));
        putVerdict(root, verdict);
        putFindings(root, comparison);
        putCases(root.putArray("cases"), comparison);
        var out = new StringWriter();
        JsonText.writePretty(root, out);
        return out.append('\n').toString();
    }

    /** Adds what the comparison of a run with its baseline comes to; the changed cases stand in the results. */
    static void putBaseline(ObjectNode node, KeptBaseline kept, Comparison comparison) {
        node.put("ref", kept.reference());
        node.put("sha", kept.sha());
        putHead(node, comparison.before());
        node.put("matched", comparison.pairing().pairs().size());
        comparison.counts().forEach((change, count) -> node.put(summaryName(change), count));
        putFindings(node, comparison);
    }

    private static void putVerdict(ObjectNode root, @Nullable Verdict verdict) {
        if (verdict != null) {
            root.put("verdict", verdict.word().word());
            root.put("exitCode", verdict.exitCode());
            root.put("exitReason", verdict.exitReason());
            ArrayNode gates = root.putArray("gates");
            verdict.gates().forEach(gate -> GateJson.put(gates.addObject(), gate));
        }
    }

    private static String summaryName(CaseChange change) {
        return switch (change) {
            case NEW -> "added";
            case TEXT -> "textChanged";
            case SAME -> "unchanged";
            default -> name(change);
        };
    }

    private static void putFindings(ObjectNode root, Comparison comparison) {
        ArrayNode obstacles = root.putArray("obstacles");
        comparison
                .obstacles()
                .forEach(obstacle -> obstacles
                        .addObject()
                        .put("scope", obstacle.scope().name().toLowerCase(Locale.ROOT))
                        .put("text", obstacle.text()));
        ArrayNode differences = root.putArray("differences");
        comparison.differences().forEach(differences::add);
        ArrayNode figures = root.putArray("figures");
        comparison.figures().forEach(figure -> put(figures.addObject(), figure));
        putLanes(root, comparison);
        ArrayNode slices = root.putArray("slices");
        comparison
                .slices()
                .forEach(slice -> slices.addObject()
                        .put("tag", slice.tag())
                        .put("cases", slice.n())
                        .put("passRateBefore", slice.before())
                        .put("passRateAfter", slice.after()));
    }

    /** {@return the word in camel case, as members are written} */
    private static String name(CaseChange change) {
        return switch (change) {
            case NEWLY_FLAKY -> "newlyFlaky";
            case NO_LONGER_FLAKY -> "noLongerFlaky";
            default -> change.word();
        };
    }

    private static void putHead(ObjectNode node, BaselineHead head) {
        node.put("name", head.label());
        node.put("run", head.origin().run());
        node.put("suite", head.suite());
        node.put("startedAt", RunNames.instant(head.origin().startedAt()));
        node.put("verdict", head.origin().verdict());
    }

    private static void put(ObjectNode node, FigureChange figure) {
        Finding finding = figure.finding();
        node.put("name", figure.name());
        node.put("unit", unit(figure.unit()));
        node.put("before", value(figure.unit(), figure.before()));
        node.put("after", value(figure.unit(), figure.after()));
        node.put("n", figure.n());
        boolean ratio = finding != null && finding.scale() == Scale.RATIO;
        node.put("change", finding == null || ratio ? null : finding.size());
        node.put("ratio", ratio ? finding.size() : null);
        Interval interval = finding == null ? null : finding.interval();
        if (interval == null) {
            node.putNull("ci95");
        } else {
            node.putArray("ci95").add(interval.lower()).add(interval.upper());
        }
        node.put("p", finding == null ? null : finding.p());
        node.put("word", figure.word() == null ? null : figure.word().word());
        node.put("reason", figure.reason() == null ? null : figure.reason().name());
        node.put("note", figure.note());
        node.put("method", finding == null ? null : finding.method());
    }

    private static String unit(Unit unit) {
        return unit == Unit.NANOS ? "ms" : unit.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double value(Unit unit, @Nullable Double value) {
        return value == null || unit != Unit.NANOS ? value : (Double) (value / NANOS_PER_MILLI);
    }

    private static void putLanes(ObjectNode root, Comparison comparison) {
        ArrayNode groups = root.putArray("groups");
        comparison
                .lanes()
                .forEach(lane -> groups.addObject()
                        .put("prompt", lane.prompt())
                        .put("model", lane.model())
                        .put("cases", lane.n())
                        .put("passRateBefore", lane.before())
                        .put("passRateAfter", lane.after()));
    }

    private static void putCases(ArrayNode cases, Comparison comparison) {
        comparison.pairing().pairs().stream()
                .filter(pair -> pair.change() != CaseChange.SAME)
                .forEach(pair -> put(cases, pair.id(), pair.change()));
        comparison.pairing().edited().forEach(each -> put(cases, each.id(), CaseChange.EDITED));
        comparison.pairing().added().forEach(each -> put(cases, each.id(), CaseChange.NEW));
        comparison.pairing().removed().forEach(each -> put(cases, each.id(), CaseChange.REMOVED));
    }

    private static void put(ArrayNode cases, CaseId id, CaseChange change) {
        cases.addObject()
                .put("dataset", id.dataset())
                .put("row", id.row())
                .put("prompt", id.prompt())
                .put("model", id.model())
                .put("change", change.word());
    }
}
