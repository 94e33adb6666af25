package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Hostile text in every field of a run, in every form that a run is shown in. */
class EscaperSuiteTest {

    private static final long SEED = TestScale.seed(21);
    private static final Pattern FORMULA =
            Pattern.compile("(?s)^['\\t\\r\\n\\x00].*|^[\\s\\p{Z}\\p{Cf}\"]*[=+\\-@＝＋－＠].*");

    private final Random random = new Random(SEED);

    private String attack(int number) {
        List<String> known = HostileText.ALL;
        String text = number < known.size()
                ? known.get(number)
                : HostileText.random(random) + known.get(random.nextInt(known.size())) + HostileText.random(random);
        // A field without a text may be left out of a page altogether.
        return text.isBlank() ? text + "x" : text;
    }

    @Test
    void noCellIsAFormulaAndEveryCellComesBack() throws Exception {
        try (SuiteLine line = SuiteLine.begin(21, "escapers: CSV", SEED)) {
            for (int i = TestScale.of(20_000, 1_000_000); i > 0; i--) {
                String text = HostileText.random(random);
                String cell = cell(text);

                assertThat(FORMULA.matcher(cell).matches()).as(text).isEqualTo(cell.startsWith("'"));
                assertThat(cell.startsWith("'") ? cell.substring(1) : cell).isEqualTo(text.replace('\0', '\u2400'));
                line.count();
            }
        }
    }

    private static String cell(String text) throws Exception {
        StringWriter out = new StringWriter();
        CsvCells cells = new CsvCells(out, CsvForm.USUAL);
        cells.text(text);
        cells.endLine();
        try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(out.toString()))) {
            return parser.getRecords().get(0).get(0);
        }
    }

    @Test
    void everyPageHasTheElementsOfAHarmlessOne() {
        List<String> harmless = elements(page(SampleRuns.hostile("harmless")));
        try (SuiteLine line = SuiteLine.begin(21, "escapers: HTML", SEED)) {
            for (int i = 0; i < TestScale.of(200, 2_000); i++) {
                String text = attack(i);

                Document page = page(SampleRuns.hostile(text));

                assertThat(elements(page)).as(text).isEqualTo(harmless);
                assertThat(page.select("[href], [src], [action], [formaction]"))
                        .as(text)
                        .allSatisfy(link -> assertThat(link.attr("href")).startsWith("#"));
                assertThat(page.select("script[type=application/json]"))
                        .as(text)
                        .isNotEmpty()
                        .allSatisfy(data -> assertThat(data.data()).matches("[\n -~&&[^<>&]]*"));
                line.count();
            }
        }
    }

    /** As a browser takes the page, not as we wrote it; what the page's own script builds of its data is tested in a browser. */
    private static Document page(FinishedRun run) {
        return Jsoup.parse(Rendered.text(new HtmlReport(), run));
    }

    private static List<String> elements(Document page) {
        return page.getAllElements().stream().map(EscaperSuiteTest::shape).toList();
    }

    private static String shape(Element element) {
        return element.tagName()
                + element.attributes().asList().stream()
                        .map(each -> each.getKey())
                        .toList();
    }

    @Test
    void nothingActsOnATerminalOrBeginsALine() {
        long lines = console("harmless").lines().count();
        try (SuiteLine line = SuiteLine.begin(21, "escapers: terminal", SEED)) {
            for (int i = 0; i < 300; i++) {
                String text = attack(i);
                String shown = console(text);

                assertThat(shown.codePoints().filter(c -> c != '\n').noneMatch(Visible::acts))
                        .as(text)
                        .isTrue();
                assertThat(shown.lines()).noneMatch(each -> each.startsWith("::") || each.startsWith("##"));
                assertThat(shown.lines()).as(text).hasSize((int) lines);
                line.count();
            }
        }
    }

    private static String console(String text) {
        return Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.hostile(text));
    }

    @Test
    void aLongTextFillsNoTerminal() {
        assertThat(console("x".repeat(5_000)).lines())
                .allSatisfy(each -> assertThat(each).hasSizeLessThan(1_000));
    }

    @Test
    void everyXmlFilePassesAStrictParser() throws Exception {
        try (SuiteLine line = SuiteLine.begin(21, "escapers: XML", SEED)) {
            for (int i = 0; i < 50; i++) {
                String xml = Rendered.text(new JUnitReport(), SampleRuns.hostile(attack(i)));

                assertThat(DocumentBuilderFactory.newDefaultInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(xml)))
                                .getElementsByTagName("testcase")
                                .getLength())
                        .isEqualTo(4);
                line.count();
            }
        }
    }

    @Test
    void aKeyIsMaskedWhateverStandsAroundIt() {
        try (SuiteLine line = SuiteLine.begin(21, "escapers: redaction", SEED)) {
            for (int i = TestScale.of(2_000, 100_000); i > 0; i--) {
                String key =
                        "k" + Long.toHexString(random.nextLong()) + "<\"'&%\\/".charAt(random.nextInt(7)) + "0123456";
                Redactor redactor = Redactor.of(List.of(Secret.of(key)));
                String before = HostileText.random(random);
                String after = HostileText.random(random);

                assertThat(redactor.redact(before + key + after)).isEqualTo(before + "***" + after);
                assertThat(redactor.redact(before + after)).isEqualTo(before + after);
                line.count();
            }
        }
    }
}
