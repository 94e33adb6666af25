package dev.promptmeter.archive;

import dev.promptmeter.run.Intent;
import java.nio.charset.StandardCharsets;

/** The record {@code intent}: written before an attempt is sent. */
final class IntentRecord {

    static final String TYPE = "intent";

    private IntentRecord() {}

    static byte[] encode(Intent intent) {
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("key", intent.key());
            CaseIdJson.write(json, intent.id());
            json.writeNumberProperty("attempt", intent.attempt());
            json.writeStringProperty("req", intent.requestId());
            if (intent.cause() != null) {
                json.writeNumberProperty("wait", intent.waitNanos());
                json.writeStringProperty("waitClass", intent.cause().word());
            }
            if (intent.attempt() == 1) {
                json.writeName("body");
                json.writeString(new String(intent.body(), StandardCharsets.UTF_8));
            }
        });
    }
}
