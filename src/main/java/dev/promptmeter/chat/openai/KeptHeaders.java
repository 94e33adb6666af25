package dev.promptmeter.chat.openai;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The response headers that may be kept; all others are forgotten at once. */
final class KeptHeaders {

    private static final int LONGEST_VALUE = 256;
    private static final String RETRY_AFTER = "retry-after";
    private static final String RETRY_AFTER_MILLIS = "retry-after-ms";

    private static final Set<String> NAMES = Set.of(
            "content-type",
            "content-encoding",
            "date",
            "server",
            RETRY_AFTER,
            RETRY_AFTER_MILLIS,
            "x-should-retry",
            "x-inference-id",
            "x-client-request-id",
            "x-request-id",
            "x-aimlapi-credits-used");

    private static final List<String> PREFIXES = List.of("x-ratelimit-", "ratelimit-", "anthropic-ratelimit-");
    private static final int MOST_LIMITS = 64;

    private KeptHeaders() {}

    /** {@return the headers to keep, names in lower case, one visible value each} */
    static Map<String, String> of(HttpHeaders headers) {
        Map<String, String> kept = new HashMap<>();
        headers.map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAMES.contains(lower) || limit(lower) && kept.size() < MOST_LIMITS) {
                kept.put(VisibleText.of(lower, LONGEST_VALUE), VisibleText.of(one(lower, values), LONGEST_VALUE));
            }
        });
        return kept;
    }

    private static boolean limit(String name) {
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Of a repeated wait the first that can be used counts; two codings are two layers. */
    private static String one(String name, List<String> values) {
        if (name.equals("content-encoding")) {
            return String.join(", ", values);
        }
        String first = values.get(0);
        return switch (name) {
            case RETRY_AFTER ->
                values.stream().filter(RetryAfter::valid).findFirst().orElse(first);
            case RETRY_AFTER_MILLIS ->
                values.stream().filter(RetryAfter::validMillis).findFirst().orElse(first);
            default -> first;
        };
    }
}
