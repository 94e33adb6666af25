package dev.promptmeter.score;

import dev.promptmeter.dataset.StrictFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** JSON as RFC 8259 has it: no comments, no NaN, no duplicate keys, and within limits on depth and digits. */
final class StrictJson {

    private static final String TOO_LARGE = "a number is too large to be held";

    private static final ObjectReader WHOLE = StrictFormat.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * {@return the one value that the whole text is}
     *
     * @throws NotJson if it is not
     */
    static JsonNode whole(String text) {
        if (text.isEmpty()) {
            throw new NotJson("the text is empty");
        }
        try {
            return WHOLE.readTree(text);
        } catch (JacksonException e) {
            throw NotJson.because(e);
        } catch (NumberFormatException e) {
            throw new NotJson(TOO_LARGE);
        }
    }

    /**
     * {@return the value that stands between two places in a text}
     *
     * @throws NotJson if there is none
     */
    static JsonNode part(char[] text, int from, int to) {
        try (JsonParser parser = WHOLE.createParser(text, from, to - from)) {
            return WHOLE.readTree(parser);
        } catch (JacksonException e) {
            throw NotJson.because(e);
        } catch (NumberFormatException e) {
            throw new NotJson(TOO_LARGE);
        }
    }
}
