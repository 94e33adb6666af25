package dev.promptmeter.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The few settings of a suite that reports show or obey, read from its resolved tree. */
final class ResolvedSuite {

    private static final BigDecimal DEFAULT_MAX_ERROR_RATE = new BigDecimal("0.02");

    private static final long DEFAULT_HTML_BYTES = 25_000_000;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> MULTIPLES = Map.of(
            "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private final JsonNode tree;

    ResolvedSuite(JsonNode tree) {
        this.tree = tree;
    }

    /** {@return the share of errors above which the run is unfit, 0 to 1} */
    BigDecimal maxErrorRate() {
        String written = tree.path("run").path("maxErrorRate").asString("").strip();
        if (written.endsWith("%")) {
            String percent = written.substring(0, written.length() - 1).strip();
            return RunNames.plain(new BigDecimal(percent).movePointLeft(2));
        }
        return written.isEmpty() ? DEFAULT_MAX_ERROR_RATE : RunNames.plain(new BigDecimal(written));
    }

    /** {@return the date of the prices, if the suite states one} */
    Optional<String> pricesAsOf() {
        String date = tree.path("pricing").path("asOf").asString("");
        return date.isEmpty() ? Optional.empty() : Optional.of(date);
    }

    /** {@return SHA-256 of the file that prices were taken from, hex; empty if there was none} */
    Optional<String> priceFileSha() {
        String sha = priceFile().path("sha256").asString("");
        return sha.isEmpty() ? Optional.empty() : Optional.of(sha);
    }

    private JsonNode priceFile() {
        return tree.path("applied").path("priceFile");
    }

    /** {@return where prices come from that a file told, one sentence; empty if there was none} */
    Optional<String> priceSource() {
        String matched = priceFile().path("matched").properties().stream()
                .map(each -> each.getKey() + " as " + each.getValue().asString())
                .collect(Collectors.joining(", "));
        return priceFileSha()
                .map(sha -> "Prices from " + priceFile().path("file").asString() + " (SHA-256 " + sha + ")"
                        + (matched.isEmpty() ? "; it has none of these models" : ": " + matched)
                        + pricesAsOf().map(date -> "; true on " + date).orElse("") + ".");
    }

    /** {@return how many bytes the HTML report may take} */
    long htmlMaxBytes() {
        Matcher size =
                SIZE.matcher(tree.path("reports").path("html").path("maxSize").asString(""));
        if (!size.matches()) {
            return DEFAULT_HTML_BYTES;
        }
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(MULTIPLES.get(size.group(2))))
                .longValue();
    }

    /** {@return the expression of a derived metric; empty if checks feed it} */
    Optional<String> derived(String metric) {
        return Optional.ofNullable(tree.path("derived").get(metric)).map(JsonNode::asString);
    }

    /** {@return the limits of the service level as the suite writes them, {@code latency} to {@code 2s}} */
    Map<String, String> serviceLevel() {
        Map<String, String> limits = new LinkedHashMap<>();
        JsonNode slo = tree.path("slo");
        slo.propertyNames().forEach(name -> limits.put(name, slo.path(name).asString("")));
        return limits;
    }

    /** {@return how the table of results is written} */
    CsvForm csvForm() {
        JsonNode csv = tree.path("reports").path("csv");
        return new CsvForm(
                on(csv.path("exact")) ? CsvForm.Safety.EXACT : CsvForm.Safety.PREFIXED,
                on(csv.path("excel")) ? CsvForm.Reader.EXCEL : CsvForm.Reader.ANY);
    }

    private static boolean on(JsonNode node) {
        return List.of("true", "on").contains(node.asString("false"));
    }

    /** {@return what a reader must know of the files that these settings make; usually empty} */
    List<String> dangers() {
        return csvForm().safety() == CsvForm.Safety.EXACT
                ? List.of("results.csv is not safe to open in a spreadsheet (reports.csv.exact)")
                : List.of();
    }

    /** {@return whether that part, {@code prompt} or {@code output}, is left out of derived files} */
    boolean withholds(String part) {
        JsonNode shown = tree.path("reports").path("include").path(part);
        return !shown.isMissingNode() && !on(shown);
    }

    /** {@return which texts derived files hold, {@code prompts and answers}; empty if neither} */
    String shownTexts() {
        return Stream.of("prompt", "output")
                .filter(part -> !withholds(part))
                .map(part -> part.equals("prompt") ? "prompts" : "answers")
                .collect(Collectors.joining(" and "));
    }

    /** {@return the patterns that are replaced in derived files} */
    List<String> redact() {
        return texts(tree.path("reports").path("redact"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(node -> node.asString("")).toList();
    }

    /** {@return whether wrong answers are no failures where every gate passed} */
    boolean toleratesFailures() {
        return tree.path("reports")
                .path("junit")
                .path("tolerated")
                .asString("failure")
                .equals("skip");
    }

    /** {@return which cases the JUnit file lists: {@code all}, {@code failed} or {@code gates}} */
    String junitCases() {
        return tree.path("reports").path("junit").path("cases").asString("all");
    }

    /** {@return the names of the derived files that the suite asks for; empty if it does not say} */
    List<String> formats() {
        return texts(tree.path("reports").path("formats"));
    }
}
