package dev.promptmeter.archive;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.UTF8JsonGenerator;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/** How journal records become bytes and bytes become trees: strict, and with limits that our own records never reach. */
final class Json {

    private static final int LONGEST_TEXT = 512 * 1024 * 1024;
    private static final int DEEPEST = 500;
    private static final int TYPICAL_RECORD = 2048;

    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(LONGEST_TEXT)
            .maxNestingDepth(DEEPEST)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Records are made by many threads at once, and a shared pool of buffers would be fought over.
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .streamReadConstraints(CONSTRAINTS)
                    .build())
            .build();

    private Json() {}

    /** Writes the members of one record. */
    @FunctionalInterface
    interface Members {

        void write(JsonGenerator json);
    }

    /** {@return a JSON object with those members} */
    static byte[] object(Members members) {
        return object(0, members);
    }

    /** {@return the same for one that will take about so many bytes; 0 if it will be no larger than most} */
    static byte[] object(int expected, Members members) {
        RecordBytes bytes = new RecordBytes(expected);
        try {
            write(MAPPER.createGenerator(bytes), members);
            return bytes.all();
        } catch (JacksonException e) {
            // A model may answer with half a surrogate pair, which no UTF-8 can hold and only an escape can say.
            StringWriter text = new StringWriter(TYPICAL_RECORD);
            write(MAPPER.createGenerator(text), members);
            return escaped(text.toString()).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Writes a text that is at hand as UTF-8, which it must be, without decoding it where that can be helped. */
    static void writeText(JsonGenerator json, byte[] utf8) {
        if (json instanceof UTF8JsonGenerator) {
            json.writeUTF8String(utf8, 0, utf8.length);
        } else {
            json.writeString(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    private static void write(JsonGenerator open, Members members) {
        try (JsonGenerator json = open) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        }
    }

    /** In JSON a surrogate stands in a text or a name, so that its escape means the same. */
    private static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + TYPICAL_RECORD);
        json.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
