package dev.promptmeter.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes HTML piece by piece. Text and attribute values pass the one escaper; tag and attribute names are always ours.
 *
 * <p>A writer that fails ends in an {@link UncheckedIOException}, because results arrive in callbacks that know no other.
 */
final class Markup {

    private final Writer out;
    private long written;

    Markup(Writer out) {
        this.out = out;
    }

    /** Opens an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        raw("<").raw(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            raw(" ").raw(attributes[i]).raw("=\"").text(attributes[i + 1]).raw("\"");
        }
        return raw(">");
    }

    Markup close(String tag) {
        return raw("</").raw(tag).raw(">");
    }

    /** Foreign or own text, escaped. */
    Markup text(String text) {
        return raw(HtmlText.escaped(text));
    }

    /** An element with nothing but text in it. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Foreign text in an element of its own, set apart so that its direction does not reach its neighbours. */
    Markup foreign(String tag, String text, String... attributes) {
        String[] all = new String[attributes.length + 2];
        System.arraycopy(attributes, 0, all, 0, attributes.length);
        all[attributes.length] = "dir";
        all[attributes.length + 1] = "auto";
        return element(tag, text, all);
    }

    Markup line() {
        return raw("\n");
    }

    /** Markup, styles, scripts and data of our own, as they are. */
    Markup raw(String markup) {
        try {
            out.write(markup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written += markup.length();
        return this;
    }

    /** {@return characters written so far; nearly all are ASCII, so about as many bytes} */
    long written() {
        return written;
    }
}
