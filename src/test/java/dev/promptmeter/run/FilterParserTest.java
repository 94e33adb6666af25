package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    private static final Row ROW = new Row(
            "r0192",
            194,
            Map.of(),
            Map.of("tag", List.of("eu", "refund"), "lang", List.of("en")),
            List.of(),
            new RowOptions("Two weeks in the EU", null, null, null, null, null, null, null));
    private static final CaseId ID = new CaseId("refunds", "r0192", "v2", "gpt-4o-mini", 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "id:refunds/r0192",
                "id:refunds/r01*",
                "id:*/r0192",
                "d:refunds",
                "p:v?",
                "m:gpt*",
                "t:eu",
                "t:ref*",
                "meta.lang:en",
                "!t:beta",
                "m:gpt* p:v2 !d:delivery",
                "m:local OR m:gpt*",
                "m:local OR !t:beta",
                "t:eu m:local OR m:gpt-4o-mini",
                "d:\"refunds\"",
                "two weeks",
                "\"two weeks\"",
                "TWO",
                "FUNDS/R01",
                "!\"three weeks\""
            })
    void aCaseThatMatchesIsChosen(String filter) {
        assertThat(FilterParser.parse(filter).chooses(ROW, ID)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:r0192",
                "id:refunds",
                "d:refund",
                "p:v1",
                "m:GPT*",
                "t:beta",
                "meta.lang:de",
                "meta.region:en",
                "!t:eu",
                "m:gpt* p:v1",
                "m:local OR t:beta",
                "t:beta m:local OR m:gpt-4o-mini",
                "m:\"gpt*\"",
                "\"weeks two\"",
                "three"
            })
    void aCaseThatDoesNotMatchIsLeftOut(String filter) {
        assertThat(FilterParser.parse(filter).chooses(ROW, ID)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mdl:gpt    | 1 | unknown filter key 'mdl': did you mean 'm'?",
                "t:eu tagg:x| 6 | unknown filter key 'tagg': did you mean 't'?",
                "scroe:1    | 1 | unknown filter key 'scroe': did you mean 'score'?",
                "zebra:1    | 1 | unknown filter key 'zebra';"
            })
    void anUnknownKeyIsNamedWithASuggestion(String filter, int column, String complaint) {
        var fault = catchThrowableOfType(FilterException.class, () -> FilterParser.parse(filter));

        assertThat(fault.code()).isEqualTo("PM-1004");
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault)
                .hasMessage("filter '" + filter + "', column " + column + ": " + complaint
                        + " known keys: id, d, p, m, t, meta.KEY; v, ch, fr, check, err, lat, ttft, e2e, cost, tok, score,"
                        + " attempts, is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v:fail",
                "ch:regressed",
                "fr:length",
                "check:equals",
                "err:rate",
                "lat:>5s",
                "ttft:>1s",
                "e2e:>1s",
                "cost:>0.01",
                "tok:>2000",
                "score:<0.7",
                "attempts:>1",
                "is:flaky"
            })
    void aTermThatNeedsResultsIsRefused(String term) {
        var fault = catchThrowableOfType(FilterException.class, () -> FilterParser.parse("m:gpt* " + term));

        assertThat(fault.code()).isEqualTo("PM-4002");
        assertThat(fault.column()).isEqualTo(8);
        assertThat(fault).hasMessageContaining("'" + term + "' needs an earlier run of this suite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "OR m:gpt      | a term is missing: write KEY:VALUE or a text",
                "m:gpt OR      | a term is missing: write KEY:VALUE or a text",
                "m:gpt OR OR d:x | a term is missing: write KEY:VALUE or a text",
                "!             | a term is missing: write KEY:VALUE or a text",
                "m:            | 'm:' has no value",
                "\"two weeks   | a quotation mark is not closed"
            })
    void aBrokenExpressionIsRefused(String filter, String complaint) {
        String written = filter.replace("\\\"", "\"");

        assertThatThrownBy(() -> FilterParser.parse(written))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(complaint)
                .extracting("code")
                .isEqualTo("PM-1003");
    }

    @Test
    void textThatLooksLikeAKeyCanBeQuoted() {
        assertThat(FilterParser.parse("\"zebra:1\"").chooses(ROW, ID)).isFalse();
    }
}
