package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a list of embeddings; its text is the vectors in the order of the texts, as JSON. */
final class EmbeddingAnswer {

    private final Reading reading;

    EmbeddingAnswer(Reading reading) {
        this.reading = reading;
    }

    /** {@return what it means} */
    Exchange read() {
        FailureKind end = reading.answer().end();
        if (end != null) {
            FailureKind kind = end == FailureKind.RESET ? FailureKind.TRUNCATED : end;
            return reading.failed(kind, reading.answer().detail(), ErrorClass.billed(kind));
        }
        WireJson.Parsed parsed = WireJson.parse(reading.body(), 0, reading.body().length, reading.flags());
        JsonNode root = parsed.root();
        if (root == null || !root.path("data").isArray() || root.path("data").isEmpty()) {
            FailureKind kind = parsed.fault() == null ? FailureKind.MALFORMED_SUCCESS : parsed.fault();
            return reading.failed(kind, "no list of embeddings", ErrorClass.billed(kind));
        }
        return reading.answered(completion(root), reading.plainTiming());
    }

    private Completion completion(JsonNode root) {
        JsonNode model = root.path("model");
        return new Completion(
                Completion.Kind.OK,
                vectors(root.path("data")).toString(),
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                null,
                model.isString() ? model.stringValue() : null,
                usage(root.path("usage")),
                null);
    }

    private static ArrayNode vectors(JsonNode data) {
        Map<Long, JsonNode> byIndex = new TreeMap<>();
        for (JsonNode each : data) {
            @Nullable Long index = Fields.count(each.path("index"));
            byIndex.put(index == null ? byIndex.size() : index, each.path("embedding"));
        }
        ArrayNode vectors = JsonNodeFactory.instance.arrayNode();
        byIndex.values().forEach(vectors::add);
        return vectors;
    }

    /** Embeddings have no completion: none of its tokens is a count, not a gap. */
    private TokenUsage usage(JsonNode node) {
        TokenUsage usage = new UsageReader(reading.flags()).read(node);
        return usage.prompt() == null
                ? usage
                : new TokenUsage(usage.prompt(), usage.cached(), usage.cacheWrite(), 0L, null, usage.total());
    }
}
