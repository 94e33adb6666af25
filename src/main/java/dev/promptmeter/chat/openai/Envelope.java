package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What stands around the choices: names, usage and cost; of a stream the last that says anything. */
final class Envelope {

    private static final int LONGEST_ID = 256;
    private static final String CREDITS_HEADER = "x-aimlapi-credits-used";

    private final @Nullable JsonPointer costField;
    private final Set<String> flags;
    private @Nullable String id;
    private @Nullable String model;
    private byte[] writtenId = {};
    private byte[] writtenModel = {};
    private JsonNode usage = MissingNode.getInstance();
    private JsonNode meta = MissingNode.getInstance();
    private JsonNode ownCost = MissingNode.getInstance();

    Envelope(@Nullable JsonPointer costField, Set<String> flags) {
        this.costField = costField;
        this.flags = flags;
    }

    /** Takes an answer, or the next chunk of one. */
    void take(JsonNode root) {
        id = named(id, Fields.word(root, "id"));
        model = named(model, Fields.word(root, "model"));
        usage = newer(usage, usage(root));
        meta = newer(meta, root.path("meta"));
        ownCost = costField == null ? ownCost : newer(ownCost, root.at(costField));
    }

    /** Takes the next chunk of an answer, which has names and nothing else that stands here. */
    void take(UsualChunk chunk) {
        if (!chunk.id().is(writtenId)) {
            writtenId = chunk.id().written();
            id = named(id, name(chunk.id()));
        }
        if (!chunk.model().is(writtenModel)) {
            writtenModel = chunk.model().written();
            model = named(model, name(chunk.model()));
        }
    }

    private static @Nullable String name(SlicedText text) {
        return text.isEmpty() ? null : text.toString();
    }

    /** {@return the token counts of an answer or chunk as they stand there; missing or null if it has none} */
    static JsonNode usage(JsonNode root) {
        JsonNode stated = root.path("usage");
        return stated.isMissingNode() ? root.path("x_groq").path("usage") : stated;
    }

    private @Nullable String named(@Nullable String known, @Nullable String next) {
        if (known != null && next != null && !known.equals(next)) {
            flags.add("stream_changed_identity");
        }
        return known == null ? next : known;
    }

    private static @Nullable String shown(@Nullable String name) {
        return name == null ? null : VisibleText.of(name, LONGEST_ID);
    }

    private static JsonNode newer(JsonNode known, JsonNode next) {
        return next.isMissingNode() || next.isNull() ? known : next;
    }

    private void flagEmpty(FinishReason.Kind finish) {
        if (finish == FinishReason.Kind.LENGTH) {
            flags.add("empty_at_limit");
        } else if (finish == FinishReason.Kind.STOP) {
            flags.add("empty");
        }
    }

    /** {@return the completion that this envelope and that choice make} */
    Completion completion(Draft draft, Map<String, String> headers) {
        TokenUsage counts = new UsageReader(flags).read(usage);
        if (kind(draft) == Completion.Kind.EMPTY) {
            flagEmpty(draft.finish().kind());
        }
        return new Completion(
                kind(draft),
                draft.text(),
                draft.reasoning(),
                draft.refusal(),
                draft.toolCalls(),
                draft.finish(),
                draft.nativeFinish(),
                shown(id),
                shown(model),
                counts,
                statedPico(headers, !draft.blank() || hasTokens(counts)),
                draft.likelihood());
    }

    private static Completion.Kind kind(Draft draft) {
        if (draft.finish().kind() == FinishReason.Kind.FILTER) {
            return Completion.Kind.FILTER;
        }
        if (draft.spoken()) {
            return Completion.Kind.OK;
        }
        if (draft.refusal() != null) {
            return Completion.Kind.REFUSAL;
        }
        return draft.toolCalls() == null ? Completion.Kind.EMPTY : Completion.Kind.OK;
    }

    private static boolean hasTokens(TokenUsage counts) {
        return positive(counts.prompt()) || positive(counts.completion()) || positive(counts.total());
    }

    private static boolean positive(@Nullable Long count) {
        return count != null && count > 0;
    }

    private @Nullable Long statedPico(Map<String, String> headers, boolean tokens) {
        StatedCost cost = new StatedCost(flags);
        cost.addMeta(meta);
        cost.addCreditsHeader(headers.get(CREDITS_HEADER));
        cost.addUsd(ownCost);
        return tokens ? cost.picoOfAnswerWithTokens() : cost.pico();
    }
}
