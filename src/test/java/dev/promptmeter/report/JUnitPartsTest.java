package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Results;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void whatDoesNotFitComesInFilesOfOneModelOrLess() throws Exception {
        FinishedRun run = SampleRuns.summed(300, JUnitPartsTest::failing, List.of());

        List<PartedReport.Part> parts = new JUnitReport(new JUnitLimits(10, 1_000_000, 9_000_000)).parts(run);

        assertThat(parts)
                .extracting(PartedReport.Part::fileName)
                .containsExactly("junit-1.xml", "junit-2.xml", "junit-3.xml", "junit-4.xml");
        List<String> names = new ArrayList<>();
        for (PartedReport.Part part : parts) {
            String text = Rendered.text(part.report(), run);
            Document document = parsed(text);
            List<String> cases = cases(document);
            names.addAll(cases);
            assertThat(MarkdownPage.bytes(text)).isLessThan(1_010_000);
            assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("" + cases.size());
            assertThat(cases.stream()
                            .map(name -> name.split("/")[0])
                            .distinct()
                            .filter(name -> name.contains(".default.")))
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(names).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void whereAnswersWouldBeTooMuchOnlyReasonsAreTold() throws Exception {
        FinishedRun run = SampleRuns.summed(300, JUnitPartsTest::failing, List.of());

        List<PartedReport.Part> parts = new JUnitReport(new JUnitLimits(10, 1_000_000, 2_000_000)).parts(run);

        assertThat(parts).hasSize(1);
        String text = Rendered.text(parts.get(0).report(), run);
        assertThat(cases(parsed(text))).hasSize(300);
        assertThat(text).contains("lacks London").doesNotContain("All work", "system-out");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 299})
    void thePartsAreTheSameHoweverTheResultsAreRead(int rows) throws Exception {
        FinishedRun run = SampleRuns.summed(300, JUnitPartsTest::failing, List.of());
        Blocks inBlocks = new Blocks(run.results(), rows);
        var report = new JUnitReport(new JUnitLimits(10, 1_000_000, 9_000_000));

        assertThat(texts(report, reading(run, inBlocks))).isEqualTo(texts(report, run));
        assertThat(inBlocks.read).as("results read").isLessThan(300 * 5 + 8 * 2 * rows);
    }

    private static List<String> texts(JUnitReport report, FinishedRun run) throws Exception {
        List<String> texts = new ArrayList<>();
        for (PartedReport.Part part : report.parts(run)) {
            texts.add(Rendered.text(part.report(), run));
        }
        return texts;
    }

    private static FinishedRun reading(FinishedRun run, Results results) {
        return new FinishedRun(
                run.manifest(),
                run.summary(),
                run.verdict(),
                run.durationMillis(),
                run.starts(),
                run.measurement(),
                run.overhead(),
                results,
                run.notices(),
                run.comparison());
    }

    /** The same results in blocks of so many rows, and how many have been read. */
    private static final class Blocks implements Results {

        private final List<CaseResult> all = new ArrayList<>();
        private final int size;
        private int read;

        Blocks(Results results, int rows) {
            results.forEach(all::add);
            size = 2 * rows;
        }

        @Override
        public void forEach(Consumer<CaseResult> reader) {
            throw new AssertionError("nobody needs them all");
        }

        @Override
        public int blocks() {
            return (all.size() + size - 1) / size;
        }

        @Override
        public void forEachOf(int block, Consumer<CaseResult> reader) {
            List<CaseResult> own = all.subList(block * size, Math.min(all.size(), (block + 1) * size));
            read += own.size();
            own.forEach(reader);
        }
    }

    private static Document parsed(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
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

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\"quoted\" \\", "\u0001\u007f\u2028", "<&>", "two\nlines\r\n", "é漢😀", "a.b"})
    void noTestCaseTakesMoreThanItsTextsSuggest(String text) {
        String odd = text.repeat(2_000);
        FinishedRun run = SampleRuns.of(List.of(
                named(text, 1).passes(Check.of("icontains", "x")).result(),
                named(text, 2).fails(Check.of("icontains", odd), odd).result(),
                named(text, 3).error(FailureKind.RATE, odd).result(),
                named(text, 4).skipped(odd).result()));
        var names = new JUnitNames(run.manifest(), run.summary().groups());
        var cases = new JUnitCases(run, names, JUnitDetail.FULL);

        CaseGroup.forEach(
                run.results(),
                repeats -> repeats.repeats().forEach(result -> {
                    for (JUnitCounts.Status status : JUnitCounts.Status.values()) {
                        var count = new CountingWriter();
                        var xml = new XmlOut(count);
                        cases.write(xml, JUnitGroup.of(result), result, status);
                        xml.flush();
                        assertThat(count.bytes())
                                .isLessThanOrEqualTo(cases.most(JUnitGroup.of(result), result, status));
                    }
                }));
    }

    private static SampleCase named(String text, int repeat) {
        String id = text.replaceAll("[\\r\\n]", "").repeat(20);
        return SampleCase.of("facts", id)
                .prompt(id)
                .described(id)
                .repeat(repeat)
                .answering(text.repeat(2_000))
                .tokens(9, 0, 9)
                .costing("0.123456789");
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
