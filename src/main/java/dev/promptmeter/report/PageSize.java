package dev.promptmeter.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How large the page may grow. */
final class PageSize {

    private static final long DEFAULT = 25_000_000;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([KMG]?)B?");
    private static final Map<String, Long> UNITS = Map.of("", 1L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);

    private PageSize() {}

    /** {@return {@code reports.html.maxSize} of the suite in bytes, 25 MB unless it says otherwise} */
    static long of(JsonNode suite) {
        JsonNode size = suite.path("reports").path("html").path("maxSize");
        Matcher matcher = SIZE.matcher(size.isValueNode() ? size.asString() : "");
        return matcher.matches() ? Long.parseLong(matcher.group(1)) * UNITS.get(matcher.group(2)) : DEFAULT;
    }
}
