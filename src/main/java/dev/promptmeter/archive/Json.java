package dev.promptmeter.archive;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How journal records become bytes and bytes become trees: strict, and with limits that our own records never reach. */
final class Json {

    private static final int LONGEST_TEXT = 512 * 1024 * 1024;
    private static final int TYPICAL_RECORD = 2048;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(500)
                            .build())
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_RECORD);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static JsonNode tree(byte[] bytes, int length) {
        return MAPPER.readTree(bytes, 0, length);
    }
}
