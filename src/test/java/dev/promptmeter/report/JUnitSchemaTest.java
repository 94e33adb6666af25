package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The file of test results against what Surefire and Jenkins publish of the format. */
class JUnitSchemaTest {

    private static final Path SCHEMA = Path.of("src/test/resources/junit/test-results.xsd");

    /** What readers of the format know beyond the two schemas, and nothing else: where a case stands, and figures beside it. */
    private static final List<String> BEYOND =
            List.of("testcase/@file", "testcase/@line", "testcase/properties", "testsuites/@skipped");

    private final Validator validator = validator();

    private static Validator validator() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(SCHEMA.toFile())
                    .newValidator();
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyKindOfCaseAndGateIsValid() throws Exception {
        Check capital = Check.of("equals", "Paris");
        FinishedRun flaky = SampleRuns.of(
                List.of(
                        SampleCase.of("facts", "r1").passes(capital).result(),
                        SampleCase.of("facts", "r1")
                                .repeat(2)
                                .fails(capital, "got Rome")
                                .result(),
                        SampleCase.of("facts", "r1").repeat(3).passes(capital).result()),
                List.of(SampleRuns.gate("passRate >= 95%", Severity.WARN, 3)));

        for (FinishedRun run : List.of(SampleRuns.few(), SampleRuns.small(), flaky, SampleRuns.of(List.of()))) {
            assertThatCode(() -> validator.validate(new DOMSource(bare(run)))).doesNotThrowAnyException();
        }
    }

    @Test
    void whateverModelsSayIsValid() throws Exception {
        for (String text : HostileText.ALL) {
            Document bare = bare(SampleRuns.hostile(text));

            assertThatCode(() -> validator.validate(new DOMSource(bare)))
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatStandsBeyondTheSchemasIsKnown() throws Exception {
        Document whole = parsed(SampleRuns.few());

        assertThatThrownBy(() -> validator.validate(new DOMSource(whole))).isInstanceOf(SAXException.class);
        assertThat(strip(whole)).containsAll(BEYOND);
    }

    private static Document bare(FinishedRun run) throws Exception {
        Document document = parsed(run);
        strip(document);
        return document;
    }

    /** {@return what was taken out} */
    private static List<String> strip(Document document) {
        List<String> taken = new ArrayList<>();
        for (String path : BEYOND) {
            String[] step = path.split("/");
            for (Element element : elements(document, step[0])) {
                if (step[1].startsWith("@") && element.hasAttribute(step[1].substring(1))) {
                    element.removeAttribute(step[1].substring(1));
                    taken.add(path);
                }
                for (Element child : step[1].startsWith("@") ? List.<Element>of() : elements(element, step[1])) {
                    element.removeChild(child);
                    taken.add(path);
                }
            }
        }
        return taken;
    }

    private static List<Element> elements(Node within, String name) {
        NodeList nodes = within instanceof Document document
                ? document.getElementsByTagName(name)
                : ((Element) within).getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Document parsed(FinishedRun run) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Rendered.text(new JUnitReport(), run))));
    }
}
