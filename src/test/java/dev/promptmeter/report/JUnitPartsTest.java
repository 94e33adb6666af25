package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitPartsTest {

    private static final JUnitReport REPORT = new JUnitReport();
    private static final String LONG = "All work and no play. ".repeat(800);

    @Test
    void whatFitsIsOneFile() {
        assertThat(REPORT.parts(SampleRuns.small()))
                .extracting(PartedReport.Part::fileName)
                .containsExactly("junit.xml");
    }

    /** 3,600 answers of 8 KB each are 29 MB. */
    @Test
    void whatDoesNotFitComesInFilesOfOneModel() throws Exception {
        FinishedRun run = SampleRuns.summed(3_600, JUnitPartsTest::failing, List.of());

        List<PartedReport.Part> parts = REPORT.parts(run);

        assertThat(parts).extracting(PartedReport.Part::fileName).containsExactly("junit-1.xml", "junit-2.xml");
        Set<String> names = new HashSet<>();
        long listed = 0;
        for (PartedReport.Part part : parts) {
            String text = Rendered.text(part.report(), run);
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
            List<String> cases = cases(document);
            names.addAll(cases);
            listed += cases.size();
            assertThat(MarkdownPage.bytes(text)).isLessThan(26_000_000);
            assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("" + cases.size());
            assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(1);
        }
        assertThat(listed).isEqualTo(3_600);
        assertThat(names).hasSize(3_600);
    }

    private static CaseResult failing(int number) {
        return SampleCase.of("facts", "r" + number / 2)
                .model(number % 2 == 0 ? "large" : "small")
                .answering(LONG)
                .fails(Check.of("icontains", "London"), "lacks London")
                .result();
    }

    private static List<String> cases(Document document) {
        NodeList cases = document.getElementsByTagName("testcase");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element each = (Element) cases.item(i);
            names.add(each.getAttribute("classname") + " / " + each.getAttribute("name"));
        }
        return names;
    }

    @Test
    void textsAreCutByTheRoomTheyTakeWhenTheyAreWritten() {
        assertThat(XmlText.start("abc", 3)).isEqualTo("abc");
        assertThat(XmlText.start("abcd", 3)).isEqualTo("abc…");
        assertThat(XmlText.start("<<<", 12)).isEqualTo("<<…");
        assertThat(XmlText.start("é😀x", 6)).isEqualTo("é😀…");
    }

    @Test
    void partsOfAnEarlierVersionAreKnownByTheirNames() {
        assertThat(List.of("junit.xml", "junit-2.xml", "junit-12.xml")).allMatch(REPORT::owns);
        assertThat(List.of("junit-x.xml", "my-junit.xml", "junit.xml.bak", "results.csv"))
                .noneMatch(REPORT::owns);
    }
}
