package dev.promptmeter.run;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** How many tokens an answer may have, as the bytes that are sent say it. */
public final class OutputLimit {

    /** What is assumed, and sent where spending is limited, if nobody wrote a limit and none is known. */
    public static final int USUAL = 1024;

    /** The names under which requests carry it. */
    public static final Set<String> NAMES = Set.of("max_tokens", "max_completion_tokens");

    private boolean conversation;
    private boolean parts;
    private @Nullable Long limit;
    private long choices = 1;

    private OutputLimit() {}

    /** {@return the tokens that all choices of the answer may have together; null if the request sets no limit} */
    static @Nullable Long written(byte[] body) {
        return of(body).total();
    }

    /** {@return the same; where the request sets no limit, the usual one for a conversation and none for anything else} */
    static long assumed(byte[] body) {
        OutputLimit read = of(body);
        Long total = read.total();
        return total != null ? total : read.conversation ? USUAL * read.choices : 0;
    }

    /** {@return the tokens that its answer cannot pass; null if it may be as long as it likes, or the request is not of text alone} */
    static @Nullable Long most(byte[] body) {
        OutputLimit read = of(body);
        if (read.parts || read.limit != null && read.saturated(read.limit) == Integer.MAX_VALUE) {
            return null;
        }
        return read.limit == null && !read.conversation ? Long.valueOf(0) : read.total();
    }

    private @Nullable Long total() {
        return limit == null ? null : saturated(limit);
    }

    private long saturated(long tokens) {
        return tokens > Integer.MAX_VALUE || choices > Integer.MAX_VALUE ? Integer.MAX_VALUE : tokens * choices;
    }

    private static OutputLimit of(byte[] body) {
        OutputLimit read = new OutputLimit();
        try (JsonParser json = JsonMapper.shared().createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                read.members(json);
            }
        } catch (JacksonException e) {
            // Not the form of any endpoint that is known: it may be asked for anything.
            read.conversation = true;
        }
        return read;
    }

    /** {@return whether the content of a message there comes in parts, such as images, whose tokens its bytes do not tell} */
    private static boolean inParts(JsonParser json) {
        boolean parts = false;
        boolean content = false;
        int depth = json.currentToken() == JsonToken.START_ARRAY ? 1 : 0;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            parts |= content && token == JsonToken.START_ARRAY;
            content = token == JsonToken.PROPERTY_NAME && json.currentName().equals("content");
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return parts;
    }

    private void members(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("messages")) {
                conversation = true;
                parts = inParts(json);
            } else if (value.isNumeric() && NAMES.contains(name)) {
                long tokens = (long) json.getDoubleValue();
                limit = tokens < 1 ? limit : Long.valueOf(limit == null ? tokens : Math.max(limit, tokens));
            } else if (value.isNumeric() && name.equals("n")) {
                choices = Math.max(1, (long) json.getDoubleValue());
            }
            json.skipChildren();
        }
    }
}
