package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Forecast;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An estimate as one JSON document, {@code promptmeter.estimate/1}; what is not known is null. */
public final class EstimateJson {

    private EstimateJson() {}

    /** {@return the document} */
    public static String of(Estimate estimate) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("schema", "promptmeter.estimate/1")
                .put("suite", estimate.suite())
                .put("results", estimate.forecast().results())
                .put("cached", estimate.forecast().cached())
                .put("onRecord", estimate.forecast().onRecord())
                .put("requests", estimate.forecast().requests())
                .put("concurrency", estimate.plan().load().slots())
                .put("pastRuns", estimate.pastRuns())
                .put("retriesIncluded", false);
        Long nanos = estimate.likelyNanos();
        root.put("likelySeconds", nanos == null ? null : (Long) (nanos / 1_000_000_000L));
        var models = root.putArray("models");
        estimate.lines().forEach(line -> add(line, models.addObject()));
        cost(root.putObject("totalUsd"), estimate.total());
        Long limit = estimate.plan().limits().spend().maxPico();
        root.put("limitUsd", limit == null ? null : Cost.usd(limit));
        root.put("spentUsd", limit == null ? null : Cost.usd(estimate.forecast().spentPico()));
        return root.toPrettyString();
    }

    private static void add(EstimateLine line, ObjectNode node) {
        Forecast.Lane lane = line.lane();
        node.put("model", lane.model())
                .put("purpose", lane.purpose().name().toLowerCase(Locale.ROOT))
                .put("requests", lane.requests())
                .put("warmup", lane.warmups())
                .put("inputTokens", line.inputTokens());
        Forecast.TokenLimits limits = lane.limits();
        if (limits == null) {
            node.putNull("tokenLimit");
        } else {
            node.putObject("tokenLimit").put("least", limits.least()).put("most", limits.most());
        }
        EstimateRange output = line.outputTokens();
        node.putObject("outputTokens")
                .put("low", output.low())
                .put("likely", output.likely())
                .put("max", output.max());
        cost(node.putObject("costUsd"), line.costPico());
        node.put("priceFrom", line.priceFrom());
    }

    private static void cost(ObjectNode node, EstimateRange range) {
        usd(node, "low", range.low());
        usd(node, "likely", range.likely());
        usd(node, "max", range.max());
    }

    private static void usd(ObjectNode node, String name, @Nullable Long pico) {
        node.put(name, pico == null ? null : Cost.usd(pico));
    }
}
