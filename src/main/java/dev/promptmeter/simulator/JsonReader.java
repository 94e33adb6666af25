package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads strict JSON (RFC 8259) from text; of duplicate members the last wins. */
final class JsonReader {

    private static final int DEEPEST = 200;

    private final String source;
    private int at;
    private int depth;

    private JsonReader(String source) {
        this.source = source;
    }

    static Json read(String source) {
        JsonReader reader = new JsonReader(source);
        reader.skipBlanks();
        Json value = reader.value();
        reader.skipBlanks();
        if (reader.at < source.length()) {
            throw reader.wrong("unexpected text after the JSON value");
        }
        return value;
    }

    private Json value() {
        if (at >= source.length()) {
            throw wrong("the JSON ends too early");
        }
        return switch (source.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                int from = at;
                String text = string();
                yield new Json.Text(text, from, at);
            }
            case 't', 'f', 'n' -> word();
            default -> number();
        };
    }

    private Json.Obj object() {
        int from = open();
        Map<String, Json> members = new LinkedHashMap<>();
        while (!closes('}', members.isEmpty())) {
            if (at >= source.length() || source.charAt(at) != '"') {
                throw wrong("expected a member name in double quotes");
            }
            String name = string();
            skipBlanks();
            expect(':');
            skipBlanks();
            members.put(name, value());
        }
        return new Json.Obj(members, from, at);
    }

    private Json.Arr array() {
        int from = open();
        List<Json> items = new ArrayList<>();
        while (!closes(']', items.isEmpty())) {
            items.add(value());
        }
        return new Json.Arr(items, from, at);
    }

    private int open() {
        if (++depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST + " levels");
        }
        return at++;
    }

    private boolean closes(char end, boolean first) {
        skipBlanks();
        if (at < source.length() && source.charAt(at) == end) {
            at++;
            depth--;
            return true;
        }
        if (!first) {
            expect(',');
            skipBlanks();
        }
        return false;
    }

    private void expect(char wanted) {
        if (at >= source.length() || source.charAt(at) != wanted) {
            throw wrong("expected '" + wanted + "'");
        }
        at++;
    }

    private String string() {
        int from = ++at;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                return source.substring(from, at++);
            }
            if (c == '\\') {
                return escapedString(from);
            }
            if (c < ' ') {
                throw wrong("a control character must be escaped inside a string");
            }
            at++;
        }
        throw wrong("a string is not closed");
    }

    private String escapedString(int from) {
        StringBuilder text = new StringBuilder(source.substring(from, at));
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c < ' ') {
                throw wrong("a control character must be escaped inside a string");
            }
            text.append(c == '\\' ? escape() : c);
        }
        throw wrong("a string is not closed");
    }

    private char escape() {
        char c = at < source.length() ? source.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw wrong("unknown escape in a string");
        };
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
            if (digit < 0 || source.charAt(at) > 'f') {
                throw wrong("\\u needs four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Json word() {
        int from = at;
        if (source.startsWith("true", at)) {
            return new Json.Bool(true, from, at += 4);
        }
        if (source.startsWith("false", at)) {
            return new Json.Bool(false, from, at += 5);
        }
        if (source.startsWith("null", at)) {
            return new Json.Nul(from, at += 4);
        }
        throw wrong("not a JSON value");
    }

    private Json number() {
        int from = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        return new Json.Num(source.substring(from, at), from, at);
    }

    private boolean skip(char wanted) {
        boolean found = at < source.length() && source.charAt(at) == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private void digits() {
        int from = at;
        while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong("not a JSON value");
        }
    }

    private void skipBlanks() {
        while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
    }

    private BadText wrong(String what) {
        return new BadText(what, Math.min(at, source.length()));
    }
}
