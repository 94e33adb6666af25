package dev.promptmeter.score;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML without document types and without entities but the five; nothing is ever fetched. Prefixes are part of names. */
final class StrictXml {

    static final int DEEPEST = 200;

    private static final String WRONG = "not well-formed";

    private final String text;
    private final List<ElementPath> missing;
    private final ElementPath.Start start;
    private final List<String> open = new ArrayList<>();

    private StrictXml(String text, List<ElementPath> paths, ElementPath.Start start) {
        this.text = text;
        this.missing = new ArrayList<>(paths);
        this.start = start;
    }

    /**
     * {@return those paths that lead nowhere in the one document that the text is}
     *
     * @throws NotXml if it is not one well-formed document
     */
    static List<ElementPath> missing(String text, List<ElementPath> paths, ElementPath.Start start) throws NotXml {
        StrictXml reading = new StrictXml(text, paths, start);
        reading.read();
        return reading.missing;
    }

    private void read() throws NotXml {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                understand(reader.next(), reader);
            }
        } catch (XMLStreamException e) {
            // What the JDK says depends on its version and on the language of the machine.
            throw at(e.getLocation(), WRONG);
        }
    }

    // One for each text: a factory keeps its last reader, and with it the text.
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private void understand(int event, XMLStreamReader reader) throws NotXml {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> entered(reader);
            case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
            case XMLStreamConstants.DTD -> throw at(reader.getLocation(), "a DOCTYPE is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw at(reader.getLocation(), "an entity other than &amp; &lt; &gt; &quot; &apos; is not allowed");
            default -> {}
        }
    }

    private void entered(XMLStreamReader reader) throws NotXml {
        if (open.size() == DEEPEST) {
            throw at(reader.getLocation(), "nested deeper than " + DEEPEST + " levels");
        }
        open.add(reader.getLocalName());
        if (!missing.isEmpty()) {
            missing.removeIf(path -> path.leadsTo(open, start));
        }
    }

    private NotXml at(Location location, String what) {
        if (location == null || location.getLineNumber() < 1) {
            return new NotXml(what);
        }
        int offset = Math.max(0, Math.min(location.getCharacterOffset(), text.length()));
        return new NotXml("line " + location.getLineNumber() + " column " + location.getColumnNumber() + ": " + what
                + ", near " + Excerpt.around(text, offset));
    }
}
