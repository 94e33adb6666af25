package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run names its baseline, keeps a copy of it, and is compared with that copy whenever its reports are made. */
class BaselineRunTest {

    @TempDir
    Path folder;

    private Towns towns;

    @BeforeEach
    void write() {
        towns = new Towns(folder);
    }

    private static List<String> copies(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("baseline-"))
                    .toList();
        }
    }

    private static JsonNode baseline(Path run) {
        return Program.json(run, "summary.json").path("baseline");
    }

    @Test
    void theSuiteNamesABaselineAndTheRunKeepsACopyOfIt() throws IOException {
        towns.write("[passRate >= 50%]", "baseline: baselines/towns.csv\n");
        Path first = towns.run();
        Towns.save(first, "--name", "main");
        towns.script(Towns.wrong(2, 25));

        Path second = towns.run();

        assertThat(baseline(first).isNull()).isTrue();
        assertThat(copies(first)).isEmpty();
        assertThat(copies(second))
                .singleElement()
                .satisfies(name ->
                        assertThat(Program.text(second.resolve(name))).isEqualTo(Program.text(towns.baseline())));
        assertThat(baseline(second).path("regressed").asInt()).isEqualTo(18);
        assertThat(baseline(second).path("fixed").asInt()).isEqualTo(2);
        assertThat(baseline(second).path("unchanged").asInt()).isEqualTo(100);
        assertThat(baseline(second).path("ref").asString())
                .isEqualTo(towns.baseline().toString());
    }

    @Test
    void reportsStayWhatTheyWereWhenTheBaselineIsReplaced() {
        towns.write("[passRate >= 50%]", "baseline: baselines/towns.csv\n");
        Towns.save(towns.run());
        towns.script(Towns.wrong(2, 25));
        Path run = towns.run();
        String before = Program.text(run.resolve("summary.json"));
        Towns.save(run);

        Ended again = Program.run("report", run.toString(), "--report", "json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Program.text(run.resolve("summary.json"))).isEqualTo(before);
    }

    @Test
    void aCopyThatIsNotWhatItWasIsRefused() throws IOException {
        Towns.save(towns.run());
        Path run = towns.run("--baseline", towns.baseline().toString());
        Path copy = run.resolve(copies(run).get(0));
        Files.writeString(copy, Program.text(copy).replace("fail", "pass"));

        Ended changed = Program.run("report", run.toString(), "--report", "json");
        Files.delete(copy);
        Ended gone = Program.run("report", run.toString(), "--report", "json");

        assertThat(changed.code()).isEqualTo(5);
        assertThat(changed.err())
                .startsWith("PM-5007  " + copy + " is not the baseline that the run was compared with");
        assertThat(gone.code()).isEqualTo(5);
        assertThat(gone.err()).startsWith("PM-5007  " + copy + " cannot be read: ");
    }

    @Test
    void aFileThatASuiteNamesAndThatIsNotThereYetIsSaidAloud() {
        towns.write("[passRate >= 50%]", "baseline: baselines/towns.csv\n");
        Path out = towns.next();

        Ended ended = towns.start(out);

        String why = towns.baseline() + " does not exist yet; make it of a run: promptmeter baseline save";
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("note: nothing is compared: " + why);
        assertThat(Program.run("report", out.toString(), "--report", "html").code())
                .isZero();
        assertThat(Program.text(out.resolve("report.html"))).contains("nothing was compared: ");
        assertThat(baseline(out).isNull()).isTrue();
    }

    @Test
    void aFileThatAFlagNamesMustBeThereBeforeAnythingIsAsked() {
        Path out = towns.next();

        Ended ended = towns.start(out, "--baseline", folder.resolve("none.csv").toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1542  '" + folder.resolve("none.csv") + "' is neither a run nor");
        assertThat(out).doesNotExist();
    }

    @Test
    void anEarlierRunIsABaselineToo() {
        Path first = towns.run();
        towns.script(Towns.wrong(2, 25));

        Path second = towns.run("--baseline", first.toString());

        assertThat(baseline(second).path("regressed").asInt()).isEqualTo(18);
    }

    @Test
    void aFlagWinsOverTheVariableAndBothFlagsExcludeEachOther() {
        String first = towns.run().toString();
        Map<String, String> variable = Map.of("PROMPTMETER_BASELINE", first);
        Path out = towns.next();

        Ended byVariable = Program.run(
                variable, "run", towns.suite().toString(), "-o", out.toString(), "--json", "--report", "json");
        Ended switchedOff = Program.run(
                variable, "run", towns.suite().toString(), "-o", towns.next().toString(), "--no-baseline", "--json");
        Ended both = towns.start(towns.next(), "--no-baseline", "--baseline", first);

        assertThat(byVariable.json().path("baseline").path("unchanged").asInt()).isEqualTo(Towns.CASES);
        assertThat(switchedOff.json().path("baseline").isNull()).isTrue();
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).isEqualTo("PM-1006  '--baseline' and '--no-baseline' exclude each other\n");
    }

    @Test
    void aFileOutsideTheSuitesFolderIsRefused() {
        towns.write("[passRate >= 50%]", "baseline: ../../elsewhere.csv\n");

        assertThat(towns.start(towns.next()).err()).contains("PM-1111", "is outside the suite's folder");
    }

    @Test
    void whatIsSavedGoesWhereTheSuiteLooksForIt() {
        towns.write("[passRate >= 50%]", "baseline: blessed/main.csv\n");
        Path first = towns.run();

        Towns.save(first);

        assertThat(folder.resolve("blessed/main.csv")).exists();
        assertThat(baseline(towns.run()).path("unchanged").asInt()).isEqualTo(Towns.CASES);
    }

    @Test
    void everyOutputTellsTheSameOfEachCase() {
        Towns.save(towns.run(), "--name", "main");
        towns.script(Towns.wrong(2, 25) + Towns.rules(30, 31, ",400"));
        Path out = towns.next();

        String console = Program.run(
                        "run",
                        towns.suite().toString(),
                        "-o",
                        out.toString(),
                        "--baseline",
                        towns.baseline().toString(),
                        "--report",
                        "csv,jsonl,json")
                .out();

        assertThat(console)
                .contains("COMPARED  main@", " → this run   120 matched · 0 new · 0 removed · 0 edited\n")
                .contains(
                        "  cases  18 regressed · 2 fixed · 1 missing · 99 same   list: promptmeter show -k ch:regressed")
                .containsPattern("towns/r7 · p · sim +contains: .* +regressed +")
                .doesNotContain("towns/r2 · p · sim   contains");
        String csv = Program.text(out.resolve("results.csv"));
        assertThat(csv.lines().filter(line -> line.contains("\"pass\",\"regressed\"")))
                .hasSize(18);
        assertThat(csv.lines().filter(line -> line.contains("\"fail\",\"fixed\"")))
                .hasSize(2);
        assertThat(Program.text(out.resolve("results.jsonl")))
                .contains("\"baselineVerdict\":\"pass\",\"change\":\"missing\"");
        assertThat(Program.run("show", out.toString(), "-k", "ch:regressed id:*/r7")
                        .out())
                .contains("✗ towns/r7 · p · sim", "  was PASS in main@")
                .doesNotContain("r8");
        assertThat(Program.run("show", out.toString(), "-k", "ch:fixed").out()).contains("was FAIL in main@");
    }

    @Test
    void thePageShowsRegressionsFirstAndNothingOfABaselineActs() {
        Towns.save(towns.run(), "--name", "<img src=x onerror=alert(1)>");
        towns.script(Towns.wrong(2, 25));
        Path plain = towns.run();

        Path run = towns.run("--baseline", towns.baseline().toString());
        Program.run("report", plain.toString(), "--report", "html");
        Program.run("report", run.toString(), "--report", "html");

        String page = Program.text(run.resolve("report.html"));
        assertThat(page)
                .contains("<section id=\"changes\"><h2>Changes since ", "&lt;img src=x onerror=alert(1)&gt;@")
                .doesNotContain("<img src=x")
                .contains("<span aria-hidden=\"true\">✗</span> regressed</span>", "−13.3 pp (−21.2 to −6.8)")
                .contains(
                        "<th scope=\"row\">regressed</th><td class=\"number\"><a href=\"#/cases?q=ch%3Aregressed\">18</a>")
                .contains(
                        "<h3>Regressed cases, largest loss first</h3>",
                        "<a href=\"#/case/towns%2Fr7/p/sim\" dir=\"auto\">")
                .contains("id=\"column-change\"", "<span class=\"label\">regressed</span>");
        assertThat(page.indexOf("id=\"changes\"")).isLessThan(page.indexOf("id=\"models\""));
        assertThat(Program.text(plain.resolve("report.html"))).doesNotContain("Changes since", "column-change");
    }

    @Test
    void aRescoreIsComparedWithWhatItsRunWasComparedWith() {
        Towns.save(towns.run());
        towns.script(Towns.wrong(2, 25));
        Path run = towns.run("--baseline", towns.baseline().toString());
        Path again = towns.next();
        Path without = towns.next();

        Ended rescored = Program.run("rescore", run.toString(), "-o", again.toString(), "--report", "json", "-q");
        Program.run("rescore", run.toString(), "-o", without.toString(), "--no-baseline", "--report", "json", "-q");

        assertThat(rescored.code()).as(rescored.err()).isZero();
        assertThat(baseline(again)).isEqualTo(baseline(run));
        assertThat(baseline(without).isNull()).isTrue();
    }

    @Test
    void aRunThatGoesOnIsComparedWithWhatItWasComparedWithBefore() {
        Towns.save(towns.run());
        Path run = towns.run("--baseline", towns.baseline().toString(), "--fail-fast", "3", "-j", "1");
        JsonNode before = baseline(run);
        Towns.save(towns.run(), "--name", "newer");

        Program.run("run", towns.suite().toString(), "--resume", run.toString(), "--report", "json", "-q");

        assertThat(before.path("removed").asInt()).isPositive();
        assertThat(baseline(run).path("sha")).isEqualTo(before.path("sha"));
        assertThat(baseline(run).path("removed").asInt()).isZero();
    }

    @Test
    void runsOfOneConfigurationArePooledIntoOneBaseline() {
        Path first = towns.run();
        towns.script(Towns.wrong(0, 9));
        Path second = towns.run("--repeat", "2");
        towns.write("[passRate >= 50%]", "vars: { unused: x }\n");
        Program.file(folder, "promptmeter.yaml", Program.text(towns.suite()).replace("{{question}}", "{{question}}!"));
        Path other = towns.run();

        Ended saved = Program.run("baseline", "save", first.toString(), second.toString());
        Ended refused = Program.run("baseline", "save", first.toString(), other.toString());
        Ended twice = Program.run("baseline", "save", first.toString(), first.toString());

        assertThat(saved.out()).isEqualTo("wrote " + towns.baseline() + ": 120 cases, 360 answers, pass rate 93.1 %\n");
        assertThat(saved.err()).doesNotContain("luck");
        String id = Program.json(first, "summary.json").path("run").path("id").asString();
        assertThat(Program.run("baseline", "show", towns.baseline().toString()).out())
                .contains("run      " + id + "+");
        assertThat(refused.err())
                .isEqualTo("PM-1541  these runs cannot be one baseline: a prompt differs between them\n");
        assertThat(twice.err()).isEqualTo("PM-1541  these runs cannot be one baseline: the same run is named twice\n");
    }

    @Test
    void whoRunsAgainUntilItIsGreenIsCounted() {
        assumeTrue(Files.exists(Path.of(".git")), "not in a checkout of git");
        towns.write("[passRate >= 50%]", "reports: { out: " + folder.resolve("reports") + " }\n");
        String[] command = {"run", towns.suite().toString(), "--json", "--report", "json", "-n", "3"};

        JsonNode first = Program.run(command).json();
        Program.run(command);
        Ended third = Program.run(command);
        JsonNode other = Program.run("run", towns.suite().toString(), "--json", "--report", "json", "-n", "4")
                .json();

        assertThat(first.path("warnings").toString()).doesNotContain("run of this suite");
        assertThat(third.json().path("warnings").toString()).contains("third run of this suite at this commit: ");
        assertThat(other.path("warnings").toString()).doesNotContain("run of this suite");
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", folder.toString()));
        command.addAll(List.of(words));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).as(String.join(" ", words)).isZero();
    }

    @Test
    void aCommitHasTheFileThatTheSuiteNames() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of(".git")), "no program git");
        towns.write("[passRate >= 50%]", "baseline: baselines/towns.csv\n");
        git("init", "-q");
        git("add", "promptmeter.yaml");
        git("commit", "-q", "-m", "without");
        Towns.save(towns.run("--no-baseline"));
        git("add", "baselines");
        git("commit", "-q", "-m", "with");
        Files.delete(towns.baseline());
        towns.script(Towns.wrong(2, 25));

        Path run = towns.run("--baseline", "git:HEAD");
        Ended without = towns.start(towns.next(), "--baseline", "git:HEAD~1");
        Ended unknown = towns.start(towns.next(), "--baseline", "git:no-such-branch");

        assertThat(baseline(run).path("ref").asString()).isEqualTo("git:HEAD");
        assertThat(baseline(run).path("regressed").asInt()).isEqualTo(18);
        assertThat(without.code()).isZero();
        assertThat(without.err())
                .contains(
                        "note: nothing is compared: git:HEAD~1: that commit has no file " + towns.baseline() + " yet");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("PM-1542", "git knows no commit 'no-such-branch' here");
    }

    @Test
    void theLargestLossByTagStandsFirst() {
        Program.file(
                folder,
                "cases.csv",
                Program.text(folder.resolve("cases.csv"))
                        .replaceFirst("id,question", "id,question,__metadata:tag[]")
                        .replaceAll("(?m)^(r\\d+,.*)$", "$1,\"all,tens\"")
                        .replaceAll("(?m)^(r1\\d,.*),tens\"$", "$1,teens\""));
        Towns.save(towns.run());
        towns.script(Towns.wrong(2, 25));
        Path out = towns.next();

        String console = Program.run(
                        "run",
                        towns.suite().toString(),
                        "-o",
                        out.toString(),
                        "--baseline",
                        towns.baseline().toString(),
                        "--report",
                        "json,html")
                .out();

        assertThat(console)
                .contains("BY TAG, largest loss first (exploratory)\n  teens   100.0 % → 0.0 %   n=10\n")
                .contains("  all     94.2 % → 80.8 %   n=120\n");
        assertThat(baseline(out).path("slices").path(1).toString())
                .isEqualTo("{\"tag\":\"teens\",\"cases\":10,\"passRateBefore\":1.0,\"passRateAfter\":0.0}");
        assertThat(Program.text(out.resolve("report.html")))
                .contains("<a href=\"#/cases?q=t%3Ateens\" dir=\"auto\">teens</a>");
    }

    @Test
    void aDryRunLooksAtTheBaselineToo() {
        Ended ended = towns.start(towns.next(), "--dry-run", "--baseline", "none.csv");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1542  'none.csv' is neither a run nor a baseline");
    }
}
