package dev.promptmeter.summary;

import dev.promptmeter.chat.Chunk;
import dev.promptmeter.chat.Chunk.Part;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The times of one stream in another tool's words, nanoseconds.
 *
 * <p>Source: the tool and version that {@link Dialect#version} names. A time that the tool has no value for is left out.
 */
public final class DialectTimes {

    private static final Set<Part> TEXT = EnumSet.of(Part.CONTENT);
    private static final Set<Part> ANSWER = EnumSet.of(Part.CONTENT, Part.TOOL, Part.REFUSAL);

    private final Dialect dialect;
    private final Stream stream;
    private final Map<String, double[]> times = new LinkedHashMap<>();

    /**
     * One stream.
     *
     * @param start when it was handed to the client
     * @param end when its body was complete
     * @param chunks in order
     * @param tokens output tokens; null if not known
     */
    public record Stream(
            long start,
            long end,
            List<Chunk> chunks,
            @Nullable Long tokens) {

        /** Copies the chunks. */
        public Stream {
            chunks = List.copyOf(chunks);
        }

        private @Nullable Chunk first(Set<Part> wanted) {
            return chunks.stream()
                    .filter(chunk -> brings(chunk, wanted))
                    .findFirst()
                    .orElse(null);
        }

        private List<Chunk> with(Set<Part> wanted) {
            return chunks.stream().filter(chunk -> brings(chunk, wanted)).toList();
        }

        private static boolean brings(Chunk chunk, Set<Part> wanted) {
            return chunk.parts().stream().anyMatch(wanted::contains);
        }
    }

    private DialectTimes(Dialect dialect, Stream stream) {
        this.dialect = dialect;
        this.stream = stream;
    }

    /** {@return its values by name: {@code ttft}, {@code ttfo}, {@code itl}, {@code icl}, {@code tpot}, {@code latency}; gaps are many} */
    public static Map<String, double[]> of(Dialect dialect, Stream stream) {
        DialectTimes made = new DialectTimes(dialect, stream);
        List<Chunk> marked = stream.with(dialect.marks());
        if (!marked.isEmpty()) {
            switch (dialect) {
                case VLLM -> made.vllm();
                case GUIDELLM -> made.guidellm(marked);
                case AIPERF -> made.aiperf(marked);
                case GENAI_PERF -> made.genaiPerf(marked);
            }
        }
        return made.times;
    }

    private void vllm() {
        Chunk first = stream.first(dialect.marks());
        Chunk last = stream.chunks().get(stream.chunks().size() - 1);
        if (first == null) {
            return;
        }
        double ttft = since(stream.start(), first);
        double latency = since(stream.start(), last);
        put("ttft", ttft);
        times.put("itl", gapsBehindAny());
        if (stream.tokens() != null && stream.tokens() > 1) {
            put("tpot", (latency - ttft) / (stream.tokens() - 1));
        }
        put("latency", latency);
    }

    /** A gap ends with a chunk that has a choice, and begins with whatever chunk came before. */
    private double[] gapsBehindAny() {
        List<Chunk> all = stream.chunks();
        int first = all.indexOf(stream.first(dialect.marks()));
        return IntStream.range(first + 1, all.size())
                .filter(i -> all.get(i).parts().contains(Part.CHOICE))
                .mapToDouble(i -> since(all.get(i - 1).instant(), all.get(i)))
                .toArray();
    }

    private void guidellm(List<Chunk> marked) {
        Chunk last = marked.get(marked.size() - 1);
        put("ttft", since(stream.start(), marked.get(0)));
        putMeanGap(marked.get(0), last);
        if (stream.tokens() != null && stream.tokens() > 0) {
            put("tpot", since(stream.start(), last) / stream.tokens());
        }
        put("latency", stream.end() - (double) stream.start());
    }

    private void aiperf(List<Chunk> marked) {
        Chunk last = marked.get(marked.size() - 1);
        Chunk answer = stream.first(ANSWER);
        put("ttft", since(stream.start(), marked.get(0)));
        if (answer != null) {
            put("ttfo", since(stream.start(), answer));
        }
        putMeanGap(marked.get(0), last);
        times.put(
                "icl",
                IntStream.range(1, marked.size())
                        .mapToDouble(i -> since(marked.get(i - 1).instant(), marked.get(i)))
                        .toArray());
        put("latency", since(stream.start(), last));
    }

    private void genaiPerf(List<Chunk> marked) {
        Chunk first = stream.first(TEXT);
        Chunk last = marked.get(marked.size() - 1);
        if (first != null) {
            put("ttft", since(stream.start(), first));
            putMeanGap(first, last);
        }
        put("latency", since(stream.start(), last));
    }

    private void putMeanGap(Chunk first, Chunk last) {
        if (stream.tokens() != null && stream.tokens() > 1) {
            put("itl", since(first.instant(), last) / (stream.tokens() - 1));
        }
    }

    private static double since(long instant, Chunk chunk) {
        return chunk.instant() - instant;
    }

    private void put(String name, double nanos) {
        times.put(name, new double[] {nanos});
    }
}
