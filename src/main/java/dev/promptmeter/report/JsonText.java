package dev.promptmeter.report;

import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one way of values into JSON files: exact text, numbers without exponents, LF, the target left open. */
final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .characterEscapes(new SurrogateEscapes())
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build())
            .build();

    private static final Separators SEPARATORS =
            PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER);

    private static final ObjectWriter PRETTY = MAPPER.writer().with(printer());

    private JsonText() {}

    // The platform's own line end would make the bytes depend on it.
    private static PrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    static ObjectNode object() {
        // Decimal numbers keep the digits that they were made with.
        return new JsonNodeFactory().objectNode();
    }

    /** {@return a writer of one line after another} */
    static JsonGenerator lines(Writer out) {
        return MAPPER.writer().withRootValueSeparator("\n").createGenerator(out);
    }

    /** {@return a member's name; half a character in it would make the file unreadable, even as an escape} */
    static String name(String text) {
        // Nearly every name is plain, and every result has dozens of them.
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Writes a member; a missing value as null. */
    static void property(JsonGenerator json, String name, @Nullable Object value) {
        json.writeName(name(name));
        value(json, value);
    }

    /** {@return a member's name, of ours, made ready to be written thousands of times} */
    static SerializableString ready(String name) {
        return new SerializedString(name);
    }

    /** Writes a value by its type: a number, a truth value, a list, a text, null. */
    static void value(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(each -> value(json, each));
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    static void writePretty(ObjectNode node, Writer out) {
        PRETTY.writeValue(out, node);
    }

    /** Halves of characters may stand alone in what a model says and have no form in UTF-8. */
    private static final class SurrogateEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            return standardAsciiEscapesForJSON();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            boolean half = ch <= Character.MAX_VALUE && Character.isSurrogate((char) ch);
            return half ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", ch)) : null;
        }
    }
}
