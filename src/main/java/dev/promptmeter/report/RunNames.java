package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.run.CaseId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ids and instants of a result stand for in its run. */
final class RunNames {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICRO_DIGITS = 3;

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Instant origin;
    private final Map<String, String> promptShas = new HashMap<>();
    private final Map<String, String> modelNames = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    RunNames(Manifest manifest) {
        origin = manifest.startedAt();
        manifest.prompts().forEach(prompt -> promptShas.put(prompt.id(), prompt.sha()));
        manifest.models().forEach(model -> modelNames.put(model.id(), model.name()));
        manifest.datasets().forEach(dataset -> files.put(dataset.id(), dataset.file()));
    }

    /** {@return the first 12 hex digits of the template's hash; null if the manifest lacks the prompt} */
    @Nullable
    String promptSha(String prompt) {
        return promptShas.get(prompt);
    }

    /** {@return the name sent to the endpoint; null if the manifest lacks the model} */
    @Nullable
    String modelName(String model) {
        return modelNames.get(model);
    }

    /** {@return the file of a dataset as the user gave it; its id if the manifest lacks it} */
    String file(String dataset) {
        return files.getOrDefault(dataset, dataset);
    }

    /** {@return an instant of the run's own clock as a date and time} */
    String instant(long nanos) {
        return INSTANT.format(origin.plusNanos(nanos));
    }

    /** {@return a date and time in UTC with milliseconds} */
    static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    /** {@return nanoseconds as milliseconds with at most three decimals, the nearest, of two the even one} */
    static BigDecimal millis(long nanos) {
        long micros = nanos / NANOS_PER_MICRO;
        long rest = 2 * Math.abs(nanos % NANOS_PER_MICRO);
        boolean further = rest > NANOS_PER_MICRO || rest == NANOS_PER_MICRO && micros % 2 != 0;
        micros += further ? Long.signum(nanos) : 0;
        int digits = MICRO_DIGITS;
        while (digits > 0 && micros % 10 == 0) {
            micros /= 10;
            digits--;
        }
        return BigDecimal.valueOf(micros, digits);
    }

    /** {@return the number with at most so many decimals, without trailing zeros} */
    static BigDecimal rounded(double value, int decimals) {
        // Most scores and weights are 0 or 1.
        return value == 0 || value == 1
                ? BigDecimal.valueOf((long) value)
                : plain(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** {@return the number without trailing zeros} */
    static BigDecimal plain(double value) {
        return value == 0 || value == 1 ? BigDecimal.valueOf((long) value) : plain(BigDecimal.valueOf(value));
    }

    /** {@return the number without trailing zeros and without an exponent} */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** {@return where the case stands in the HTML report} */
    static String link(CaseId id) {
        return "report.html" + fragment(id);
    }

    /** {@return the same within the page} */
    static String fragment(CaseId id) {
        String place = encoded(id.dataset()) + "%2F" + encoded(id.row()) + "/" + encoded(id.prompt()) + "/"
                + encoded(id.model());
        return "#/case/" + place + (id.repeat() > 1 ? "?r=" + id.repeat() : "");
    }

    /** {@return the text as it stands in a link} */
    static String encoded(String text) {
        return plain(text)
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Most ids are: three of them stand in the link of every result. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
