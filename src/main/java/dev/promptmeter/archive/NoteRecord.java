package dev.promptmeter.archive;

import dev.promptmeter.run.CourseEvent;
import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.Stop;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The record {@code note}: something that happened to the run as a whole. */
final class NoteRecord {

    static final String TYPE = "note";
    static final String START = "start";
    static final String RESUME = "resume";
    static final String STOP = "stop";
    static final String END = "end";
    static final String TORN = "torn";
    static final String DAMAGE = "damage";
    static final String SEGMENT = "segment";
    static final String OVERHEAD = "overhead";
    static final String RESCORE = "rescore";
    static final String PROBE = "probe";
    static final String MACHINE = "machine";
    static final int VERSION = 1;

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private NoteRecord() {}

    /** {@return a note of that kind with more members} */
    static byte[] note(String kind, Instant at, Json.Members members) {
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("at", MICROSECONDS.format(at));
            json.writeStringProperty("kind", kind);
            members.write(json);
        });
    }

    /** {@return the note that opens a run or another start of it} */
    static byte[] opening(String kind, Instant at, Manifest manifest) {
        return note(kind, at, json -> {
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("run", manifest.runId());
            json.writeName("manifest");
            ManifestJson.write(json, manifest);
        });
    }

    /** {@return what the note of a start says of answers that it does not ask for any more} */
    static Acceptance acceptance(JsonNode record) {
        boolean given = record.path("manifest").path("environment").has(Manifest.ACCEPTED_CHANGES);
        return given ? Acceptance.GIVEN : Acceptance.NOT_GIVEN;
    }

    static byte[] stop(Instant at, Stop stop) {
        return note(STOP, at, json -> writeStop(json, stop));
    }

    private static void writeStop(JsonGenerator json, Stop stop) {
        json.writeStringProperty("cause", stop.cause().name());
        json.writeStringProperty("text", stop.text());
    }

    static byte[] end(Instant at) {
        return note(END, at, json -> {});
    }

    static byte[] torn(Instant at, String file, long bytes) {
        return note(TORN, at, json -> {
            json.writeStringProperty("file", file);
            json.writeNumberProperty("bytes", bytes);
        });
    }

    static byte[] damage(Instant at, List<Integer> lines) {
        return note(DAMAGE, at, json -> json.writePOJOProperty("lines", lines));
    }

    static byte[] segment(Instant at, String file, String cause) {
        return note(SEGMENT, at, json -> {
            json.writeStringProperty("file", file);
            json.writeStringProperty("cause", cause);
        });
    }

    static byte[] overhead(Instant at, JsonNode figures) {
        return note(OVERHEAD, at, json -> json.writePOJOProperty("figures", figures));
    }

    static byte[] rescore(Instant at, Rescored rescored) {
        return note(RESCORE, at, json -> {
            json.writeNumberProperty("leftOut", rescored.leftOut());
            json.writeNumberProperty("missing", rescored.missing());
            json.writeNumberProperty("damaged", rescored.damaged());
            json.writeNumberProperty("asked", rescored.asked());
        });
    }

    static byte[] event(Instant at, CourseEvent event) {
        return note(word(event.kind()), at, json -> {
            if (event.lane() != null) {
                json.writeStringProperty("lane", event.lane());
            }
            json.writeStringProperty("text", event.text());
            if (event.concurrency() != null) {
                json.writeNumberProperty("concurrency", event.concurrency());
            }
            if (event.until() != null) {
                json.writeNumberProperty("forNs", event.until() - event.nanos());
            }
        });
    }

    /** {@return the kind of note that tells of such events} */
    static String word(CourseEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Rescored rescored(JsonNode record) {
        return new Rescored(
                record.path("leftOut").asLong(),
                record.path("missing").asLong(),
                record.path("damaged").asLong(),
                record.path("asked").asLong(0));
    }

    static byte[] probe(Instant at, Robustness robustness) {
        return note(PROBE, at, json -> {
            json.writeNumberProperty("withstood", robustness.withstood());
            json.writeNumberProperty("heard", robustness.heard());
            json.writeNumberProperty("asked", robustness.asked());
        });
    }

    static Robustness robustness(JsonNode record) {
        return new Robustness(
                record.path("withstood").asInt(),
                record.path("heard").asInt(),
                record.path("asked").asInt());
    }

    static Instant at(JsonNode record) {
        return Instant.parse(record.path("at").asString());
    }

    static Stop stop(JsonNode record) {
        return new Stop(
                Stop.Cause.valueOf(record.path("cause").asString()),
                record.path("text").asString());
    }

    static Manifest manifest(JsonNode record) {
        return ManifestJson.read(record.path("manifest"));
    }
}
