package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.WellFormed;
import dev.promptmeter.run.CachedAnswer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the record {@code answer}: what came back for one attempt, bytes and instants. */
final class AnswerRecord {

    static final String TYPE = "answer";

    /** What such a record calls the end of a body that came whole. */
    static final String COMPLETE = "complete";

    private static final int LARGE = 4096;
    private static final int BESIDES_THE_BODY = 1024;

    private AnswerRecord() {}

    static byte[] encode(RecordedAnswer answer, Redactor redactor) {
        byte[] body = redactor.redact(answer.body());
        return Json.object(recordSize(body), json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("req", answer.requestId());
            json.writeBooleanProperty("stream", answer.stream());
            json.writeStringProperty(
                    "end", answer.end() == null ? COMPLETE : answer.end().word());
            if (!answer.detail().isEmpty()) {
                json.writeStringProperty("detail", redactor.redact(answer.detail()));
            }
            if (answer.status() != null) {
                json.writeNumberProperty("status", answer.status());
            }
            writeHeaders(json, answer, redactor);
            writeBody(json, body);
            writeTimes(json, answer.times());
            json.writeName("stamps");
            json.writeArray(answer.stamps(), 0, answer.stamps().length);
            writeSeen(json, "stallNs", answer.times().stalled());
            writeFlags(json, answer.flags(), body != answer.body());
        });
    }

    /** {@return about what the record of a large body takes, so that its bytes need no room several times over} */
    private static int recordSize(byte[] body) {
        long size = BESIDES_THE_BODY + body.length + body.length / 8;
        return body.length < LARGE ? 0 : (int) Math.min(size, Integer.MAX_VALUE / 2);
    }

    /**
     * {@return an answer from the cache, or for it: what was received, without the times of the run that received it}
     *
     * @param more members before all others
     */
    static byte[] encodeCached(CachedAnswer cached, Json.Members more, Redactor redactor) {
        RecordedAnswer answer = cached.answer();
        byte[] body = redactor.redact(answer.body());
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeBooleanProperty("cached", true);
            json.writeStringProperty("run", cached.run());
            more.write(json);
            json.writeBooleanProperty("stream", answer.stream());
            json.writeStringProperty("end", COMPLETE);
            if (answer.status() != null) {
                json.writeNumberProperty("status", answer.status());
            }
            writeHeaders(json, answer, redactor);
            writeBody(json, body);
            writeFlags(json, Set.of(), body != answer.body() || answer.flags().contains(RecordedAnswer.CONTAINED_KEY));
        });
    }

    private static void writeHeaders(JsonGenerator json, RecordedAnswer answer, Redactor redactor) {
        json.writeObjectPropertyStart("headers");
        // Names of rate limits are the endpoint's own words too.
        Map<String, String> masked = new TreeMap<>();
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            masked.put(redactor.redact(header.getKey()), redactor.redact(header.getValue()));
        }
        for (Map.Entry<String, String> header : masked.entrySet()) {
            json.writeStringProperty(header.getKey(), header.getValue());
        }
        json.writeEndObject();
    }

    private static void writeBody(JsonGenerator json, byte[] body) {
        json.writeObjectPropertyStart("body");
        if (WellFormed.utf8(body, 0, body.length)) {
            json.writeName("text");
            Json.writeText(json, body);
        } else {
            json.writeName("b64");
            json.writeBinary(body);
        }
        json.writeEndObject();
    }

    private static void writeTimes(JsonGenerator json, Times times) {
        json.writeObjectPropertyStart("times");
        json.writeNumberProperty("plan", times.plan());
        if (times.planned()) {
            json.writeBooleanProperty("planned", true);
        }
        json.writeNumberProperty("permit", times.permit());
        json.writeNumberProperty("start", times.start());
        writeSeen(json, "sent", times.sent());
        writeSeen(json, "head", times.head());
        writeSeen(json, "byte", times.firstByte());
        json.writeNumberProperty("end", times.end());
        json.writeEndObject();
    }

    private static void writeSeen(JsonGenerator json, String name, @Nullable Long instant) {
        if (instant != null) {
            json.writeNumberProperty(name, instant);
        }
    }

    private static void writeFlags(JsonGenerator json, Set<String> flags, boolean containedKey) {
        if (flags.isEmpty() && !containedKey) {
            return;
        }
        json.writeArrayPropertyStart("flags");
        flags.stream().sorted().forEach(json::writeString);
        if (containedKey && !flags.contains(RecordedAnswer.CONTAINED_KEY)) {
            json.writeString(RecordedAnswer.CONTAINED_KEY);
        }
        json.writeEndArray();
    }
}
