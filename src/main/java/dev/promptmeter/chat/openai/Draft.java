package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Likelihood;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One choice as it grows: from a whole message, or from the deltas of a stream. */
final class Draft {

    private static final int LONGEST_WORD = 64;

    private final Set<String> flags;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder(0);
    private final StringBuilder refusal = new StringBuilder(0);
    private @Nullable LogProbabilities logProbabilities;
    private @Nullable ToolCalls pieces;
    private @Nullable JsonNode wholeCalls;
    private FinishReason finish = FinishReason.NONE;
    private @Nullable String nativeFinish;
    private boolean malformed;

    Draft(Set<String> flags) {
        this.flags = flags;
    }

    /** Takes the message of a choice that came whole. */
    void message(JsonNode message) {
        take(message);
        JsonNode calls = message.path("tool_calls");
        if (calls.isArray() && !calls.isEmpty()) {
            wholeCalls = calls;
        }
    }

    /** Takes text of the older completion form. {@return what it brought} */
    int legacyText(String content) {
        flags.add("legacy_text");
        text.append(content);
        return content.isEmpty() ? 0 : EventClass.CONTENT.bit();
    }

    /** Takes a choice of a chunk. {@return what it brought} */
    int chunk(JsonNode choice) {
        JsonNode delta = choice.path("delta");
        boolean legacy = delta.isMissingNode() && choice.path("text").isString();
        return legacy ? legacyText(choice.path("text").stringValue()) : delta(delta);
    }

    /** {@return whether it can take that chunk, which may bring more only of a tool call that is known} */
    boolean takes(UsualChunk chunk) {
        UsualPiece piece = chunk.piece();
        return piece == null || pieces != null && pieces.takes(piece);
    }

    /** Takes a chunk that it {@linkplain #takes can take}. {@return what it brought} */
    int chunk(UsualChunk chunk) {
        int brought = 0;
        if (!chunk.content().isEmpty()) {
            chunk.content().appendTo(text);
            brought |= EventClass.CONTENT.bit();
        }
        if (!chunk.refusal().isEmpty()) {
            chunk.refusal().appendTo(refusal);
            brought |= EventClass.REFUSAL.bit();
        }
        if (!chunk.reasoning().isEmpty()) {
            chunk.reasoning().appendTo(reasoning);
            brought |= EventClass.REASONING.bit();
        }
        UsualPiece piece = chunk.piece();
        return piece != null && pieces != null && pieces.grew(piece) ? brought | EventClass.TOOL.bit() : brought;
    }

    private int delta(JsonNode delta) {
        int brought = take(delta);
        boolean grew = false;
        for (JsonNode piece : delta.path("tool_calls")) {
            pieces = pieces == null ? new ToolCalls() : pieces;
            grew |= pieces.add(piece);
        }
        return grew ? brought | EventClass.TOOL.bit() : brought;
    }

    private int take(JsonNode message) {
        int brought = content(message.path("content")) ? EventClass.CONTENT.bit() : 0;
        String declined = Fields.text(message, "refusal");
        if (declined != null) {
            refusal.append(declined);
            brought |= EventClass.REFUSAL.bit();
        }
        return reasoning(message) ? brought | EventClass.REASONING.bit() : brought;
    }

    private boolean content(JsonNode content) {
        int before = text.length();
        if (content.isString()) {
            text.append(content.stringValue());
        } else if (content.isArray()) {
            content.forEach(this::part);
        } else if (!content.isMissingNode() && !content.isNull()) {
            malformed = true;
        }
        return text.length() > before;
    }

    private void part(JsonNode part) {
        if (part.isString()) {
            text.append(part.stringValue());
        } else if (part.path("text").isString() && "text".equals(Fields.word(part, "type"))) {
            text.append(part.path("text").stringValue());
        } else {
            flags.add("content_parts");
        }
    }

    /** Some servers send the same reasoning under several names; the first that has any counts. */
    private boolean reasoning(JsonNode message) {
        int before = reasoning.length();
        String plain = Fields.text(message, "reasoning");
        String other = plain == null ? Fields.text(message, "reasoning_content") : plain;
        if (other != null) {
            reasoning.append(other);
        } else {
            for (JsonNode detail : message.path("reasoning_details")) {
                String part = Fields.text(detail, "text");
                reasoning.append(part == null ? "" : part);
            }
        }
        return reasoning.length() > before;
    }

    /** Takes the finish reasons beside a message or delta; the last one that says anything counts. {@return what it brought} */
    int finish(JsonNode choice) {
        String word = Fields.word(choice, "finish_reason");
        word = word == null ? Fields.word(choice, "finishReason") : word;
        if (word != null) {
            finish = FinishReason.of(VisibleText.of(word, LONGEST_WORD));
        }
        String provider = Fields.word(choice, "native_finish_reason");
        nativeFinish = provider == null ? nativeFinish : VisibleText.of(provider, LONGEST_WORD);
        return word == null || finish.kind() == FinishReason.Kind.NONE ? 0 : EventClass.FINISH.bit();
    }

    /** {@return how many tokens that choice lists, by their log probabilities or else by their numbers} */
    static int tokens(JsonNode choice) {
        int listed = choice.path("logprobs").path("content").size();
        return listed > 0 ? listed : choice.path("token_ids").size();
    }

    /** Takes the log probabilities beside a message or delta. */
    void logProbabilities(JsonNode choice) {
        JsonNode logprobs = choice.path("logprobs");
        if (logprobs.isObject()) {
            logProbabilities = logProbabilities == null ? new LogProbabilities(flags) : logProbabilities;
            logProbabilities.take(logprobs);
        }
    }

    /** {@return the log probabilities of the content; null if none came that can be used} */
    @Nullable
    Likelihood likelihood() {
        return logProbabilities == null ? null : logProbabilities.total();
    }

    /** {@return whether content came in a form that cannot be read} */
    boolean malformed() {
        return malformed;
    }

    /** {@return whether there is any content} */
    boolean spoken() {
        return !text.isEmpty();
    }

    /** {@return content so far} */
    String text() {
        return text.toString();
    }

    /** {@return text of the reasoning channel; null if there was none} */
    @Nullable
    String reasoning() {
        return reasoning.isEmpty() ? null : reasoning.toString();
    }

    /** {@return refusal text; null if there was none} */
    @Nullable
    String refusal() {
        return refusal.isEmpty() ? null : refusal.toString();
    }

    /** {@return tool calls; null if there were none} */
    @Nullable
    JsonNode toolCalls() {
        return pieces == null ? wholeCalls : pieces.assembled();
    }

    /** {@return why it stopped} */
    FinishReason finish() {
        return finish;
    }

    /** {@return the provider's own finish reason; null if there was none} */
    @Nullable
    String nativeFinish() {
        return nativeFinish;
    }

    /** {@return whether there is no text, reasoning, refusal or tool call} */
    boolean blank() {
        return text.isEmpty() && reasoning.isEmpty() && refusal.isEmpty() && toolCalls() == null;
    }
}
