package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.Intent;
import dev.promptmeter.score.Question;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The record {@code intent}: written before an attempt is sent. */
final class IntentRecord {

    static final String TYPE = "intent";

    private static final String EMBEDDINGS = "embeddings";

    private IntentRecord() {}

    static byte[] encode(Intent intent, Redactor redactor) {
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("key", intent.key());
            CaseIdJson.write(json, intent.id());
            json.writeNumberProperty("attempt", intent.attempt());
            json.writeStringProperty("req", intent.requestId());
            if (intent.about() != null) {
                json.writeStringProperty("judge", intent.about().requestId());
                if (intent.about().asker() == Question.Asker.EMBEDDINGS) {
                    json.writeStringProperty("asker", EMBEDDINGS);
                }
            }
            if (intent.cause() != null) {
                json.writeNumberProperty("wait", intent.waitNanos());
                json.writeStringProperty("waitClass", intent.cause().word());
            }
            if (intent.reservedPico() != null) {
                json.writeNumberProperty("reservedPico", intent.reservedPico());
            }
            // The mark of a judge's message is drawn anew after a resume, whatever the number of the attempt.
            if (intent.attempt() == 1 || intent.about() != null) {
                json.writeName("body");
                // It is our own, so it is sound UTF-8.
                Json.writeText(json, redactor.redact(intent.body()));
            }
        });
    }

    /** {@return the answer that a model was asked about; null for an attempt at a case} */
    static Intent.@Nullable About about(JsonNode record) {
        String request = record.path("judge").asString("");
        return request.isEmpty() ? null : new Intent.About(request, asker(record));
    }

    /** {@return who was asked about an answer} */
    static Question.Asker asker(JsonNode record) {
        return record.path("asker").asString("").equals(EMBEDDINGS) ? Question.Asker.EMBEDDINGS : Question.Asker.JUDGE;
    }

    /** {@return as much of that as an answer tells whose intent is not on record} */
    static Attempt.Begun begun(RecordedAnswer answer) {
        return new Attempt.Begun(Math.max(1, OrphanAnswers.attempt(answer.requestId())), answer.requestId(), 0);
    }

    /** {@return what was sent, as far as it is on record; null if it is not} */
    static byte @Nullable [] body(JsonNode record) {
        JsonNode body = record.path("body");
        return body.isString() ? body.asString().getBytes(StandardCharsets.UTF_8) : null;
    }

    /** {@return picodollars that were set aside for that attempt; null if spending was not limited} */
    static @Nullable Long reservedPico(JsonNode record) {
        JsonNode reserved = record.path("reservedPico");
        return reserved.isIntegralNumber() ? (Long) reserved.asLong() : null;
    }

    /** {@return what was known of that attempt when it was sent} */
    static Attempt.Begun begun(JsonNode record) {
        return new Attempt.Begun(
                record.path("attempt").asInt(),
                record.path("req").asString(),
                record.path("wait").asLong(0));
    }
}
