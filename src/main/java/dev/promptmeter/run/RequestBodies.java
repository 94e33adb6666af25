package dev.promptmeter.run;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** Makes the bytes that are sent for a row, a prompt and a model. */
final class RequestBodies {

    private RequestBodies() {}

    /** {@return the body of one request} */
    static byte[] of(Model model, Prompt prompt, Row row, Map<String, String> vars) {
        List<Message> messages = prompt.render(vars, row.options());
        boolean stream = model.delivery() == Model.Delivery.STREAM;
        ChatRequest request = new ChatRequest(model.name(), messages, params(model, prompt, row), stream);
        return model.wire().writer().write(request);
    }

    private static Map<String, JsonNode> params(Model model, Prompt prompt, Row row) {
        Integer limit = row.options().maxTokens();
        if (prompt.params().isEmpty() && limit == null) {
            return model.params();
        }
        Map<String, JsonNode> params = new LinkedHashMap<>(model.params());
        if (prompt.params().keySet().stream().anyMatch(OutputLimit.NAMES::contains)) {
            // It takes the place of the model's, whatever that is called, or an endpoint would see two limits.
            OutputLimit.NAMES.forEach(params::remove);
        }
        params.putAll(prompt.params());
        if (limit != null) {
            // Under the name that the model uses, for the same reason.
            String name = params.containsKey("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
            params.put(name, IntNode.valueOf(limit));
        }
        return params;
    }
}
