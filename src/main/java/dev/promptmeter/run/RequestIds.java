package dev.promptmeter.run;

import java.nio.charset.StandardCharsets;

/** Client request ids: {@code pm-<run>-<key>-<repeat>-<attempt>}, always within {@code A-Za-z0-9._:-} and 128 characters. */
final class RequestIds {

    private static final int RUN_DIGITS = 8;
    private static final int KEY_DIGITS = 12;

    private final String prefix;

    RequestIds(String runId) {
        String hash = new AnswerKey().bodySha(runId.getBytes(StandardCharsets.UTF_8));
        prefix = "pm-" + hash.substring(0, RUN_DIGITS) + "-";
    }

    String of(String key, int repeat, int attempt) {
        return prefix + key.substring(0, KEY_DIGITS) + "-" + repeat + "-" + attempt;
    }
}
