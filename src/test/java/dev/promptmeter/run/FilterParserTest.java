package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final CaseResult FAILED = new CaseResult(
            ID,
            ROW,
            new Grade(
                    CaseVerdict.FAIL,
                    0.25,
                    "does not contain \"within 30 days\"",
                    null,
                    List.of(
                            new Outcome(
                                    Check.of("contains", "within 30 days").withMetric("tone"), Score.fail("absent")),
                            new Outcome(Check.of("is-json", null), Score.pass("is JSON")))),
            new Answered(
                    new Completion(
                            Completion.Kind.OK,
                            "Our shop says: two months",
                            null,
                            null,
                            null,
                            FinishReason.of("max_tokens"),
                            null,
                            null,
                            null,
                            new TokenUsage(1900L, null, null, 200L, null, 2100L),
                            null),
                    Timing.plain(new Times(0, 0, 0, null, null, null, 1_200_000_000L), 1_200_000_000L),
                    Set.of()),
            List.of(),
            Answer.Origin.FRESH,
            new Cost(2_000_000_000L, CostSource.PROVIDER));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v:fail",
                "v:fail OR v:error",
                "!v:pass",
                "fr:length",
                "check:contains",
                "check:tone",
                "lat:>1s",
                "lat:<1300",
                "lat:=1200ms",
                "lat:>=0.02m",
                "cost:>0.001",
                "cost:<=0.002",
                "tok:=2100",
                "score:<0.7",
                "attempts:=0",
                "!is:retried",
                "!ttft:>1s",
                "\"two months\"",
                "WITHIN",
                "m:gpt* v:fail t:eu"
            })
    void aResultThatMatchesIsChosen(String filter) {
        assertThat(FilterParser.ofResults(filter).chooses(FAILED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v:pass",
                "fr:stop",
                "check:is-json",
                "err:*",
                "lat:>1200",
                "ttft:>1s",
                "ttft:<1s",
                "cost:>0.002",
                "tok:>2100",
                "score:>0.25",
                "attempts:>0",
                "is:cached",
                "is:maybe-billed",
                "three",
                "v:fail m:local"
            })
    void aResultThatDoesNotMatchIsLeftOut(String filter) {
        assertThat(FilterParser.ofResults(filter).chooses(FAILED)).isFalse();
    }

    private static WholeRun flaky(boolean flaky) {
        return new WholeRun(null, result -> flaky);
    }

    @Test
    void aFlakyCaseIsChosenByWhatItsOtherRepeatsSay() {
        assertThat(FilterParser.ofResults("is:flaky v:fail", flaky(true)).chooses(FAILED))
                .isTrue();
        assertThat(FilterParser.ofResults("is:flaky", flaky(false)).chooses(FAILED))
                .isFalse();
        assertThat(FilterParser.ofResults("!is:flaky", flaky(false)).chooses(FAILED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lat:5s        | 'lat:5s' needs a comparison, such as lat:>5s",
                "score:>high   | 'score:>high' needs a comparison, such as score:>0.5",
                "cost:>1s      | 'cost:>1s' needs a comparison, such as cost:>0.5",
                "is:happy      | 'is:happy' is unknown; known here: cached, flaky, maybe-billed, retried",
                "ch:regressed  | 'ch:' needs a baseline",
                "v:            | 'v:' has no value"
            })
    void aTermThatAsksNothingIsRefused(String filter, String complaint) {
        assertThatThrownBy(() -> FilterParser.ofResults(filter))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(complaint)
                .extracting("code")
                .isEqualTo("PM-1003");
    }
}
