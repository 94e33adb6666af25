package dev.promptmeter.cli;

import dev.promptmeter.report.AsciiText;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes a text showable on a terminal that knows ASCII alone. */
final class Glyphs {

    private Glyphs() {}

    static UnaryOperator<String> of(Terminal terminal, Map<String, String> environment) {
        return terminal.unicode(environment) ? text -> text : AsciiText::of;
    }
}
