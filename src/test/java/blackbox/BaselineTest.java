package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run on a good script is kept as a baseline; later runs on other scripts, rows and settings are compared with it. */
class BaselineTest {

    @TempDir
    Path folder;

    private Towns towns;
    private Path baseline;

    @BeforeEach
    void write() {
        towns = new Towns(folder);
        baseline = towns.baseline();
    }

    private static String wrong(int from, int to) {
        return Towns.wrong(from, to);
    }

    private static String rules(int from, int to, String reply) {
        return Towns.rules(from, to, reply);
    }

    private void script(String rules) {
        towns.script(rules);
    }

    private Path run(String... more) {
        return towns.run(more);
    }

    private static Ended save(Path run, String... more) {
        return Towns.save(run, more);
    }

    private static Ended accept(Path run, String... more) {
        return Towns.baseline("accept", run, more);
    }

    private static Ended compare(Path before, Path after) {
        return Program.run("compare", before.toString(), after.toString());
    }

    private static JsonNode compared(Path before, Path after) {
        Ended ended = Program.run("compare", before.toString(), after.toString(), "--json");
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.json();
    }

    private static JsonNode figure(JsonNode comparison, String name) {
        return comparison
                .path("figures")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnchangedASlightlyWorseAndAMuchWorseScriptAreToldApart() {
        assertThat(save(run(), "--name", "main").code()).isZero();
        Path unchanged = run();
        script(wrong(2, 11));
        Path slightly = run();
        script(wrong(2, 25));
        Path much = run();

        assertThat(compare(baseline, unchanged).out())
                .contains("COMPARED  main@", "120 matched · 0 new · 0 removed · 0 edited")
                .contains("94.2 % → 94.2 %")
                .contains("0.0 pp (−3.2 to +3.2)", "p = 1.00   no change detected")
                .contains("CASES  120 same · 0 same verdict, other text\n")
                .doesNotContain("\n  regressed ");
        assertThat(compare(baseline, slightly).out())
                .contains("94.2 % → 92.5 %", "−1.7 pp (−6.9 to +3.1)", "p = 0.45   no change detected")
                .contains("  regressed  4\n    towns/r10 · p · sim\n", "  fixed  2\n");
        assertThat(compare(baseline, much).out())
                .contains("94.2 % → 80.8 %", "−13.3 pp (−21.2 to −6.8)", "p = 0.0002   regressed")
                .contains("  regressed  18\n", "    and 8 more: --json lists all\n", "  fixed  2\n");
        assertThat(compared(much, baseline).path("counts").path("fixed").asInt())
                .isEqualTo(18);
    }

    @Test
    void theDocumentForMachinesHoldsEveryCaseThatChanged() {
        save(run());
        script(wrong(2, 25));

        JsonNode json = compared(baseline, run());

        assertThat(json.path("schema").asString()).isEqualTo("promptmeter.comparison/1");
        assertThat(figure(json, "passRate").path("word").asString()).isEqualTo("regressed");
        assertThat(json.path("counts").path("regressed").asInt()).isEqualTo(18);
        assertThat(json.path("cases")
                        .valueStream()
                        .map(each -> each.path("change").asString()))
                .hasSize(20)
                .containsOnly("regressed", "fixed");
    }

    @Test
    void aBaselineSavedTwiceHasTheSameBytesAndIsTheRunItself() {
        Path run = run();
        save(run, "--name", "main");
        String first = Program.text(baseline);
        save(run);

        assertThat(Program.text(baseline)).isEqualTo(first);
        JsonNode json = compared(baseline, run);
        assertThat(json.path("counts").path("same").asInt()).isEqualTo(Towns.CASES);
        assertThat(figure(json, "passRate").path("word").asString()).isEqualTo("no change detected");
        assertThat(figure(json, "latency.p50").path("ratio").asDouble()).isEqualTo(1);
        assertThat(figure(json, "cost.mean").path("word").asString()).isEqualTo("no change detected");
    }

    @Test
    void editedRowsLeaveThePairsAndTooManyOfThemBarEveryWord() {
        save(run());
        Program.file(
                folder,
                "cases.csv",
                Program.text(folder.resolve("cases.csv")).replaceAll("(r[1-4]\\d),Question", "$1,Q"));
        Path few = run();
        Program.file(
                folder, "cases.csv", Program.text(folder.resolve("cases.csv")).replaceAll("Question", "Q"));
        Path many = run();

        assertThat(compared(baseline, few).path("counts").path("edited").asInt())
                .isEqualTo(40);
        assertThat(compare(baseline, many).out())
                .contains("  not comparable: 0 of 120 baseline cases are in this run (0 %, needed 80 %): 0 removed, 120"
                        + " edited, 0 added\n")
                .doesNotContain("no change detected", "regressed", "improved", "within noise");
    }

    @Test
    void aChangedCheckAndAnotherConcurrencyAreNamed() {
        save(run());
        Program.file(folder, "promptmeter.yaml", Program.text(towns.suite()).replace("value: Paris", "value: aris"));
        Path checked = run("-j", "4");

        JsonNode json = compared(baseline, checked);

        assertThat(json.path("obstacles")
                        .valueStream()
                        .map(each -> each.path("text").asString()))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("the checks that the suite has for dataset 'towns' differ: "),
                        text -> assertThat(text)
                                .isEqualTo(
                                        "times were taken under another load: closed loop, 8 in flight then, closed loop,"
                                                + " 4 in flight now"));
        assertThat(figure(json, "passRate").path("word").isNull()).isTrue();
        assertThat(figure(json, "passRate").path("reason").asString()).isEqualTo("NOT_COMPARABLE");
        assertThat(figure(json, "latency.p50").path("word").isNull()).isTrue();
        assertThat(figure(json, "cost.mean").path("word").asString()).isEqualTo("no change detected");
    }

    @Test
    void errorsOnOneSideLeaveNoWordForWhatTheyCouldChange() {
        save(run());
        script(wrong(0, 7) + rules(100, 112, ",400"));
        Path broken = run();

        JsonNode json = compared(baseline, broken);
        assertThat(figure(json, "passRate").path("word").asString()).isEqualTo("not enough data");
        assertThat(figure(json, "passRate").path("reason").asString()).isEqualTo("MISSING");
        assertThat(json.path("counts").path("missing").asInt()).isEqualTo(12);
        assertThat(json.path("differences").toString()).contains("verdict of the run: inconclusive");
    }

    @Test
    void aRunThatCouldNotDecideIsABaselineOnlyByForceAndIsMarked() {
        script(rules(60, 72, ",400"));
        Path broken = run();

        Ended refused = save(broken);
        Ended forced = save(broken, "--force");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("PM-1541  run ")
                .contains(
                        "is no sound baseline: the run could not decide: 10.0 % of 120 answers are errors, limit 2.0 %");
        assertThat(forced.code()).isZero();
        assertThat(Program.run("baseline", "show", baseline.toString()).out())
                .contains("verdict  inconclusive\n         the run could not decide: 10.0 %")
                .contains("cases    120 cases, 120 answers, pass rate 100.0 %, 12 without an answer\n");
    }

    @Test
    void aRunThatWasMeasuredBadlyIsABaselineOnlyByForceAndNothingIsSaidOfItsTimes() {
        Path late = run("--rate", "1000/s", "--set", "validity.DISPATCH_LAG={suspect: 0ms, invalid: 0ms}");
        Path sound = run("--rate", "1000/s");

        Ended refused = save(late);
        Ended forced = save(late, "--force");
        JsonNode json = compared(baseline, sound);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("PM-1541  run ")
                .contains(
                        "is no sound baseline: the measurement is INVALID: ",
                        "(limit 0.0 ms). 'baseline save --force'");
        assertThat(forced.code()).isZero();
        assertThat(Program.text(baseline).lines().findFirst().orElseThrow())
                .contains("\"caveats\":[\"the measurement is INVALID: ", "\"unusableTimes\":\"the measurement is");
        assertThat(json.path("differences").toString()).contains(": the measurement is INVALID: ");
        assertThat(figure(json, "latency.p50").path("word").asString()).isEqualTo("not enough data");
        assertThat(figure(json, "latency.p50").path("reason").asString()).isEqualTo("MEASUREMENT");
        assertThat(figure(json, "latency.p50").path("note").asString())
                .startsWith("in the baseline the measurement is INVALID: ");
        assertThat(figure(json, "passRate").path("word").asString()).isEqualTo("no change detected");
        assertThat(figure(compared(sound, late), "latency.p95").path("note").asString())
                .startsWith("in the run the measurement is INVALID: ");
    }

    @Test
    void whatWasFixedIsAcceptedAndNothingElse() {
        save(run(), "--name", "main");
        script(wrong(2, 11));
        Path later = run();

        Ended accepted = accept(later, "--only", "fixed");

        assertThat(accepted.out())
                .isEqualTo("wrote " + baseline + ": 120 cases, 120 answers, pass rate 95.8 %\n"
                        + "  fixed  towns/r0 · p · sim\n  fixed  towns/r1 · p · sim\n");
        assertThat(accept(later, "--only", "fixed").out()).startsWith("nothing to accept: ");
        assertThat(accept(later, "--case", "towns/r7").out()).contains("  regressed  towns/r7 · p · sim\n");
        JsonNode json = compared(baseline, later);
        assertThat(json.path("counts").path("regressed").asInt()).isEqualTo(3);
        assertThat(json.path("counts").path("fixed").asInt()).isZero();
        assertThat(json.path("differences").toString()).contains("has single cases of later runs: ");
        accept(later, "--all");
        assertThat(compared(baseline, later).path("counts").path("same").asInt())
                .isEqualTo(Towns.CASES);
        assertThat(Program.text(baseline)).contains("\"name\":\"main\"").doesNotContain("\"accepted\"");
    }

    @Test
    void casesOfAnotherLoadAreNotMixedIntoABaseline() {
        save(run());
        String before = Program.text(baseline);
        script(wrong(2, 7));

        Ended refused = accept(run("-j", "4"), "--only", "fixed");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "PM-1543", "cannot be accepted: times were taken under another load: closed loop, 8 in flight");
        assertThat(Program.text(baseline)).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoBaselineIsNeitherReadNorOverwritten() {
        Path run = run();
        Program.file(folder, "baselines/towns.csv", "my notes\n");

        Ended save = save(run);
        Ended compare = compare(baseline, run);
        assertThat(save.code()).isEqualTo(2);
        assertThat(save.err()).contains("PM-1541", "is not a sound baseline; nothing was overwritten");
        assertThat(Program.text(baseline)).isEqualTo("my notes\n");
        assertThat(compare.code()).isEqualTo(2);
        assertThat(compare.err())
                .startsWith("PM-1540  " + baseline + ":1  not a baseline: the first line must begin with");
    }

    @Test
    void withoutABaselineNothingCanBeAccepted() {
        assertThat(accept(run(), "--all").err()).startsWith("PM-1542  " + baseline + " does not exist.");
    }
}
