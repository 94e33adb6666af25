package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON with one spelling per value: keys sorted by code point, no blanks, escapes only where JSON needs them. What is hashed is
 * written here and not by a library, whose spelling may change with its version.
 */
public final class CanonicalJson {

    /** By code point, where {@code String.compareTo} goes by UTF-16 unit and puts supplementary characters too early. */
    static final Comparator<String> BY_CODE_POINT = CanonicalJson::compare;

    private final StringBuilder out = new StringBuilder();

    CanonicalJson() {}

    /** {@return that value in its one spelling; numbers of equal value are spelled alike} */
    public static String of(JsonNode value) {
        return new CanonicalJson().json(value).toString();
    }

    private CanonicalJson json(JsonNode value) {
        if (value.isObject()) {
            return object(value);
        }
        if (value.isArray()) {
            return array(value);
        }
        if (value.isNumber()) {
            out.append(value.decimalValue().stripTrailingZeros());
            return this;
        }
        if (value.isString()) {
            return text(value.stringValue());
        }
        out.append(value);
        return this;
    }

    private CanonicalJson object(JsonNode value) {
        out.append('{');
        List<String> names = new ArrayList<>(value.propertyNames());
        names.sort(BY_CODE_POINT);
        for (int i = 0; i < names.size(); i++) {
            comma(i);
            key(names.get(i)).json(value.get(names.get(i)));
        }
        return raw('}');
    }

    private CanonicalJson array(JsonNode value) {
        out.append('[');
        for (int i = 0; i < value.size(); i++) {
            comma(i);
            json(value.get(i));
        }
        return raw(']');
    }

    private CanonicalJson raw(char c) {
        out.append(c);
        return this;
    }

    private CanonicalJson key(String name) {
        return text(name).raw(':');
    }

    CanonicalJson text(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                escaped(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
        return this;
    }

    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
        }
    }

    CanonicalJson texts(Map<String, String> values) {
        out.append('{');
        List<String> keys = values.keySet().stream().sorted(BY_CODE_POINT).toList();
        for (int i = 0; i < keys.size(); i++) {
            comma(i);
            key(keys.get(i)).text(values.get(keys.get(i)));
        }
        return raw('}');
    }

    private void comma(int index) {
        if (index > 0) {
            out.append(',');
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean different = Character.isSurrogate(x) != Character.isSurrogate(y);
                return different ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
