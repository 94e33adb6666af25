package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Why there is no answer: what every error shape puts into its own words. A code is raw JSON, quotes included. */
record Refusal(
        int status,
        String type,
        @Nullable String code,
        String message,
        @Nullable String param) {

    static Refusal of(int status, String code, String message) {
        return new Refusal(status, typeFor(status), "\"" + code + "\"", message, null);
    }

    static Refusal badRequest(String path, String message) {
        return new Refusal(400, typeFor(400), null, path + ": " + message, path);
    }

    /** What a status usually comes with. */
    static Refusal forStatus(int status) {
        return switch (status) {
            case 400 -> new Refusal(status, typeFor(status), null, "Invalid request", null);
            case 401 -> of(status, "invalid_api_key", "Incorrect API key provided");
            case 402 -> of(status, "insufficient_credits", "Insufficient credits");
            case 403 -> of(status, "forbidden", "You are not allowed to do this");
            case 404 -> of(status, "not_found", "Not found");
            case 429 -> of(status, "rate_limit_exceeded", "Too Many Requests");
            case 500 -> of(status, "server_error", "The server had an error while processing your request");
            case 503 -> of(status, "service_unavailable", "The engine is currently overloaded");
            default -> of(status, "status_" + status, "Simulated status " + status);
        };
    }

    private static String typeFor(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    Refusal withMessage(String other) {
        return new Refusal(status, type, code, other, param);
    }

    /** {@return whether it says something else than its status usually comes with} */
    boolean worded() {
        return !message.equals(forStatus(status).message());
    }

    /** {@return the refusal with a code as it was typed: quotes or anything that is no number make it a JSON string} */
    Refusal withCode(String typed) {
        boolean number = typed.matches("-?\\d+");
        byte[] text = new ByteText(64).json(QuotedText.unquote(typed)).toBytes();
        return new Refusal(status, type, number ? typed : new String(text, StandardCharsets.UTF_8), message, param);
    }
}
