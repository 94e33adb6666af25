package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final TestPlan plan = TestPlan.asking(endpoint);

    private List<String> chosen(TestPlan of) {
        List<String> rows = new ArrayList<>();
        try (CaseSource source = new CaseSource(of.plan(), new MemoryRecorder())) {
            for (Case each = source.next(); each != null; each = source.next()) {
                rows.add(each.id().row());
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "r0001, 59ad32ccc056b8c3",
        "r0002, f8c1071248f5f1be",
        "r0003, 63c39bc575c56072",
        "r0004, 53795913a50afc7b"
    })
    void theHashOfARowIsTheSameEverywhere(String row, String hash) {
        assertThat(Long.toHexString(RowSelection.sampleHash(1, "refunds", row))).isEqualTo(hash);
    }

    @Test
    void aLimitTakesTheFirstRows() {
        assertThat(chosen(plan.rows(5).select(new Selection(Filter.ALL, 2, null))))
                .containsExactly("r1", "r2");
    }

    @Test
    void aLimitTakesTheFirstRowsThatMatchAndLeavesSkippedRowsOutOfItsCount() {
        Filter butTheFirst = (row, id) -> !row.id().equals("r1");
        TestPlan rows = plan.rows(2).skippedRow("q3", "later").rows(2);

        assertThat(chosen(rows.select(new Selection(butTheFirst, 2, null)))).containsExactly("r2", "r3", "r4");
    }

    @Test
    void aSampleTakesTheRowsOfSmallestHashInFileOrder() {
        List<String> byHash = new ArrayList<>(List.of("r1", "r2", "r3", "r4", "r5", "r6"));
        byHash.sort((a, b) ->
                Long.compareUnsigned(RowSelection.sampleHash(1, "sums", a), RowSelection.sampleHash(1, "sums", b)));
        List<String> expected = byHash.subList(0, 3).stream().sorted().toList();

        assertThat(chosen(plan.rows(6).select(new Selection(Filter.ALL, null, new Selection.Sample(3, 1)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "r0001, 59ad32ccc056b8c3",
        "r0002, f8c1071248f5f1be",
        "r0003, 63c39bc575c56072",
        "r0004, 53795913a50afc7b"
    })
    void theHashOfASampleIsTheSameEverywhere(String row, String hex) {
        assertThat(RowSelection.sampleHash(1, "refunds", row)).isEqualTo(Long.parseUnsignedLong(hex, 16));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 0.8, 1})
    void aFractionTakesTheRowsBelowItsShareOfAllHashes(double fraction) {
        List<String> expected = List.of("r1", "r2", "r3", "r4", "r5", "r6").stream()
                .filter(row -> share(row) < fraction)
                .toList();
        TestPlan drawn = plan.rows(6).select(new Selection(Filter.ALL, null, new Selection.Sample(null, fraction, 1)));

        assertThat(chosen(drawn)).isEqualTo(expected);
        assertCounted(drawn);
    }

    private static double share(String row) {
        return new BigDecimal(Long.toUnsignedString(RowSelection.sampleHash(1, "sums", row)))
                .divide(new BigDecimal("18446744073709551616"), MathContext.DECIMAL64)
                .doubleValue();
    }

    @Test
    void aSampleDrawsFromTheRowsThatMatchAndAreRun() {
        Filter odd = (row, id) -> row.line() % 2 == 0;
        TestPlan rows = plan.rows(4).skippedRow("q5", "later");

        assertThat(chosen(rows.select(new Selection(odd, null, new Selection.Sample(9, 1)))))
                .containsExactly("r1", "r3");
    }

    @Test
    void aFilterMayChooseSomeModelsOfARow() {
        Filter large = (row, id) -> id.model().equals("large");
        List<String> models = new ArrayList<>();
        TestPlan both = plan.rows(2).models("small", "large").select(new Selection(large, null, null));

        try (CaseSource source = new CaseSource(both.plan(), new MemoryRecorder())) {
            for (Case each = source.next(); each != null; each = source.next()) {
                models.add(each.id().row() + " " + each.id().model());
            }
        }

        assertThat(models).containsExactly("r1 large", "r2 large");
    }

    @Test
    void aRowThatIsLeftOutStillCountsWhenEqualRequestsAreCounted() {
        Filter second = (row, id) -> row.id().equals("r2");
        List<String> all = keys(plan.row("same").row("same"));

        List<String> filtered = keys(plan.select(new Selection(second, null, null)));

        assertThat(all).hasSize(2).doesNotHaveDuplicates();
        assertThat(filtered).containsExactly(all.get(1));
    }

    private static List<String> keys(TestPlan of) {
        List<String> keys = new ArrayList<>();
        try (CaseSource source = new CaseSource(of.plan(), new MemoryRecorder())) {
            for (Case each = source.next(); each != null; each = source.next()) {
                keys.add(each.key());
            }
        }
        return keys;
    }

    @Test
    void limitAndSampleExcludeEachOther() {
        assertThatThrownBy(() -> new Selection(Filter.ALL, 1, new Selection.Sample(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertCounted(TestPlan of) {
        assertThat(CaseCount.of(of.plan())).isEqualTo(chosen(of).size());
    }

    @Test
    void whatWillBeAskedIsCountedBeforehand() {
        Filter odd = (row, id) -> row.line() % 2 == 0;

        assertCounted(plan.rows(5));
        assertCounted(plan.rows(5).select(new Selection(Filter.ALL, 2, null)));
        assertCounted(plan.rows(5).select(new Selection(odd, null, null)));
        assertCounted(plan.rows(5).select(new Selection(odd, 1, null)));
        assertCounted(plan.rows(6).select(new Selection(Filter.ALL, null, new Selection.Sample(3, 1))));
    }
}
