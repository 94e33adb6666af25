package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest.ModelInfo;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Selection.Sample;
import dev.promptmeter.suite.SuiteOptions.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSetupTest {

    private static final RunLabels LABELS = new RunLabels(
            "20260114-0912-k3f9",
            "promptmeter 0.1.0",
            null,
            Map.of("branch", "main"),
            Map.of("cpus", "2"),
            "promptmeter run");

    @TempDir
    private Path root;

    /** A run, and the same run as its journal alone tells it. */
    private record Told(RunSetup setup, FinishedRun finished, FinishedRun again, List<CaseResult> results) {}

    private Told run(Suite suite) throws Exception {
        ScannedSuite scanned = SuiteScan.scan(suite);
        Keys keys = Keys.resolve(suite);
        try (Endpoints endpoints = Endpoints.open(suite, keys, "promptmeter/0.1.0");
                RunFolder folder = RunFolder.create(root.resolve("run"))) {
            RunSetup setup = scanned.setup(LABELS, endpoints, keys);
            assertThat(endpoints.preflight(suite)).isEmpty();
            new Promptmeter(setup, folder).run(Promptmeter.Begin.NEW, null, result -> {});
            FinishedRun finished = Promptmeter.finish(setup, folder.read());
            FinishedRun again = Promptmeter.finish(StoredSetup.of(folder.read().manifest()), folder.read());
            List<CaseResult> results = results(finished);
            assertThat(results(again)).isEqualTo(results);
            assertThat(again.summary()).isEqualTo(finished.summary());
            assertThat(again.verdict()).isEqualTo(finished.verdict());
            return new Told(setup, finished, again, results);
        }
    }

    private static List<CaseResult> results(FinishedRun run) {
        List<CaseResult> results = new ArrayList<>();
        run.results().forEach(results::add);
        return results;
    }

    @Test
    void theQuickstartRunsAndIsUnderstoodAgainFromItsJournalAlone() throws Exception {
        Told told = run(Suite.read(Path.of("datasets/quickstart/promptmeter.yaml"), Suites.variables(Map.of())));

        // What a busy machine is too slow for decides nothing.
        assertThat(told.finished().verdict().gates())
                .filteredOn(GateResult::decides)
                .extracting(GateResult::verdict)
                .containsOnly(GateVerdict.PASS);
        assertThat(told.finished().verdict().exitCode()).isZero();
        assertThat(told.results()).hasSize(85);
    }

    @Test
    void aBareDatasetWithFlagsIsUnderstoodAgainToo() throws Exception {
        Path data = Suites.write(
                root.resolve("capitals.csv"),
                "prompt,expected,__id\nParis,icontains: paris,fr\nRome,Rome,it\nBern,Berne,ch\nOslo,Oslo,no\n");
        Rows rows = new Rows(List.of("!id:*/it"), null, new Sample(2, 1));
        SuiteOptions options = new SuiteOptions(
                Environment.of(Map.of()), List.of(), List.of(), Map.of("mood", "calm"), rows, Set.of(), null, null);

        Told told = run(DirectMode.of(data.toString()).suite(options));

        assertThat(told.results())
                .hasSize(2)
                .noneMatch(result -> result.id().row().equals("it"));
        assertThat(told.setup().manifest().models())
                .extracting(ModelInfo::endpoint)
                .containsExactly("simulator:simulator");
        assertThat(told.setup().manifest().resolved().path("gates")).hasToString("[\"passRate >= 100%\"]");
    }

    @Test
    void theManifestNamesTheRunAndHoldsNoKey() {
        String yaml = Suites.smallest("tags: { team: search }\nreports: { html: { title: Support } }\n")
                .replace("    model: ai21", "    apiKeyEnv: MY_KEY\n    params: { temperature: 0 }\n    model: ai21");
        Suite suite = Suites.read(root, yaml, Suites.variables(Map.of("MY_KEY", "7f3a9c1e5b2d8064")));
        Keys keys = Keys.resolve(suite);

        try (Endpoints endpoints = Endpoints.open(suite, keys, "promptmeter/0.1.0")) {
            var manifest = SuiteScan.scan(suite).setup(LABELS, endpoints, keys).manifest();

            assertThat(manifest.toString()).doesNotContain("7f3a9c1e5b2d8064");
            assertThat(manifest.title()).isEqualTo("Support");
            assertThat(manifest.tags()).containsExactly(Map.entry("team", "search"), Map.entry("branch", "main"));
            assertThat(manifest.models()).extracting(ModelInfo::params).containsExactly("{\"temperature\":0}");
            assertThat(manifest.datasets().get(0).rows()).isEqualTo(1);
            assertThat(manifest.suiteSha()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void anEndpointThatIsNotThereIsFoundOutBeforeTheFirstRequest() throws Exception {
        Suite suite = Suites.read(root, Suites.smallest("").replace("127.0.0.1:8000", "127.0.0.1:1"));

        try (Endpoints endpoints = Endpoints.open(suite, Keys.resolve(suite), "promptmeter/0.1.0")) {
            assertThat(endpoints.preflight(suite)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("PM-2103");
                assertThat(problem.text()).contains("127.0.0.1:1").contains("promptmeter simulate");
            });
            assertThatThrownBy(() -> endpoints.model("other")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aModelThatTheSimulatorListsIsFound() throws Exception {
        Suite simulated = DirectMode.of(
                        Suites.write(root.resolve("q.csv"), "prompt\nHi\n").toString())
                .suite(Suites.variables(Map.of()));
        try (Endpoints running = Endpoints.open(simulated, Keys.resolve(simulated), "promptmeter/0.1.0")) {
            String url = running.simulators().get(0).baseUri().toString();
            Suite known = asking(url, "simulator");
            Suite unknown = asking(url, "simulatro");

            try (Endpoints there = Endpoints.open(known, Keys.resolve(known), "promptmeter/0.1.0");
                    Endpoints absent = Endpoints.open(unknown, Keys.resolve(unknown), "promptmeter/0.1.0")) {
                assertThat(there.preflight(known)).isEmpty();
                assertThat(absent.preflight(unknown))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .contains("PM-2102")
                                .contains("does not list model 'simulatro'; nearest: simulator"));
            }
        }
    }

    private Suite asking(String url, String model) {
        return Suites.read(
                root,
                Suites.smallest("").replace("http://127.0.0.1:8000/v1", url).replace("ai21/jamba-1-5-mini", model));
    }
}
