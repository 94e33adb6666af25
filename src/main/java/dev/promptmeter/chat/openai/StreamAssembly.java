package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Puts an answer together from the events of a stream, and remembers at which byte its marks were complete. */
final class StreamAssembly implements SseDecoder.Sink {

    private static final long UNSEEN = -1;
    private static final int MOST_CHOICES = 128;

    private final Set<String> flags;
    private final Envelope envelope;
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private @Nullable ProviderError error;
    private boolean limited;
    private boolean done;
    private boolean finished;
    private int chunks;
    private int outputs;
    private long firstOutput = UNSEEN;
    private long firstAnswer = UNSEEN;
    private long lastOutput = UNSEEN;
    private long firstMark = UNSEEN;

    StreamAssembly(@Nullable JsonPointer costField, Set<String> flags) {
        this.flags = flags;
        this.envelope = new Envelope(costField, flags);
    }

    @Override
    public void data(byte[] bytes, int from, int to, long end) {
        if (over()) {
            return;
        }
        if (isDone(bytes, from, to)) {
            done = true;
            mark(end);
            return;
        }
        WireJson.Parsed parsed = WireJson.parse(bytes, from, to, flags);
        JsonNode root = parsed.root();
        if (root != null && root.isObject()) {
            chunk(root, end);
        } else if (parsed.fault() == FailureKind.LIMIT) {
            limited = true;
        } else {
            flags.add("bad_chunk");
        }
    }

    private boolean over() {
        return done || limited || error != null;
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) {
            start++;
        }
        while (start < end && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return StreamMark.isDone(bytes, start, end);
    }

    @Override
    public void error(byte[] bytes, int from, int to, long end) {
        if (over()) {
            return;
        }
        JsonNode root = WireJson.parse(bytes, from, to, flags).root();
        error = root != null && root.isObject()
                ? ProviderError.of(root)
                : ErrorBody.of(Arrays.copyOfRange(bytes, from, to), 200, Map.of());
    }

    /** What is left of a cut event is not malformed; it counts if it happens to be whole. */
    @Override
    public void unclosed(byte[] bytes, int from, int to, long end) {
        boolean known = flags.contains("bad_chunk");
        data(bytes, from, to, end);
        if (!known) {
            flags.remove("bad_chunk");
        }
        flags.add("unclosed_event");
    }

    private void chunk(JsonNode root, long end) {
        chunks++;
        if (ProviderError.in(root)) {
            error = ProviderError.of(root);
            return;
        }
        envelope.take(root);
        Draft.Output output = Draft.Output.NONE;
        for (JsonNode choice : root.path("choices")) {
            Draft.Output brought = choice(choice, end);
            output = brought.compareTo(output) > 0 ? brought : output;
        }
        if (output != Draft.Output.NONE) {
            output(output, end);
        }
    }

    private Draft.Output choice(JsonNode choice, long end) {
        Long index = Fields.count(choice.path("index"));
        Draft draft = draftOf(index == null ? 0 : index);
        if (draft == null || !choice.isObject()) {
            return Draft.Output.NONE;
        }
        Draft.Output output = draft.chunk(choice);
        draft.finish(choice);
        draft.logProbabilities(choice);
        if (!finished && draft.finish().kind() != FinishReason.Kind.NONE) {
            finished = true;
            mark(end);
        }
        return output;
    }

    private @Nullable Draft draftOf(long index) {
        Draft known = drafts.get(index);
        if (known == null && drafts.size() < MOST_CHOICES) {
            known = new Draft(flags);
            drafts.put(index, known);
        }
        if (drafts.size() > 1) {
            flags.add("choices");
        }
        return known;
    }

    private void output(Draft.Output output, long end) {
        outputs++;
        firstOutput = firstOutput == UNSEEN ? end : firstOutput;
        firstAnswer = firstAnswer == UNSEEN && output == Draft.Output.ANSWER ? end : firstAnswer;
        lastOutput = end;
    }

    private void mark(long end) {
        firstMark = firstMark == UNSEEN ? end : firstMark;
    }

    /** {@return the choice with index 0, else the first, else an empty one} */
    Draft chosen() {
        Draft zero = drafts.get(0L);
        return zero != null ? zero : drafts.values().stream().findFirst().orElseGet(() -> new Draft(flags));
    }

    /** {@return names, usage and cost so far} */
    Envelope envelope() {
        return envelope;
    }

    /** {@return the error event; null if there was none} */
    @Nullable
    ProviderError error() {
        return error;
    }

    /** {@return whether a chunk was over a limit of the JSON reader} */
    boolean limited() {
        return limited;
    }

    /** {@return whether a finish reason or the last event came} */
    boolean terminal() {
        return done || finished;
    }

    /** {@return number of events that were JSON objects} */
    int chunks() {
        return chunks;
    }

    /** {@return number of events with output} */
    int outputs() {
        return outputs;
    }

    /** {@return bytes up to the end of the first event with output; null if there was none} */
    @Nullable
    Long firstOutput() {
        return seen(firstOutput);
    }

    /** {@return bytes up to the end of the first event with content, tool call or refusal; null if there was none} */
    @Nullable
    Long firstAnswer() {
        return seen(firstAnswer);
    }

    /** {@return bytes up to the end of the last event with output; null if there was none} */
    @Nullable
    Long lastOutput() {
        return seen(lastOutput);
    }

    /** {@return bytes up to the end of the first event with a terminal mark; null if there was none} */
    @Nullable
    Long firstMark() {
        return seen(firstMark);
    }

    private static @Nullable Long seen(long offset) {
        return offset == UNSEEN ? null : offset;
    }
}
