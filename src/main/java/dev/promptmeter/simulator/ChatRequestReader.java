package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chat completion request and complains as the reference schema asks, naming the JSON path. */
final class ChatRequestReader {

    private static final int MOST_CHOICES = 128;
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "developer", "tool", "function");
    private static final Map<String, double[]> RANGES = Map.of(
            "temperature", new double[] {0, 2},
            "top_p", new double[] {0, 1},
            "min_p", new double[] {0, 1},
            "top_a", new double[] {0, 1},
            "repetition_penalty", new double[] {0, 2},
            "frequency_penalty", new double[] {-2, 2},
            "presence_penalty", new double[] {-2, 2},
            "top_logprobs", new double[] {0, 20});

    private final Json.Obj body;
    private final byte[] bytes;

    private ChatRequestReader(Json.Obj body, byte[] bytes) {
        this.body = body;
        this.bytes = bytes;
    }

    static ChatRequest read(byte[] bytes, Modes.Switch strict) {
        Json json;
        try {
            json = JsonReader.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (BadText e) {
            throw wrong("$", "the body is not JSON: " + e.getMessage() + " at character " + (e.at() + 1));
        }
        if (!(json instanceof Json.Obj body)) {
            throw wrong("$", "the body must be a JSON object");
        }
        ChatRequestReader reader = new ChatRequestReader(body, bytes);
        if (strict == Modes.Switch.ON) {
            RANGES.forEach(reader::checkRange);
        }
        return reader.request();
    }

    private static RefusedException wrong(String path, String message) {
        return new RefusedException(Refusal.badRequest(path, message));
    }

    private ChatRequest request() {
        if (!(body.get("model") instanceof Json.Text model)) {
            throw wrong("model", "a text is required");
        }
        return new ChatRequest(
                model.text(),
                messages(),
                flag("stream"),
                streamOption("include_usage"),
                streamOption("continuous_usage_stats"),
                flag("logprobs"),
                choices(),
                maxTokens(),
                bytes);
    }

    private List<ChatRequest.Said> messages() {
        if (!(body.get("messages") instanceof Json.Arr list) || list.items().isEmpty()) {
            throw wrong("messages", "a list with at least one message is required");
        }
        List<ChatRequest.Said> messages = new ArrayList<>(list.items().size());
        for (Json item : list.items()) {
            messages.add(message(item, "messages[" + messages.size() + "]"));
        }
        return messages;
    }

    private static ChatRequest.Said message(Json item, String path) {
        if (!(item instanceof Json.Obj message)) {
            throw wrong(path, "must be an object");
        }
        if (!(message.get("role") instanceof Json.Text role) || !ROLES.contains(role.text())) {
            throw wrong(path + ".role", "must be one of system, user, assistant, developer, tool, function");
        }
        Json content = message.get("content");
        boolean absent = content == null || content instanceof Json.Nul;
        if (absent && !role.text().equals("assistant")) {
            throw wrong(path + ".content", "is required");
        }
        return new ChatRequest.Said(role.text(), absent ? "" : text(content, path + ".content"));
    }

    private static String text(@Nullable Json content, String path) {
        if (content instanceof Json.Text text) {
            return text.text();
        }
        if (!(content instanceof Json.Arr parts)) {
            throw wrong(path, "must be a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (Json part : parts.items()) {
            if (!(part instanceof Json.Obj members) || !(members.get("type") instanceof Json.Text)) {
                throw wrong(path, "each part must be an object with a type");
            }
            if (members.get("text") instanceof Json.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    private boolean flag(String name) {
        Json value = body.get(name);
        if (value == null || value instanceof Json.Nul) {
            return false;
        }
        if (!(value instanceof Json.Bool flag)) {
            throw wrong(name, "must be true or false");
        }
        return flag.value();
    }

    private boolean streamOption(String name) {
        return body.get("stream_options") instanceof Json.Obj options
                && options.get(name) instanceof Json.Bool asked
                && asked.value();
    }

    private int choices() {
        Integer choices = count("n");
        if (choices != null && choices > MOST_CHOICES) {
            throw wrong("n", "must be at most " + MOST_CHOICES);
        }
        return choices == null ? 1 : choices;
    }

    private @Nullable Integer maxTokens() {
        Integer completion = count("max_completion_tokens");
        return completion == null ? count("max_tokens") : completion;
    }

    private @Nullable Integer count(String name) {
        Json value = body.get(name);
        if (value == null || value instanceof Json.Nul) {
            return null;
        }
        double number = value instanceof Json.Num written ? Double.parseDouble(written.text()) : Double.NaN;
        if (!(number >= 1) || number != Math.rint(number)) {
            throw wrong(name, "must be a whole number of at least 1");
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private void checkRange(String name, double[] range) {
        Json value = body.get(name);
        if (value != null && !(value instanceof Json.Nul)) {
            double number = value instanceof Json.Num written ? Double.parseDouble(written.text()) : Double.NaN;
            if (!(number >= range[0] && number <= range[1])) {
                throw wrong(name, "must be a number from " + range[0] + " to " + range[1]);
            }
        }
    }
}
