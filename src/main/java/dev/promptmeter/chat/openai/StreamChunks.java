package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Chunk;
import dev.promptmeter.chat.Chunk.Part;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The chunks of a recorded stream one by one, as other tools see them. Read from a journal only; a run needs none of it. */
public final class StreamChunks implements SseDecoder.Sink {

    private static final Map<Part, EventClass> CLASSES = new EnumMap<>(Map.of(
            Part.CONTENT, EventClass.CONTENT,
            Part.REASONING, EventClass.REASONING,
            Part.TOOL, EventClass.TOOL,
            Part.REFUSAL, EventClass.REFUSAL));

    private final StreamAssembly assembly = new StreamAssembly(null, new HashSet<>());
    private final EventTimes times;
    private final List<Chunk> chunks = new ArrayList<>();

    private StreamChunks(EventTimes times) {
        this.times = times;
    }

    /** {@return the chunks of that answer in order; none if it was not streamed} */
    public static List<Chunk> of(RecordedAnswer answer) {
        if (!answer.stream()) {
            return List.of();
        }
        Reading reading = new Reading(answer);
        StreamChunks found = new StreamChunks(reading.times());
        SseDecoder decoder = new SseDecoder(found);
        decoder.feed(reading.body(), 0, reading.body().length);
        decoder.finish();
        return List.copyOf(found.chunks);
    }

    @Override
    public void data(byte[] bytes, int from, int to, long end) {
        int before = assembly.chunks();
        assembly.data(bytes, from, to, end);
        if (assembly.chunks() > before && assembly.error() == null) {
            JsonNode root = WireJson.parse(bytes, from, to, new HashSet<>()).root();
            boolean chosen = root != null && !root.path("choices").isEmpty();
            int brought = assembly.events().classes(assembly.events().size() - 1);
            chunks.add(new Chunk(times.of(end), parts(brought, chosen ? EnumSet.of(Part.CHOICE) : Set.of())));
        }
    }

    private static Set<Part> parts(int brought, Set<Part> more) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        parts.addAll(more);
        CLASSES.forEach((part, kind) -> {
            if (kind.in(brought)) {
                parts.add(part);
            }
        });
        return parts;
    }

    @Override
    public void error(byte[] bytes, int from, int to, long end) {
        assembly.error(bytes, from, to, end);
    }

    @Override
    public void unclosed(byte[] bytes, int from, int to, long end) {
        assembly.unclosed(bytes, from, to, end);
    }
}
