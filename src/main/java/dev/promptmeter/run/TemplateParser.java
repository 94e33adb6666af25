package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into text and names: {@code {{name}}}, with {@code \{{} for literal braces and nothing else. */
final class TemplateParser {

    private final String text;
    private final List<PromptTemplate.Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private TemplateParser(String text) {
        this.text = text;
    }

    static List<PromptTemplate.Piece> parse(String text) {
        TemplateParser parser = new TemplateParser(text);
        while (parser.at < text.length()) {
            parser.step();
        }
        parser.flush();
        return parser.pieces;
    }

    private void step() {
        if (escaped("\\\\{{")) {
            literal.append('\\');
            at += 2;
            variable();
        } else if (escaped("\\{{") || escaped("\\{%") || escaped("\\{#")) {
            literal.append(text, at + 1, at + 3);
            at += 3;
        } else if (text.startsWith("{{", at)) {
            variable();
        } else if (text.startsWith("{%", at) || text.startsWith("{#", at)) {
            throw fault("template logic is not supported; literal braces are written \\" + text.substring(at, at + 2));
        } else {
            literal.append(text.charAt(at++));
        }
    }

    private boolean escaped(String sequence) {
        return text.startsWith(sequence, at);
    }

    private void variable() {
        int close = text.indexOf("}}", at + 2);
        if (close < 0) {
            throw fault("'{{' without '}}'");
        }
        String name = text.substring(at + 2, close).strip();
        refuseMoreThanAName(name, close);
        flush();
        pieces.add(new PromptTemplate.Piece(name, true));
        at = close + 2;
    }

    private void refuseMoreThanAName(String name, int close) {
        if (name.isEmpty()) {
            throw fault("'{{}}' names no variable; literal braces are written \\{{");
        }
        if (name.indexOf('|') >= 0) {
            throw fault("filters are not supported: only a column name may stand between {{ and }}");
        }
        boolean tripled = close + 2 < text.length() && text.charAt(close + 2) == '}';
        if (name.indexOf('{') >= 0 || tripled) {
            throw fault("nothing but a name may stand between {{ and }}");
        }
    }

    private void flush() {
        if (literal.length() > 0) {
            pieces.add(new PromptTemplate.Piece(literal.toString(), false));
            literal.setLength(0);
        }
    }

    private TemplateException fault(String message) {
        String before = text.substring(0, at);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = 1 + before.codePointCount(lineStart, before.length());
        return new TemplateException(line, column, message);
    }
}
