package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The checks of a dataset as they were understood: those of suite and dataset, then each expectation of its rows once. Not thread-safe. */
public final class WrittenChecks {

    private static final int MOST = 10_000;

    private final Map<Meaning, Written> written = new LinkedHashMap<>();
    private long leftOut;

    /**
     * A check, and how often it was written.
     *
     * @param check where it first stands
     * @param rows in how many rows; every row of the dataset for a check of suite or dataset
     */
    public record Written(Check check, long rows) {

        /** {@return whether its author wrote no check at all, but the answer itself} */
        public boolean literal() {
            JsonNode value = check.value();
            return check.type().equals("equals")
                    && !check.negated()
                    && value != null
                    && value.isString()
                    && check.origin().text().equals(value.stringValue());
        }
    }

    /** Equal wherever they stand. */
    private record Meaning(
            String name,
            @Nullable JsonNode value,
            @Nullable Quantity threshold,
            double weight,
            @Nullable String metric,
            Map<String, JsonNode> options,
            List<Check> parts,
            String text) {

        static Meaning of(Check check) {
            return new Meaning(
                    check.name(),
                    check.value(),
                    check.threshold(),
                    check.weight(),
                    check.metric(),
                    check.options(),
                    check.parts(),
                    check.origin().text());
        }
    }

    private WrittenChecks() {}

    /** {@return the checks of that dataset of the suite; reads its rows once more} */
    public static WrittenChecks of(ScannedSuite scanned, String dataset) {
        var checks = new WrittenChecks();
        Dataset rows = scanned.dataset(dataset);
        scanned.suite().datasets().stream()
                .filter(block -> block.id().equals(dataset))
                .flatMap(block -> block.checks().stream())
                .forEach(check -> checks.written.put(
                        Meaning.of(check), new Written(check, rows.info().rows())));
        try (RowReader reader = rows.open()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                row.checks().forEach(checks::add);
            }
        }
        return checks;
    }

    private void add(Check check) {
        Meaning meaning = Meaning.of(check);
        Written known = written.get(meaning);
        if (known != null) {
            written.put(meaning, new Written(known.check(), known.rows() + 1));
        } else if (written.size() < MOST) {
            written.put(meaning, new Written(check, 1));
        } else {
            leftOut++;
        }
    }

    /** {@return every check once, in the order of first appearance; at most 10,000 different ones} */
    public Collection<Written> all() {
        return List.copyOf(written.values());
    }

    /** {@return how many more were written that are not listed} */
    public long leftOut() {
        return leftOut;
    }
}
