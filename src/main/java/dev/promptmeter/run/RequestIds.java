package dev.promptmeter.run;

import java.nio.charset.StandardCharsets;

/** Client request ids: {@code pm-<run>-<key>-<repeat>-<attempt>}, always within {@code A-Za-z0-9._:-} and 128 characters. */
final class RequestIds {

    private static final int RUN_DIGITS = 8;
    private static final int KEY_DIGITS = 12;
    private static final int JUDGE_DIGITS = 8;

    private final String prefix;

    RequestIds(String runId) {
        String hash = new AnswerKey().bodySha(runId.getBytes(StandardCharsets.UTF_8));
        prefix = "pm-" + hash.substring(0, RUN_DIGITS) + "-";
    }

    String of(String key, int repeat, int attempt) {
        return of(key, repeat, Integer.toString(attempt));
    }

    /** {@return the id of that attempt; one at a judge names the case that it is about, for two may put the same question} */
    String of(Pending pending, int attempt) {
        Case asked = pending.asked();
        Pending.Judged judged = pending.judged();
        return judged == null
                ? of(asked.key(), asked.id().repeat(), attempt)
                : of(judged.key(), asked.id().repeat(), "j" + asked.key().substring(0, JUDGE_DIGITS) + "-" + attempt);
    }

    private String of(String key, int repeat, String end) {
        return prefix + key.substring(0, KEY_DIGITS) + "-" + repeat + "-" + end;
    }
}
