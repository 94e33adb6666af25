package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Understands the body of an error: JSON of any known shape, an HTML page, plain text, or nothing. */
final class ErrorBody {

    private static final int KEPT = 2_048;
    private static final int LONGEST_TITLE = 120;
    private static final Pattern TITLE = Pattern.compile("<title[^>]{0,100}>([^<]{1,500})", Pattern.CASE_INSENSITIVE);

    private ErrorBody() {}

    /** {@return what the body says} */
    static ProviderError of(byte[] body, int status, Map<String, String> headers) {
        if (isHtml(body, headers)) {
            return said(describeHtml(body) + gatewayHint(status));
        }
        JsonNode root = WireJson.parse(body, 0, body.length, new HashSet<>()).root();
        if (root != null && root.isObject()) {
            return ProviderError.of(root);
        }
        return said(start(body).strip());
    }

    private static ProviderError said(String message) {
        return new ProviderError(null, null, message, null, null);
    }

    private static String gatewayHint(int status) {
        return status == 401 || status == 403
                ? " from a gateway or proxy before the endpoint; the key may be fine"
                : "";
    }

    /** {@return whether that body is an HTML page} */
    static boolean isHtml(byte[] body, Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || firstByte(body) == '<';
    }

    /** {@return the first byte that is neither blank nor part of a byte order mark; 0 if there is none} */
    static int firstByte(byte[] body) {
        for (byte b : body) {
            boolean mark = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
            if (!mark && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
        }
        return 0;
    }

    /** {@return a few words about an HTML page, with its title if it has one} */
    static String describeHtml(byte[] body) {
        Matcher title = TITLE.matcher(start(body));
        return title.find()
                ? "HTML page \"" + VisibleText.of(title.group(1).strip(), LONGEST_TITLE) + "\""
                : "HTML page without a title";
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, KEPT), StandardCharsets.UTF_8);
    }
}
