package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;

/** Reads strict JSON within limits and never throws: what is odd becomes a flag, what cannot be read a fault. */
final class WireJson {

    static final int DEEPEST = 200;
    static final int LONGEST_STRING = 16 << 20;
    static final int LONGEST_NAME = 50_000;
    static final int LONGEST_NUMBER = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    /**
     * What came of it: exactly one of root and fault.
     *
     * @param root the first value
     * @param fault {@code LIMIT}, or {@code MALFORMED_SUCCESS} for what is not JSON
     * @param reason why there is no root; empty otherwise
     */
    record Parsed(@Nullable JsonNode root, @Nullable FailureKind fault, String reason) {}

    private WireJson() {}

    /** {@return the first value of the bytes; adds flags for bad characters, duplicate members and trailing content} */
    static Parsed parse(byte[] bytes, int from, int to, Set<String> flags) {
        try {
            Parsed parsed = parse(FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from), flags);
            return octets(bytes, from, to) && IllFormed.in(bytes, from, to)
                    ? parseReplaced(new String(bytes, from, to - from, StandardCharsets.UTF_8), flags)
                    : parsed;
        } catch (StreamConstraintsException e) {
            return fault(FailureKind.LIMIT, e);
        } catch (JacksonException e) {
            return WellFormed.utf8(bytes, from, to)
                    ? fault(FailureKind.MALFORMED_SUCCESS, e)
                    : parseReplaced(new String(bytes, from, to - from, StandardCharsets.UTF_8), flags);
        }
    }

    /** {@return whether it is UTF-8 and not one of the wider forms, which begin with their mark or hold zeros} */
    private static boolean octets(byte[] bytes, int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static Parsed parseReplaced(String text, Set<String> flags) {
        try {
            Parsed parsed = parse(FACTORY.createParser(ObjectReadContext.empty(), text), flags);
            flags.add("bad_utf8");
            return parsed;
        } catch (StreamConstraintsException e) {
            return fault(FailureKind.LIMIT, e);
        } catch (JacksonException e) {
            return fault(FailureKind.MALFORMED_SUCCESS, e);
        }
    }

    private static Parsed parse(JsonParser parser, Set<String> flags) {
        try (parser) {
            JsonNode root = new JsonTree(parser, flags).read();
            if (root == null) {
                return new Parsed(null, FailureKind.MALFORMED_SUCCESS, "empty body");
            }
            if (trailing(parser)) {
                flags.add("trailing");
            }
            return new Parsed(root, null, "");
        }
    }

    private static boolean trailing(JsonParser parser) {
        try {
            return parser.nextToken() != null;
        } catch (JacksonException e) {
            return true;
        }
    }

    private static Parsed fault(FailureKind kind, JacksonException e) {
        String what = kind == FailureKind.LIMIT ? "over a limit: " : "not JSON: ";
        return new Parsed(null, kind, what + e.getOriginalMessage());
    }
}
