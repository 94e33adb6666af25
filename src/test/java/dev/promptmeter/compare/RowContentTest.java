package dev.promptmeter.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowContentTest {

    private static final Check PARIS = Check.of("contains", "Paris");

    private static String sha(String question, Check check, RowOptions options) {
        return RowContent.sha(new Row("r1", 2, Map.of("question", question), Map.of(), List.of(check), options));
    }

    private static RowOptions options(String title, Double threshold, String cluster) {
        return new RowOptions(title, threshold, null, null, null, null, null, cluster);
    }

    @Test
    void variablesExpectationsAndThresholdMakeARowAnother() {
        String row = sha("Capital?", PARIS, RowOptions.NONE);

        assertThat(row).hasSize(12);
        assertThat(sha("Capitals?", PARIS, RowOptions.NONE)).isNotEqualTo(row);
        assertThat(sha("Capital?", Check.of("contains", "Rome"), RowOptions.NONE))
                .isNotEqualTo(row);
        assertThat(sha("Capital?", PARIS, options(null, 0.5, null))).isNotEqualTo(row);
    }

    @Test
    void placeTitleAndTagsDoNot() {
        Row moved = new Row(
                "r7",
                99,
                Map.of("question", "Capital?"),
                Map.of("tag", List.of("eu")),
                List.of(PARIS),
                options("a title", null, "europe"));

        assertThat(RowContent.sha(moved)).isEqualTo(sha("Capital?", PARIS, RowOptions.NONE));
    }
}
