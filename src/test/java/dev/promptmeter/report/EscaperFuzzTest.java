package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.Fuzz;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What is written for one kind of reader is text to that reader, and the same text where the form can hold it. */
class EscaperFuzzTest {

    private static final String ACTING =
            "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]";

    @Test
    void everyFormHoldsItsText() throws Exception {
        DocumentBuilder xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        xml.setErrorHandler(null);
        Fuzz.run("escapers", 20_000, input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            assertThat(fromCsv(text)).isEqualTo(text.replace('\0', '\u2400'));
            assertThat(HtmlText.escaped(text))
                    .doesNotContain("<", ">", "\"", "'", "`")
                    .doesNotContainPattern(ACTING);
            assertThat(Visible.line(text)).doesNotContain("\n", "\t").doesNotContainPattern(ACTING);
            assertThat(JsonMapper.shared().readTree(json(text)).asString()).isEqualTo(text);
            String element = "<a>"
                    + XmlText.of(text)
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;") + "</a>";
            assertThat(xml.parse(new InputSource(new StringReader(element)))).isNotNull();
        });
    }

    private static String fromCsv(String text) throws Exception {
        StringWriter out = new StringWriter();
        CsvCells cells = new CsvCells(out, CsvForm.USUAL);
        cells.text(text);
        cells.endLine();
        try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(out.toString()))) {
            String cell = parser.getRecords().get(0).get(0);
            return cell.startsWith("'") ? cell.substring(1) : cell;
        }
    }

    private static String json(String text) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonText.lines(out)) {
            json.writeString(text);
        }
        return out.toString();
    }
}
