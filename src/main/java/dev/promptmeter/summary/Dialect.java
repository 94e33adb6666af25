package dev.promptmeter.summary;

import dev.promptmeter.chat.Chunk.Part;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Another tool's words for the times of a stream, and what it means by them. Its own tokenizer is never used: tokens are ours. */
public enum Dialect {
    /** The serving benchmark of vLLM. */
    VLLM(
            "vllm",
            "vLLM bench serve 0.10",
            "ttft: first chunk with a choice, also of a role alone; itl: every gap between chunks, the finish chunk too;"
                    + " tpot: (latency - ttft) / (tokens - 1); latency: to the last chunk"),
    /** GuideLLM. */
    GUIDELLM(
            "guidellm",
            "GuideLLM 0.3",
            "ttft: first text, reasoning or tool call; itl, per request: (last - first) / (tokens - 1);"
                    + " tpot: (last - start) / tokens; latency: to the end of the request"),
    /** AIPerf. */
    AIPERF(
            "aiperf",
            "AIPerf 0.2",
            "ttft: first output, reasoning too; ttfo: first output that is no reasoning; itl, per request:"
                    + " (last - first) / (tokens - 1); icl: gaps between outputs; latency: to the last output"),
    /** genai-perf. */
    GENAI_PERF(
            "genai-perf",
            "genai-perf 0.0.16",
            "ttft: first text of the answer; itl, per request: (last - first) / (tokens - 1); latency: to the last output");

    private static final Set<Part> OUTPUT = EnumSet.of(Part.CONTENT, Part.REASONING, Part.TOOL, Part.REFUSAL);

    private final String word;
    private final String version;
    private final String meaning;

    Dialect(String word, String version, String meaning) {
        this.word = word;
        this.version = version;
        this.meaning = meaning;
    }

    /** {@return the dialect of that name; empty if there is none} */
    public static Optional<Dialect> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** {@return the names of all of them} */
    public static List<String> words() {
        return Arrays.stream(values()).map(Dialect::word).toList();
    }

    /** {@return its name on a command line} */
    public String word() {
        return word;
    }

    /** {@return the tool and the version whose definitions these are} */
    public String version() {
        return version;
    }

    /** {@return in a few words, what its figures are} */
    public String meaning() {
        return meaning;
    }

    /** {@return what makes a chunk the first or the last of a stream here: any of these} */
    Set<Part> marks() {
        return switch (this) {
            case VLLM -> EnumSet.of(Part.CHOICE);
            case GUIDELLM -> EnumSet.of(Part.CONTENT, Part.REASONING, Part.TOOL);
            case AIPERF, GENAI_PERF -> OUTPUT;
        };
    }
}
