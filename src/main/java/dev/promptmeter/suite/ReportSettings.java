package dev.promptmeter.suite;

import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.Patterns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code reports} of a suite.
 *
 * @param out parent of run folders, from the working directory
 * @param formats derived files to write, in the order written, and what to tell a CI server
 * @param html of {@code report.html}
 * @param csv of {@code results.csv}
 * @param junit of {@code junit.xml}
 * @param include what derived files may show
 * @param redact patterns that are replaced in derived files
 */
public record ReportSettings(
        String out, List<String> formats, Html html, Csv csv, Junit junit, Include include, List<String> redact) {

    /** What a run can leave, in the order of the default: files, and what is told to a job of GitHub. */
    public static final List<String> FORMATS = List.of(
            "html",
            "csv",
            "jsonl",
            "json",
            "junit",
            "markdown",
            "comment",
            "badge",
            "summary",
            "annotations",
            "outputs");

    private static final List<String> LATER = List.of("trace");

    /**
     * How the page is made.
     *
     * @param title of the page; null for the suite's name
     * @param maxBytes largest page
     * @param jmh folder of benchmark results
     */
    public record Html(@Nullable String title, long maxBytes, String jmh) {

        private static final Key<String> TITLE = Key.optional("title", Scalars.text(1, 1000));
        private static final Key<Long> MAX_SIZE =
                Key.optional("maxSize", Quantities.size("1MB", "2GB")).or("25MB");
        private static final Key<String> JMH =
                Key.optional("jmh", Scalars.text(1, 4096)).or("reports/jmh");
        private static final Key<String> ASSETS = Key.optional(
                        "assets", Scalars.word(List.of("inline"), List.of("folder")))
                .or("inline");

        static final Shape<Html> SHAPE = Fields.of(TITLE, MAX_SIZE, JMH, ASSETS)
                .as(values -> new Html(values.find(TITLE), values.get(MAX_SIZE), values.get(JMH)));
    }

    /**
     * How the table is written.
     *
     * @param excel whether for a spreadsheet program
     * @param exact whether no cell gets a prefix that keeps formulas from running
     */
    public record Csv(boolean excel, boolean exact) {

        private static final Key<Boolean> EXCEL =
                Key.optional("excel", Scalars.onOff()).or("false");
        private static final Key<Boolean> EXACT =
                Key.optional("exact", Scalars.onOff()).or("false");

        static final Shape<Csv> SHAPE =
                Fields.of(EXCEL, EXACT).as(values -> new Csv(values.get(EXCEL), values.get(EXACT)));
    }

    /**
     * How test results are written.
     *
     * @param cases {@code all}, {@code failed} or {@code gates}
     * @param tolerated {@code failure} or {@code skip}: what a failed case is when every gate holds
     */
    public record Junit(String cases, String tolerated) {

        private static final Key<String> CASES =
                Key.optional("cases", Scalars.word("all", "failed", "gates")).or("all");
        private static final Key<String> TOLERATED =
                Key.optional("tolerated", Scalars.word("failure", "skip")).or("failure");

        static final Shape<Junit> SHAPE =
                Fields.of(CASES, TOLERATED).as(values -> new Junit(values.get(CASES), values.get(TOLERATED)));
    }

    /** Whether derived files show prompts and outputs, or only their hashes and lengths. */
    public record Include(boolean prompt, boolean output) {

        private static final Key<Boolean> PROMPT =
                Key.optional("prompt", Scalars.onOff()).or("true");
        private static final Key<Boolean> OUTPUT =
                Key.optional("output", Scalars.onOff()).or("true");

        static final Shape<Include> SHAPE =
                Fields.of(PROMPT, OUTPUT).as(values -> new Include(values.get(PROMPT), values.get(OUTPUT)));
    }

    private static final Key<String> OUT =
            Key.optional("out", Scalars.text(1, 4096)).or("reports");
    private static final Key<List<String>> WRITTEN =
            Key.optional("formats", Shapes.list(Scalars.word(FORMATS, LATER))).orElse(FORMATS);
    private static final Key<Html> HTML = Key.implied("html", Html.SHAPE);
    private static final Key<Csv> CSV = Key.implied("csv", Csv.SHAPE);
    private static final Key<Junit> JUNIT = Key.implied("junit", Junit.SHAPE);
    private static final Key<Include> INCLUDE = Key.implied("include", Include.SHAPE);
    private static final Key<List<String>> REDACT =
            Key.optional("redact", Shapes.list(pattern())).orElse(List.of());

    static final Shape<ReportSettings> SHAPE = Fields.of(OUT, WRITTEN, HTML, CSV, JUNIT, INCLUDE, REDACT)
            .later("history")
            .as(values -> new ReportSettings(
                    values.get(OUT),
                    values.get(WRITTEN),
                    values.get(HTML),
                    values.get(CSV),
                    values.get(JUNIT),
                    values.get(INCLUDE),
                    values.get(REDACT)));

    private static Shape<String> pattern() {
        return new ScalarShape<>(
                "a pattern of RE2 syntax, 1 to 1,000 characters",
                ScalarShape.Quotes.MAKE_TEXT,
                ReportSettings::compiled,
                Scalars.text(1, 1000).schema());
    }

    private static ScalarShape.Reading<String> compiled(String text) {
        try {
            Patterns.compile(text);
            return text.isEmpty() || text.length() > 1000
                    ? ScalarShape.Reading.unexpected()
                    : ScalarShape.Reading.of(text);
        } catch (CheckException e) {
            return ScalarShape.Reading.unexpected("'" + text + "' is " + e.getMessage());
        }
    }

    /** Copies the lists. */
    public ReportSettings {
        formats = List.copyOf(formats);
        redact = List.copyOf(redact);
    }
}
