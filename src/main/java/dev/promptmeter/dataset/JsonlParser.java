package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes one line of a JSON Lines file apart: one object, strictly, with numbers as they are written. Good for one line. */
final class JsonlParser {

    private static final int LONGEST_EXPONENT = "-999".length();

    private static final JsonMapper STRICT = StrictFormat.builder().build();

    private final RecordText record;
    private final DatasetSpec spec;
    private final JsonParser parser;
    private final List<JsonlMember> members = new ArrayList<>();

    private JsonlParser(RecordText record, DatasetSpec spec, JsonParser parser) {
        this.record = record;
        this.spec = spec;
        this.parser = parser;
    }

    /**
     * {@return the members of the object that the record is, in order; a map of metadata gives one member for each key}
     *
     * @throws JsonlFault if it is anything else
     */
    static List<JsonlMember> members(RecordText record, DatasetSpec spec) {
        try (JsonParser parser = STRICT.createParser(record.chars(), 0, record.length())) {
            return new JsonlParser(record, spec, parser).object();
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            int offset = (int) Math.max(0, Math.min(at, record.length()));
            throw new JsonlFault(record.problem("PM-1216", offset, words(e)));
        }
    }

    private static String words(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return e.getOriginalMessage().contains("depth")
                    ? "nested deeper than " + StrictFormat.DEEPEST + " levels"
                    : "a number of more than " + StrictFormat.LONGEST_NUMBER + " digits: write it as a string";
        }
        // The library goes on with advice to programmers.
        String said = e.getOriginalMessage().split(": enable|: maybe|: was expecting|\\(start marker|\\n", 2)[0];
        return "not JSON: " + Shown.visible(said.strip());
    }

    private List<JsonlMember> object() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw fault(at(), "a line holds one object, such as {\"prompt\":\"hi\"}; found " + shown());
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = Blanks.strip(parser.currentName());
            int nameAt = at();
            parser.nextToken();
            member(name, nameAt);
        }
        if (parser.nextToken() != null) {
            throw fault(at(), "a second value on the line: every row stands on a line of its own");
        }
        refuseTwoOfOneName();
        return members;
    }

    private int at() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private void member(String name, int nameAt) {
        JsonToken token = parser.currentToken();
        if (name.equals(Column.CHECKS_NAME) && token != JsonToken.START_ARRAY && token != JsonToken.VALUE_NULL) {
            throw fault(at(), name + " is a list of maps such as [{\"type\":\"is-json\"}]; found " + shown());
        }
        if (name.equals(Column.METADATA_NAME)) {
            metadata(name);
        } else if (token == JsonToken.START_ARRAY && takesTexts(name)) {
            members.add(JsonlMember.of(name, nameAt, at(), texts(name)));
        } else if (token.isStructStart()) {
            members.add(structure(name, nameAt));
        } else {
            members.add(scalar(name, nameAt));
        }
    }

    private boolean takesTexts(String name) {
        boolean simple = spec.mode() == DatasetSpec.Mode.SIMPLE && name.equals("expected");
        return simple || name.equals(Column.EXPECTED_NAME);
    }

    private JsonlMember scalar(String name, int nameAt) {
        int at = at();
        return JsonlMember.of(name, nameAt, at, parser.currentToken() == JsonToken.VALUE_NULL ? null : text(at));
    }

    private String text(int at) {
        // A number keeps its digits: 1.10 stays 1.10.
        String text = parser.getString();
        boolean escaped = parser.currentToken() == JsonToken.VALUE_STRING
                && parser.currentLocation().getCharOffset() - at != text.length() + 2;
        if (escaped) {
            refuseWhatNoTextHas(text, at);
        }
        if (text.length() > spec.limits().cellBytes() / 3
                && Utf8.length(text) > spec.limits().cellBytes()) {
            throw new StructuralFault(record.problem(
                    "PM-1208", at, "a value longer than " + spec.limits().cellBytes() + " bytes (limits.cell)"));
        }
        return text;
    }

    private void refuseWhatNoTextHas(String text, int at) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c == 0) {
                throw new JsonlFault(record.problem(
                        "PM-1207", record.offsetWithin(at, i), "a NUL character, which no text has: remove it"));
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw fault(record.offsetWithin(at, i), "half of a surrogate pair, which is no character: remove it");
            }
        }
    }

    private JsonlMember structure(String name, int nameAt) {
        int at = at();
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        boolean allowed = spec.structured().contains(name) || list && name.equals(Column.CHECKS_NAME);
        if (!allowed) {
            String found = list ? "an array" : "an object";
            throw fault(
                    at,
                    "'" + Shown.text(name) + "' is " + found
                            + ": only __expected, __checks, __metadata and a variable that a prompt inserts may be one");
        }
        skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        return JsonlMember.of(name, nameAt, at, new String(record.chars(), at, end - at));
    }

    private void skipChildren() {
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_NUMBER_FLOAT && !held(parser.getString())) {
                throw fault(at(), "a number too large or too small to be reckoned with: write it as a string");
            }
        }
    }

    /** An exponent of four digits means more zeros than anybody wants to see written out. */
    private static boolean held(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E')) + 1;
        boolean small = exponent == 0 || number.length() - exponent <= LONGEST_EXPONENT;
        return small && Double.isFinite(Double.parseDouble(number));
    }

    private void metadata(String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw fault(at(), name + " is a map such as {\"tag\":[\"core\",\"math\"]}; found " + shown());
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = name + ":" + Blanks.strip(parser.currentName());
            int keyAt = at();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                throw fault(at(), "metadata is a text or a list of texts for each key; found an object");
            }
            members.add(
                    value == JsonToken.START_ARRAY ? JsonlMember.of(key, keyAt, at(), texts(key)) : scalar(key, keyAt));
        }
    }

    private List<JsonlMember> texts(String name) {
        List<JsonlMember> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw fault(at(), "'" + Shown.text(name) + "' is a list of strings; found " + shown());
            }
            items.add(JsonlMember.of("", at(), at(), text(at())));
        }
        return items;
    }

    private void refuseTwoOfOneName() {
        Set<String> names = new HashSet<>(2 * members.size());
        for (JsonlMember member : members) {
            if (!names.add(member.name())) {
                throw fault(member.nameAt(), "'" + Shown.text(member.name()) + "' stands twice in this row: keep one");
            }
        }
    }

    private String shown() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            default -> Shown.text(parser.getString());
        };
    }

    private JsonlFault fault(int at, String text) {
        return new JsonlFault(record.problem("PM-1216", Math.min(at, record.length()), text));
    }

    /**
     * {@return the values of a list that is known to be JSON}
     *
     * @param text of the list
     */
    static List<JsonNode> values(@Nullable String text) {
        return text == null ? List.of() : STRICT.readTree(text).valueStream().toList();
    }
}
