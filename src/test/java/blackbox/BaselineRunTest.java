package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
