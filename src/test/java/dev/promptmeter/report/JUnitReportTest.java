package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {

    @Test
    void gatesComeFirstThenASuiteForEachPromptAndModel() throws Exception {
        Document document = parsed(SampleRuns.few());

        assertThat(attributes(document, "testsuite", "name"))
                .containsExactly("gates", "measurement", "support-bot / v1 / gpt-4o-mini", "support-bot / v1 / local");
    }

    @Test
    void countsAreThoseOfTheCasesAndGates() throws Exception {
        Element root = parsed(SampleRuns.small()).getDocumentElement();

        assertThat(root.getAttribute("name")).isEqualTo("support-bot");
        assertThat(root.getAttribute("tests")).isEqualTo("50");
        assertThat(root.getAttribute("failures")).isEqualTo("2");
        assertThat(root.getAttribute("errors")).isEqualTo("4");
        assertThat(root.getAttribute("skipped")).isEqualTo("1");
        assertThat(root.getAttribute("time")).isEqualTo("238.412");
        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(50);
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(root.getElementsByTagName("error").getLength()).isEqualTo(4);
        assertThat(root.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void aMeasurementThatIsInvalidIsOneErrorWithItsReasons() throws Exception {
        Element suite = element(parsed(SampleRuns.small()), "testsuite", 1);
        Element error = (Element) suite.getElementsByTagName("error").item(0);

        assertThat(suite.getAttribute("name")).isEqualTo("measurement");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(error.getAttribute("type")).isEqualTo("invalid");
        assertThat(error.getTextContent()).contains("USAGE INVALID for tokens: ");
    }

    @Test
    void aWrongAnswerIsAFailureWithBothTexts() throws Exception {
        Element failure = element(parsed(SampleRuns.few()), "failure", 2);
        Element testcase = (Element) failure.getParentNode();

        assertThat(testcase.getAttribute("classname")).isEqualTo("promptmeter.support-bot.v1.local");
        assertThat(testcase.getAttribute("name")).isEqualTo("refunds/r7 EU window");
        assertThat(testcase.getAttribute("file")).isEqualTo("datasets/refunds.csv");
        assertThat(testcase.getAttribute("line")).isEqualTo("8");
        assertThat(testcase.getAttribute("time")).isEqualTo("0.120");
        assertThat(failure.getAttribute("type")).isEqualTo("equals");
        assertThat(failure.getAttribute("message")).isEqualTo("equals: differs at char 29");
        assertThat(failure.getTextContent())
                .contains("- expected  Refunds are accepted within 30 days of delivery.")
                .contains("+ actual    Refunds are accepted within two weeks of delivery.");
    }

    @Test
    void anOutageIsAnErrorAndNeverAFailure() throws Exception {
        Document document = parsed(SampleRuns.few());
        Element error = element(document, "error", 2);

        assertThat(error.getAttribute("type")).isEqualTo("rate");
        assertThat(error.getAttribute("message")).isEqualTo("answered 429: slow down");
    }

    @Test
    void gatesAreTestsAndAWarningFailsNone() throws Exception {
        Document document = parsed(SampleRuns.few());
        Element failure = element(document, "failure", 0);

        assertThat(failure.getAttribute("message")).isEqualTo("actual 66.7 %, required 95%");
        assertThat(failure.getAttribute("type")).isEqualTo("gate");
        assertThat(element(document, "error", 0).getAttribute("type")).isEqualTo("invalid");
        Element warned = element(document, "testcase", 3);
        assertThat(warned.getAttribute("name")).isEqualTo("finishReason.length <= 0.5%");
        assertThat(((Element) warned.getElementsByTagName("property").item(0)).getAttribute("name"))
                .isEqualTo("warn");
        assertThat(warned.getAttribute("line")).isEqualTo("75");
    }

    /** A parser turns line ends and tabs in an attribute into blanks: two ids could become one. */
    @Test
    void lineEndsAndTabsInAnAttributeAreWrittenOut() throws Exception {
        Check capital = Check.of("equals", "Paris");
        Document document = parsed(SampleRuns.of(List.of(
                SampleCase.of("facts", "two\nlines").passes(capital).result(),
                SampleCase.of("facts", "a\ttab").passes(capital).result())));

        assertThat(attributes(document, "testcase", "name"))
                .containsExactly("facts/\"two\\u000Alines\"", "facts/\"a\\u0009tab\"");
    }

    @Test
    void aFailedRepeatOfACaseThatPassedIsFlaky() throws Exception {
        Check capital = Check.of("equals", "Paris");
        Document document = parsed(SampleRuns.of(List.of(
                SampleCase.of("facts", "r1").passes(capital).result(),
                SampleCase.of("facts", "r1")
                        .repeat(2)
                        .fails(capital, "got Rome")
                        .result(),
                SampleCase.of("facts", "r1").repeat(3).passes(capital).result())));

        assertThat(attributes(document, "testcase", "name")).containsExactly("facts/r1", "facts/r1 #2", "facts/r1 #3");
        assertThat(document.getElementsByTagName("flakyFailure").getLength()).isEqualTo(1);
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"all,14", "failed,9", "gates,6"})
    void theSuiteSaysWhichCasesAreListed(String cases, int tests) throws Exception {
        FinishedRun run =
                SampleRuns.configured(SampleRuns.few(), "{\"reports\":{\"junit\":{\"cases\":\"" + cases + "\"}}}");

        Document document = parsed(run);

        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(tests);
        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo(Integer.toString(tests));
    }

    @Test
    void failuresAreToleratedOnlyWhereEveryGatePassed() throws Exception {
        String settings = "{\"reports\":{\"junit\":{\"tolerated\":\"skip\"}}}";
        FinishedRun green =
                SampleRuns.of(SampleRuns.smallResults(), List.of(SampleRuns.gate("passRate >= 50%", Severity.FAIL, 1)));

        Document tolerated = parsed(SampleRuns.configured(green, settings));
        Document counted = parsed(SampleRuns.configured(SampleRuns.small(), settings));

        assertThat(tolerated.getElementsByTagName("failure").getLength()).isZero();
        assertThat(attributes(tolerated, "skipped", "message")).contains("tolerated: equals: differs at char 29");
        assertThat(counted.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void hostileTextPassesAStrictParser() throws Exception {
        for (String text : HostileText.ALL) {
            Document document = parsed(SampleRuns.hostile(text));

            assertThat(document.getElementsByTagName("testcase").getLength())
                    .as(text)
                    .isEqualTo(4);
        }
    }

    @Test
    void whatXmlCannotHoldIsWrittenOut() throws Exception {
        Element failure = element(parsed(SampleRuns.hostile("a\u001B[31m\uFFFE\uD83D]]>")), "failure", 1);

        assertThat(failure.getAttribute("message")).isEqualTo("equals: a\\u001B[31m\\uFFFE\\uD83D]]>");
    }

    @Test
    void namesAreUniqueWhateverIdsAndTitlesHold() throws Exception {
        List<CaseResult> results = new ArrayList<>();
        List<String> ids = List.of("r1", "r1 #2", "r1 x", "r1#2", "\"r1\"", "r1\\u0001", "r1\u0001", "r\u200B1");
        for (String model : List.of("a.b", "a_b", "a_b_2")) {
            for (String id : ids) {
                results.add(SampleCase.of("d", id).model(model).result());
                results.add(SampleCase.of("d", id).model(model).repeat(2).result());
            }
            results.add(SampleCase.of("d", "r2").described("#2").model(model).result());
            results.add(SampleCase.of("d", "r2")
                    .described("#2")
                    .model(model)
                    .repeat(2)
                    .result());
            results.add(SampleCase.of("d", "r2 t").model(model).result());
            results.add(SampleCase.of("d", "r3").described("t #2").model(model).result());
            results.add(SampleCase.of("d", "r3")
                    .described("t")
                    .model(model)
                    .repeat(2)
                    .result());
        }

        assertThat(names(SampleRuns.of(results))).hasSize(results.size());
    }

    @Test
    void randomIdsKeepNamesUnique() throws Exception {
        var random = new Random(7);
        var ids = new TreeSet<String>();
        while (ids.size() < 500) {
            ids.add(HostileText.random(random));
        }
        List<CaseResult> results =
                ids.stream().map(id -> SampleCase.of("d", id).result()).toList();

        assertThat(names(SampleRuns.of(results))).hasSize(500);
    }

    private static TreeSet<String> names(FinishedRun run) throws Exception {
        NodeList cases = parsed(run).getElementsByTagName("testcase");
        var names = new TreeSet<String>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element each = (Element) cases.item(i);
            names.add(each.getAttribute("classname") + " / " + each.getAttribute("name"));
        }
        return names;
    }

    private static Document parsed(FinishedRun run) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(Rendered.text(new JUnitReport(), run))));
    }

    private static Element element(Document document, String name, int index) {
        return (Element) document.getElementsByTagName(name).item(index);
    }

    private static List<String> attributes(Document document, String element, String attribute) {
        List<String> values = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(element);
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(((Element) nodes.item(i)).getAttribute(attribute));
        }
        return values;
    }
}
