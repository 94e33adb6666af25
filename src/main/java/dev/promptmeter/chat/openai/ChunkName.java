package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of a chunk's members that mean something to us. */
enum ChunkName {
    ERROR("error"),
    OBJECT("object"),
    ID("id"),
    MODEL("model"),
    USAGE("usage"),
    GROQ("x_groq"),
    META("meta"),
    CHOICES("choices"),
    INDEX("index"),
    DELTA("delta"),
    TEXT("text"),
    FINISH_REASON("finish_reason"),
    FINISH_REASON_CAMEL("finishReason"),
    NATIVE_FINISH_REASON("native_finish_reason"),
    LOGPROBS("logprobs"),
    TOKEN_IDS("token_ids"),
    CONTENT("content"),
    REFUSAL("refusal"),
    REASONING("reasoning"),
    REASONING_CONTENT("reasoning_content"),
    REASONING_DETAILS("reasoning_details"),
    TOOL_CALLS("tool_calls"),
    FUNCTION("function"),
    ARGUMENTS("arguments"),
    NAME("name"),
    TYPE("type"),
    CUSTOM("custom"),
    /** Any other. */
    OTHER("");

    private static final int PLACES = 128;
    private static final ChunkName[] BY_PLACE = byPlace();

    private final byte[] written;

    ChunkName(String written) {
        this.written = written.getBytes(StandardCharsets.US_ASCII);
    }

    private static ChunkName[] byPlace() {
        ChunkName[] names = new ChunkName[PLACES];
        Arrays.fill(names, OTHER);
        for (ChunkName name : values()) {
            int length = name.written.length;
            int place = length == 0 ? 0 : place(name.written[0], name.written[length - 1], length);
            if (names[place] != OTHER) {
                throw new IllegalStateException(name + " and " + names[place] + " share a place: choose other factors");
            }
            names[place] = name;
        }
        return names;
    }

    private static int place(byte first, byte last, int length) {
        return (10 * first + 3 * last + length) & (PLACES - 1);
    }

    /** {@return the name that stands there} */
    static ChunkName of(byte[] bytes, int from, int to) {
        if (from == to) {
            return OTHER;
        }
        ChunkName likely = BY_PLACE[place(bytes[from], bytes[to - 1], to - from)];
        return Arrays.equals(bytes, from, to, likely.written, 0, likely.written.length) ? likely : OTHER;
    }
}
