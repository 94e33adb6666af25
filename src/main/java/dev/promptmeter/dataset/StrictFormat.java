package dev.promptmeter.dataset;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON that strangers wrote, as RFC 8259 has it: no duplicate keys, numbers as they are written, limits on depth and digits. */
public final class StrictFormat {

    /** Levels of arrays and objects that may stand in each other. */
    public static final int DEEPEST = 200;

    /** Digits of a number. */
    public static final int LONGEST_NUMBER = 1_000;

    private StrictFormat() {}

    /** {@return what makes a reader of it} */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxStringLength(Integer.MAX_VALUE)
                                .maxNameLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }
}
