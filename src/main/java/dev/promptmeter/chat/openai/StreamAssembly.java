package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Puts an answer together from the events of a stream, and remembers what each of them brought. */
final class StreamAssembly implements SseDecoder.Sink {

    private static final int MOST_CHOICES = 128;

    private final Set<String> flags;
    private final Envelope envelope;
    private final UsualChunk usual;
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private @Nullable ProviderError error;
    private final StreamEvents events = new StreamEvents();
    private boolean limited;
    private boolean done;
    private int chunks;

    StreamAssembly(@Nullable JsonPointer costField, Set<String> flags) {
        this.flags = flags;
        this.envelope = new Envelope(costField, flags);
        this.usual = new UsualChunk(costField);
    }

    @Override
    public void data(byte[] bytes, int from, int to, long end) {
        if (!over() && !understood(bytes, from, to, end)) {
            events.add(end, EventClass.MALFORMED.bit());
            flags.add("bad_chunk");
        }
    }

    @Override
    public int knownEnd(byte[] bytes, int from, int to) {
        return usual.again(bytes, from, to);
    }

    private boolean over() {
        return done || limited || error != null;
    }

    private boolean understood(byte[] bytes, int from, int to, long end) {
        if (isDone(bytes, from, to)) {
            done = true;
            events.add(end, EventClass.DONE.bit());
            return true;
        }
        if (usual.read(bytes, from, to) && took(usual, end)) {
            return true;
        }
        WireJson.Parsed parsed = WireJson.parse(bytes, from, to, flags);
        JsonNode root = parsed.root();
        if (root == null || !root.isObject()) {
            limited = parsed.fault() == FailureKind.LIMIT;
            return limited;
        }
        chunk(root, end);
        return true;
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
        events.add(end, EventClass.ERROR.bit());
        JsonNode root = WireJson.parse(bytes, from, to, flags).root();
        error = root != null && root.isObject()
                ? ProviderError.of(root)
                : ErrorBody.of(Arrays.copyOfRange(bytes, from, to), 200, Map.of());
    }

    /** What is left of a cut event is not malformed; it counts if it happens to be whole. */
    @Override
    public void unclosed(byte[] bytes, int from, int to, long end) {
        if (!over()) {
            understood(bytes, from, to, end);
        }
        flags.add("unclosed_event");
    }

    private boolean took(UsualChunk chunk, long end) {
        Draft draft = draftOf(chunk.index());
        if (draft == null || !draft.takes(chunk)) {
            return false;
        }
        chunks++;
        envelope.take(chunk);
        int classes = draft.chunk(chunk);
        events.add(end, classes == 0 ? EventClass.EMPTY.bit() : classes);
        return true;
    }

    private void chunk(JsonNode root, long end) {
        chunks++;
        if (ProviderError.in(root)) {
            events.add(end, EventClass.ERROR.bit());
            error = ProviderError.of(root);
            return;
        }
        envelope.take(root);
        JsonNode usage = Envelope.usage(root);
        int classes = usage.isNull() || usage.isMissingNode() ? 0 : EventClass.USAGE.bit();
        long tokens = 0;
        for (JsonNode choice : root.path("choices")) {
            classes |= choice(choice);
            tokens += Draft.tokens(choice);
        }
        events.add(end, classes == 0 ? EventClass.EMPTY.bit() : classes);
        Long stated = Fields.count(usage.path("completion_tokens"));
        if (stated != null) {
            events.state(stated);
        }
        if (tokens > 0) {
            events.count(tokens);
        }
    }

    private int choice(JsonNode choice) {
        Long index = Fields.count(choice.path("index"));
        Draft draft = draftOf(index == null ? 0 : index);
        if (draft == null || !choice.isObject()) {
            return 0;
        }
        draft.logProbabilities(choice);
        return draft.chunk(choice) | draft.finish(choice);
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
        return events.first(EventClass.TERMINAL) != null;
    }

    /** {@return number of events that were JSON objects} */
    int chunks() {
        return chunks;
    }

    /** {@return the events so far} */
    StreamEvents events() {
        return events;
    }
}
