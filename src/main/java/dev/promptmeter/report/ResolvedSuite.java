package dev.promptmeter.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The few settings of a suite that reports show or obey, read from its resolved tree. */
final class ResolvedSuite {

    private static final BigDecimal DEFAULT_MAX_ERROR_RATE = new BigDecimal("0.02");

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

    /** {@return which cases the JUnit file lists: {@code all}, {@code failed} or {@code gates}} */
    String junitCases() {
        return tree.path("reports").path("junit").path("cases").asString("all");
    }

    /** {@return the names of the derived files that the suite asks for; empty if it does not say} */
    List<String> formats() {
        return tree.path("reports")
                .path("formats")
                .valueStream()
                .map(node -> node.asString(""))
                .toList();
    }
}
