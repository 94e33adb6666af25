package blackbox;

import dev.promptmeter.chat.openai.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Plays the answers that a row of the catalogue writes, one for each request, the last again and again. */
final class OddAnswers implements RawServer.Script {

    private static final String PLAIN =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}";
    private static final int BETWEEN_PIECES_MILLIS = 20;

    private final List<JsonNode> answers;
    private final AtomicInteger asked = new AtomicInteger();

    OddAnswers(List<JsonNode> answers) {
        this.answers = List.copyOf(answers);
    }

    @Override
    public void answer(RawServer.Connection connection) throws IOException {
        if (answers.isEmpty()) {
            connection.send(RawServer.ok("application/json", PLAIN));
            return;
        }
        JsonNode answer = answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
        byte[] bytes = bytes(answer);
        int piece = answer.path("pieces").asInt(bytes.length);
        for (int from = 0; from < bytes.length; from += piece) {
            if (from > 0) {
                connection.pause(BETWEEN_PIECES_MILLIS);
            }
            connection.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
        }
        switch (answer.path("then").asString("keep")) {
            case "close" -> connection.hangUp();
            case "reset" -> connection.reset();
            case "stall" -> connection.stall();
            default -> {}
        }
    }

    private static byte[] bytes(JsonNode answer) throws IOException {
        if (answer.has("raw")) {
            return BadInput.expanded(answer.path("raw").asString()).getBytes(StandardCharsets.UTF_8);
        }
        byte[] body = BadInput.expanded(answer.path("body").asString(PLAIN)).getBytes(StandardCharsets.UTF_8);
        if (answer.path("gzip").asBoolean(false)) {
            body = gzip(body);
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.path("status").asString("200 OK"))
                .append("\r\nContent-Type: ")
                .append(answer.path("type").asString(answer.has("stream") ? "text/event-stream" : "application/json"));
        answer.path("headers")
                .properties()
                .forEach(each -> head.append("\r\n")
                        .append(each.getKey())
                        .append(": ")
                        .append(each.getValue().asString()));
        if (!answer.path("then").asString("").equals("close")) {
            head.append("\r\nContent-Length: ").append(answer.path("length").asInt(body.length));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }
}
