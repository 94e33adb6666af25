package dev.promptmeter.report;

import dev.promptmeter.gate.GateVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Lines for a console. Foreign text has been made visible before it comes here. */
final class ConsoleOut {

    private static final String RESET = "\u001B[0m";

    private final Writer out;
    private final ConsoleView view;

    ConsoleOut(Writer out, ConsoleView view) {
        this.out = out;
        this.view = view;
    }

    void line(String text) {
        try {
            out.write(shown(text.stripTrailing()));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shown(String text) {
        return view.glyphs() == ConsoleView.Glyphs.UNICODE ? text : AsciiText.of(text);
    }

    /** {@return a word in the colour of that verdict} */
    String coloured(String word, GateVerdict verdict) {
        if (view.colour() == ConsoleView.Colour.NEVER) {
            return word;
        }
        return switch (verdict) {
            case PASS -> "\u001B[32m" + word + RESET;
            case FAIL -> "\u001B[31m" + word + RESET;
            case INCONCLUSIVE, INVALID, SKIPPED -> "\u001B[33m" + word + RESET;
        };
    }

    /** {@return the text followed by blanks up to that width, counted in characters} */
    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** {@return the text after blanks up to that width} */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
