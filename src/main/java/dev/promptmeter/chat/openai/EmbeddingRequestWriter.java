package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.RequestWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of an embeddings request: {@code model}, {@code input}, then the parameters. */
public final class EmbeddingRequestWriter implements RequestWriter {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Makes a writer; it has no settings. */
    public EmbeddingRequestWriter() {}

    /** {@return a body with the content of each message as one text} */
    @Override
    public byte[] write(ChatRequest request) {
        ObjectNode body = MAPPER.createObjectNode().put("model", request.model());
        ArrayNode input = body.putArray("input");
        request.messages().forEach(message -> input.add(message.content()));
        request.params().forEach(body::set);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
