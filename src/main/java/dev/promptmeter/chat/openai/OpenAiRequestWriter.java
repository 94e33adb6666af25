package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import dev.promptmeter.chat.RequestWriter;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the body of a chat completion request: {@code model}, {@code messages}, then the parameters in the order written, and
 * what a stream needs.
 *
 * <p>Half a surrogate pair is written as a JSON escape, so every text survives.
 */
public final class OpenAiRequestWriter implements RequestWriter {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .build();

    private static final int USUAL_SIZE = 1_024;

    /** Makes a writer; it has no settings. */
    public OpenAiRequestWriter() {}

    /** @throws IllegalArgumentException if a parameter is named {@code model} or {@code messages} */
    @Override
    public byte[] write(ChatRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("model", request.model());
            writeMessages(json, request);
            writeParams(json, request);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeMessages(JsonGenerator json, ChatRequest request) {
        json.writeArrayPropertyStart("messages");
        for (Message message : request.messages()) {
            json.writeStartObject();
            json.writeStringProperty("role", message.role());
            if (message.content() != null) {
                writeMember(json, "content", message.content());
            }
            message.extras().forEach((name, value) -> writeMember(json, name, value));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeParams(JsonGenerator json, ChatRequest request) {
        for (Map.Entry<String, JsonNode> param : request.params().entrySet()) {
            String name = param.getKey();
            if (name.equals("model") || name.equals("messages")) {
                throw new IllegalArgumentException("not a parameter: " + name);
            }
            if (!(request.stream() && name.equals("stream"))) {
                writeMember(json, name, param.getValue());
            }
        }
        if (request.stream()) {
            json.writeBooleanProperty("stream", true);
            if (!request.params().containsKey("stream_options")) {
                json.writeObjectPropertyStart("stream_options");
                json.writeBooleanProperty("include_usage", true);
                json.writeEndObject();
            }
        }
    }

    private static void writeMember(JsonGenerator json, String name, JsonNode value) {
        json.writeName(name);
        json.writeTree(value);
    }
}
