package dev.promptmeter.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML, indented by two, one element per line; texts come through {@link XmlText}. */
final class XmlOut {

    /** The platform's own factory: another on the class path could write other bytes. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;
    private int depth;

    XmlOut(Writer out) {
        this(out, 0);
    }

    private XmlOut(Writer out, int depth) {
        this.depth = depth;
        try {
            xml = FACTORY.createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** {@return a writer of elements that will stand where this one is now} */
    XmlOut nested(Writer out) {
        return new XmlOut(out, depth);
    }

    void begin() {
        run(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
        });
    }

    /** Writes a line of our own words. */
    void comment(String text) {
        run(() -> {
            xml.writeComment(" " + text + " ");
            xml.writeCharacters("\n");
        });
    }

    void flush() {
        run(xml::flush);
    }

    /** Opens an element with names and values of attributes by turns. */
    void open(String name, List<String> attributes) {
        run(() -> {
            indent();
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters("\n");
            depth++;
        });
    }

    void close() {
        run(() -> {
            depth--;
            indent();
            xml.writeEndElement();
            xml.writeCharacters("\n");
        });
    }

    void empty(String name, List<String> attributes) {
        run(() -> {
            indent();
            xml.writeEmptyElement(name);
            attributes(attributes);
            xml.writeCharacters("\n");
        });
    }

    void text(String name, List<String> attributes, String text) {
        run(() -> {
            indent();
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters(XmlText.of(text));
            xml.writeEndElement();
            xml.writeCharacters("\n");
        });
    }

    void end() {
        run(() -> {
            xml.writeEndDocument();
            xml.flush();
        });
    }

    private void indent() throws XMLStreamException {
        xml.writeCharacters("  ".repeat(depth));
    }

    private void attributes(List<String> attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.size(); i += 2) {
            xml.writeAttribute(attributes.get(i), XmlText.line(attributes.get(i + 1)));
        }
    }

    /** A step of writing. */
    @FunctionalInterface
    private interface Step {

        void run() throws XMLStreamException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(XMLStreamException e) {
        return new UncheckedIOException(e.getCause() instanceof IOException cause ? cause : new IOException(e));
    }
}
