package dev.promptmeter.chat.inprocess;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests for embeddings in the OpenAI format without leaving the process. Safe for many threads. */
public final class InProcessEndpoint implements ChatEndpoint {

    /** In characters; a longer text would take seconds. */
    private static final int LONGEST = 32 * 1024;

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final EmbeddingModel model;

    /** Takes the model that answers. */
    public InProcessEndpoint(EmbeddingModel model) {
        this.model = model;
    }

    private record Reply(int status, ObjectNode body) {}

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) {
        stopwatch.start();
        stopwatch.sent();
        Reply reply = reply(MAPPER.readTree(request.body()).path("input"));
        byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        stopwatch.head();
        stopwatch.buffer(stopwatch.now(), body.length);
        stopwatch.end();
        return new RecordedAnswer(
                request.id(),
                request.stream(),
                null,
                "",
                reply.status(),
                HEADERS,
                body,
                stopwatch.times(),
                stopwatch.stamps(),
                Set.of());
    }

    private Reply reply(JsonNode texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (JsonNode text : texts) {
            int length = text.stringValue().length();
            if (length > LONGEST) {
                return refusal(TOO_LARGE, "a text of " + length + " characters, at most " + LONGEST);
            }
            try {
                add(Objects.requireNonNull(model.embed(text.stringValue()), "no vector"), data);
            } catch (RuntimeException | LinkageError | VirtualMachineError e) {
                // A text without a word has no place, and a library may lack the stack or the memory for a hard one:
                // which texts those are, only the model knows, and it is not the end of the run.
                return refusal(UNPROCESSABLE, words(e));
            }
        }
        return new Reply(OK, body.put("model", model.name()));
    }

    private static String words(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    private static void add(float[] vector, ArrayNode data) {
        ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
        ArrayNode numbers = item.putArray("embedding");
        for (float number : vector) {
            numbers.add(number);
        }
    }

    private static Reply refusal(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("message", message);
        return new Reply(status, body);
    }
}
