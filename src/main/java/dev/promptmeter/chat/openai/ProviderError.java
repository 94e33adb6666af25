package dev.promptmeter.chat.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an endpoint says about a failure, whatever shape it says it in.
 *
 * @param code the provider's own code; null if there is none
 * @param type the provider's own type; null if there is none
 * @param message what it says; empty if nothing
 * @param requestId by which the provider knows the request; null if there is none
 * @param status an HTTP status in 400..599 that the body names; null if it names none
 */
record ProviderError(
        @Nullable String code,
        @Nullable String type,
        String message,
        @Nullable String requestId,
        @Nullable Integer status) {

    static final int LONGEST_MESSAGE = 500;

    /** Nothing is known. */
    static final ProviderError SILENT = new ProviderError(null, null, "", null, null);

    /** {@return whether the value of a 2xx answer is an error all the same} */
    static boolean in(JsonNode root) {
        if (!Fields.absent(root.path("error")) || "error".equals(Fields.text(root, "object"))) {
            return true;
        }
        return !root.has("choices") && statusOf(root.path("statusCode")) != null;
    }

    /** {@return what that JSON value says} */
    static ProviderError of(JsonNode root) {
        JsonNode error = root.path("error");
        if (Fields.absent(error)) {
            return flat(root);
        }
        if (error.isObject()) {
            ProviderError inner = flat(error);
            return new ProviderError(
                    inner.code,
                    inner.type,
                    inner.message.isEmpty() ? message(root) : inner.message,
                    first(inner.requestId, requestId(root)),
                    inner.status == null ? statusOf(root.path("statusCode")) : inner.status);
        }
        String said = error.isString() ? error.stringValue() : error.toString();
        String more = message(root);
        return new ProviderError(
                Fields.word(root, "code"),
                Fields.word(root, "type"),
                more.isEmpty() ? said : said + ": " + more,
                requestId(root),
                statusOf(root.path("statusCode")));
    }

    private static ProviderError flat(JsonNode error) {
        Integer code = statusOf(error.path("code"));
        String inner = Fields.word(error.path("innererror"), "code");
        return new ProviderError(
                first(Fields.word(error, "code"), inner),
                Fields.word(error, "type"),
                message(error),
                requestId(error),
                code == null ? statusOf(error.path("statusCode")) : code);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String requestId(JsonNode object) {
        return first(Fields.text(object, "requestId"), Fields.text(object, "request_id"));
    }

    private static String message(JsonNode object) {
        for (String name : new String[] {"message", "detail"}) {
            JsonNode value = object.path(name);
            if (!Fields.absent(value)) {
                return value.isString() ? value.stringValue() : value.toString();
            }
        }
        return "";
    }

    private static @Nullable Integer statusOf(JsonNode value) {
        String text = value.isString() ? value.stringValue().strip() : value.isNumber() ? value.toString() : "";
        return text.matches("[45][0-9]{2}") ? Integer.valueOf(text) : null;
    }

    /** {@return one line about an answer with that status} */
    String line(int httpStatus) {
        StringBuilder line = new StringBuilder("HTTP ").append(httpStatus);
        if (code != null && !code.equals(String.valueOf(httpStatus))) {
            line.append(" (").append(code).append(')');
        }
        line.append(": ").append(message.isBlank() ? "no message" : message.strip());
        if (requestId != null) {
            line.append(" [request ").append(requestId).append(']');
        }
        return VisibleText.of(line.toString(), LONGEST_MESSAGE);
    }
}
