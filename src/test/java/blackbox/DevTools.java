package blackbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks the Chrome DevTools protocol: commands with answers, and a list of every event so far. */
final class DevTools implements WebSocket.Listener {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private String session = "";

    DevTools(String url) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), this)
                .join();
    }

    /** Sends everything that follows to that session. */
    void attach(String sessionId) {
        session = sessionId;
    }

    JsonNode send(String method, ObjectNode params) {
        ObjectNode message =
                JSON.createObjectNode().put("id", ids.incrementAndGet()).put("method", method);
        message.set("params", params);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(message.get("id").intValue(), answer);
        socket.sendText(message.toString(), true).join();
        JsonNode result = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.get("error"));
        }
        return result.path("result");
    }

    JsonNode send(String method) {
        return send(method, JSON.createObjectNode());
    }

    /** {@return the parameters of every event of that name so far} */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asString().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode message) {
        CompletableFuture<JsonNode> answer =
                message.has("id") ? waiting.remove(message.get("id").intValue()) : null;
        if (answer == null) {
            events.add(message);
        } else {
            answer.complete(message);
        }
    }
}
