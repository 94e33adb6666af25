package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.suite.Assignment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTest {

    private static Given run(String... words) {
        return CommandLines.parse(new RunCommand(), List.of(words));
    }

    @Test
    void flagsMayStandBeforeAndBehindTheSuite() {
        Given given = run("-j8", "suite.yaml", "--repeat=3", "-vv", "-k", "t:a", "--filter", "m:b");

        assertThat(given.words()).containsExactly("suite.yaml");
        assertThat(given.find(RunFlags.CONCURRENCY)).isEqualTo("8");
        assertThat(given.find(RunFlags.REPEAT)).isEqualTo("3");
        assertThat(given.count(RunFlags.VERBOSE)).isEqualTo(2);
        assertThat(given.all(RunFlags.FILTER)).containsExactly("t:a", "m:b");
    }

    @Test
    void valuesAreTakenLiterally() {
        Given given = run("--system", "@file ${HOME} 100%", "--gate", "passRate >= 95%");

        assertThat(given.find(RunFlags.SYSTEM)).isEqualTo("@file ${HOME} 100%");
        assertThat(given.find(RunFlags.GATE)).isEqualTo("passRate >= 95%");
    }

    @ParameterizedTest
    @CsvSource({"last, last, 0", "20260114-0912-k3f7, 20260114-0912-k3f7, 0", "suite.yaml, '', 1"})
    void aWordBehindResumeIsARunOnlyIfItLooksLikeOne(String word, String run, int suites) {
        Given given = run("--resume", word);

        assertThat(given.find(RunFlags.RESUME)).isEqualTo(run);
        assertThat(given.words()).hasSize(suites);
    }

    @Test
    void failFastWithoutANumberIsOne() {
        assertThat(Assignments.of(run("--fail-fast")))
                .containsExactly(new Assignment("run.failFast", "1", "flag --fail-fast"));
        assertThat(Assignments.of(run("--fail-fast=3", "x.yaml")))
                .containsExactly(new Assignment("run.failFast", "3", "flag --fail-fast"));
    }

    @Test
    void whatTheEnvironmentSaysComesBeforeWhatFlagsSay() {
        Given given = run("--set", "run.repeat=2")
                .with(Map.of("PROMPTMETER_REPEAT", "5", "PROMPTMETER_RETRIES", "0"), RunFlags.ALL);

        assertThat(Assignments.of(given))
                .containsExactly(
                        new Assignment("run.repeat", "5", "env PROMPTMETER_REPEAT"),
                        new Assignment("run.retries.max", "0", "env PROMPTMETER_RETRIES"),
                        new Assignment("run.repeat", "2", "flag --set run.repeat"));
    }

    @Test
    void aDelimiterThatMeansSomethingInYamlIsQuoted() {
        assertThat(Assignments.of(run("--delimiter", "|")))
                .containsExactly(new Assignment("datasets.*.delimiter", "'|'", "flag --delimiter"));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "on, true", "false, false", "0, false", "'', false"})
    void aSwitchIsSetByAVariableToo(String value, boolean on) {
        assertThat(run().with(Map.of("PROMPTMETER_JSON", value), RunFlags.ALL).has(RunFlags.JSON))
                .isEqualTo(on);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PROMPTMETER_JSON=maybe", "PROMPTMETER_LIMIT=0", "PROMPTMETER_TIMEOUT=5", "PROMPTMETER_SPLIT=1/4"
            })
    void aVariableThatWillNotDoIsRefusedByItsName(String text) {
        String[] parts = text.split("=");

        assertThatThrownBy(() -> run().with(Map.of(parts[0], parts[1]), RunFlags.ALL))
                .hasMessageContaining(parts[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "99", "101", "103", "128", "131", "142", "144", "255", "100"})
    void aFailExitCodeIsAnythingThatMeansNothingElse(String code) {
        assertThat(run("--fail-exit-code", code).find(RunFlags.FAIL_EXIT_CODE)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "102", "129", "130", "143", "256", "x"})
    void otherFailExitCodesAreRefused(String code) {
        assertThatThrownBy(() -> run("--fail-exit-code", code)).hasMessageContaining("PM-1003");
    }

    @Test
    void aRunIsResumedWithTheFlagsThatShapeIt() {
        String command = RunAgain.command(
                "my suite.yaml", run("-k", "t:a b", "--var", "x=it's", "-n", "3", "--stream", "-q", "-o", "x"));

        assertThat(command)
                .isEqualTo("promptmeter run 'my suite.yaml' --stream --filter 't:a b' --limit 3 --var 'x=it'\\''s'");
    }
}
