package dev.promptmeter.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request as it was read.
 *
 * @param headers names and values in turn
 * @param firstNanos return of the read that brought its first byte
 * @param receivedNanos return of the read that completed it
 */
record HttpRequest(
        String method, String target, List<String> headers, byte[] body, long firstNanos, long receivedNanos) {

    @Nullable
    String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** {@return the value of a query parameter, decoded, or null} */
    @Nullable
    String query(String name) {
        int question = target.indexOf('?');
        for (String pair :
                question < 0 ? new String[0] : target.substring(question + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    /** {@return the text with its %xx replaced, or as it is where they are no valid ones} */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    boolean wantsClose() {
        String connection = header("Connection");
        return connection != null && connection.equalsIgnoreCase("close");
    }
}
