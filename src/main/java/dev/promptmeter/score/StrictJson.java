package dev.promptmeter.score;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** JSON as RFC 8259 has it: no comments, no NaN, no duplicate keys, and within limits on depth and digits. */
final class StrictJson {

    static final int DEEPEST = 200;

    private static final int LONGEST_NUMBER = 1_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * {@return the one value that the whole text is}
     *
     * @throws JacksonException if it is not
     */
    static JsonNode whole(String text) {
        return READER.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
    }

    /**
     * {@return the value that these characters begin with, whatever stands behind it}
     *
     * @throws JacksonException if they begin with none
     */
    static JsonNode part(char[] text, int from, int to) {
        try (JsonParser parser = READER.createParser(text, from, to - from)) {
            return READER.readTree(parser);
        }
    }

    /** {@return what is wrong with a text, and where in it} */
    static String fault(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String words = Excerpt.limit(Excerpt.visible(e.getOriginalMessage()), 2 * Excerpt.WIDTH);
        boolean known = location != null && location.getLineNr() > 0;
        return known ? "line " + location.getLineNr() + " column " + location.getColumnNr() + ": " + words : words;
    }
}
