package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Scorers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CaseChecksTest {

    private static final Map<String, String> VARS = Map.of("city", "Paris", "pattern", "a.c", "number", "42");

    private static Row row(@Nullable Double threshold, Check... own) {
        var options = new RowOptions(null, threshold, null, null, null, null, null, null);
        return new Row("r1", 2, VARS, Map.of(), List.of(own), options);
    }

    private static String verdict(CheckSet checks, String text, String finish) {
        var completion = new Completion(
                Completion.Kind.OK,
                text,
                null,
                null,
                null,
                FinishReason.of(finish),
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
        var answer = new Answer(completion, Answer.Origin.FRESH, null, null, null, Cost.UNKNOWN);
        return checks.grade(answer).verdict().word();
    }

    private static String verdict(Check suite, String text) {
        return verdict(new CaseChecks(List.of(suite), null, Scorers.builtIn()).of(row(null), VARS), text, "stop");
    }

    @Test
    void aVariableInAShareCheckStandsForTheRowsValue() {
        assertThat(verdict(Check.of("equals", "{{city}}"), "Paris")).isEqualTo("pass");
        assertThat(verdict(Check.of("equals", "{{city}}"), "Rome")).isEqualTo("fail");
    }

    @Test
    void aVariableInAListStandsForTheRowsValue() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode().add("{{city}}").add("France");
        Check all = Check.of("contains-all", null).withValue(list);

        assertThat(verdict(all, "Paris in France")).isEqualTo("pass");
        assertThat(verdict(all, "Lyon in France")).isEqualTo("fail");
    }

    @Test
    void whatARowBringsIntoAPatternIsTextAndNoPattern() {
        Check regex = Check.of("regex", "^{{pattern}}$");

        assertThat(verdict(regex, "a.c")).isEqualTo("pass");
        assertThat(verdict(regex, "abc")).isEqualTo("fail");
    }

    @Test
    void whatARowBringsIntoACharacterClassSpansNoRange() {
        Check regex = Check.of("regex", "^[{{range}}]$");
        Map<String, String> vars = Map.of("range", "a-c");
        CheckSet checks = new CaseChecks(List.of(regex), null, Scorers.builtIn()).of(row(null), vars);

        assertThat(verdict(checks, "-", "stop")).isEqualTo("pass");
        assertThat(verdict(checks, "b", "stop")).isEqualTo("fail");
    }

    @Test
    void anEscapeThatARowBringsAlongIsText() {
        Map<String, String> vars = Map.of("text", "\\u0041\\d");
        CheckSet checks =
                new CaseChecks(List.of(Check.of("regex", "^{{text}}$")), null, Scorers.builtIn()).of(row(null), vars);

        assertThat(verdict(checks, "\\u0041\\d", "stop")).isEqualTo("pass");
        assertThat(verdict(checks, "A1", "stop")).isEqualTo("fail");
    }

    @Test
    void aNumberMayBeOnePlaceholderAndNothingElse() {
        assertThat(verdict(Check.of("numeric", " {{number}} "), "42")).isEqualTo("pass");
        assertThat(CaseChecks.names(Check.of("numeric", "4{{number}}"))).isEmpty();
        assertThatThrownBy(() -> verdict(Check.of("numeric", "4{{number}}"), "442"))
                .hasMessageContaining("is not a number");
    }

    @Test
    void aReasonToFinishMayComeFromTheRow() {
        Check finish = Check.of("finish-reason", "{{end}},filter");
        CheckSet checks =
                new CaseChecks(List.of(finish), null, Scorers.builtIn()).of(row(null), Map.of("end", "length"));

        assertThat(verdict(checks, "Par", "length")).isEqualTo("pass");
        assertThat(verdict(checks, "Par", "stop")).isEqualTo("fail");
    }

    @Test
    void anInsertedValueIsNotLookedAtAgain() {
        Map<String, String> vars = Map.of("city", "{{number}}", "number", "42");
        CheckSet checks =
                new CaseChecks(List.of(Check.of("equals", "{{city}}")), null, Scorers.builtIn()).of(row(null), vars);

        assertThat(verdict(checks, "{{number}}", "stop")).isEqualTo("pass");
    }

    @Test
    void variablesReachTheChecksInsideAGroup() {
        Check group = Check.of("assert-set", null)
                .withParts(List.of(Check.of("contains", "{{city}}"), Check.of("regex", "{{pattern}}")));

        assertThat(CaseChecks.names(group)).containsExactly("city", "pattern");
        assertThat(verdict(group, "Paris a.c")).isEqualTo("pass");
        assertThat(verdict(group, "Paris abc")).isEqualTo("fail");
    }

    @Test
    void aPathOrJsonIsATemplateOnlyWhereItIsOnePlaceholder() {
        assertThat(verdict(Check.of("json-equals", "{{number}}"), "42.0")).isEqualTo("pass");
        assertThat(verdict(Check.of("json-equals", "\"{{number}}\""), "\"{{number}}\""))
                .isEqualTo("pass");
        assertThat(CaseChecks.names(Check.of("json-path", " {{city}} "))).containsExactly("city");
        assertThat(CaseChecks.names(Check.of("json-path", "$.a == {{city}}"))).isEmpty();
        ArrayNode list = JsonNodeFactory.instance.arrayNode().add("{{city}}");
        assertThat(CaseChecks.names(Check.of("json-equals", null).withValue(list)))
                .isEmpty();
    }

    @Test
    void aRowsOwnCheckIsNeverATemplate() {
        CheckSet checks =
                new CaseChecks(List.of(), null, Scorers.builtIn()).of(row(null, Check.of("equals", "{{city}}")), VARS);

        assertThat(verdict(checks, "{{city}}", "stop")).isEqualTo("pass");
        assertThat(verdict(checks, "Paris", "stop")).isEqualTo("fail");
    }

    @Test
    void checksStandInTheOrderSuiteThenRow() {
        CheckSet checks = new CaseChecks(
                        List.of(Check.of("contains", "Par"), Check.of("contains", "{{city}}")), null, Scorers.builtIn())
                .of(row(null, Check.of("equals", "Paris")), VARS);

        assertThat(checks.judged().stream().map(Check::name).limit(3))
                .containsExactly("contains", "contains", "equals");
    }

    @Test
    void aRowsFinishReasonStandsInForThatOfTheSuite() {
        var place = new Check.Origin(Source.NOWHERE, Row.FINISH_COLUMN + ": length", Check.Level.ROW);
        Check own = Check.of("finish-reason", "length").from(place);
        var checks = new CaseChecks(List.of(Check.of("finish-reason", "stop")), null, Scorers.builtIn());

        assertThat(verdict(checks.of(row(null, own), VARS), "Paris", "length")).isEqualTo("pass");
        assertThat(verdict(checks.of(row(null), VARS), "Paris", "length")).isEqualTo("fail");
        assertThat(verdict(checks.of(row(null), VARS), "Paris", "stop")).isEqualTo("pass");
    }

    @Test
    void aNegatedFinishReasonOfTheSuiteStays() {
        var place = new Check.Origin(Source.NOWHERE, Row.FINISH_COLUMN + ": length", Check.Level.ROW);
        Check own = Check.of("finish-reason", "length").from(place);
        var checks = new CaseChecks(List.of(Check.of("finish-reason", "length").not()), null, Scorers.builtIn());

        assertThat(verdict(checks.of(row(null, own), VARS), "Paris", "length")).isEqualTo("fail");
    }

    @Test
    void theRowsThresholdWinsOverTheSuites() {
        var checks = new CaseChecks(
                List.of(Check.of("contains", "Par"), Check.of("contains", "xyz")), 1.0, Scorers.builtIn());

        assertThat(verdict(checks.of(row(null), VARS), "Paris", "stop")).isEqualTo("fail");
        assertThat(verdict(checks.of(row(0.5), VARS), "Paris", "stop")).isEqualTo("pass");
    }

    @Test
    void rowsWithoutChecksOfTheirOwnShareOneSet() {
        var checks = new CaseChecks(List.of(Check.of("contains", "Par")), null, Scorers.builtIn());

        assertThat(checks.of(row(null), VARS)).isSameAs(checks.of(row(null), VARS));
    }

    @Test
    void theNamesThatChecksUseAreKnownBeforeTheRun() {
        assertThat(CaseChecks.names(Check.of("equals", "{{city}} {{number}}"))).containsExactly("city", "number");
        assertThat(CaseChecks.names(Check.of("is-json", "{{city}}"))).isEmpty();
    }
}
