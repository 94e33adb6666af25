package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import java.nio.file.Path;
import java.util.Map;
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

    @Test
    void theQuickstartRunsAndIsUnderstoodAgainFromItsJournalAlone() throws Exception {
        Suite suite = Suite.read(Path.of("datasets/quickstart/promptmeter.yaml"), Suites.variables(Map.of()));
        ScannedSuite scanned = SuiteScan.scan(suite);
        Keys keys = Keys.resolve(suite);

        try (Endpoints endpoints = Endpoints.open(suite, keys, "promptmeter/0.1.0");
                RunFolder folder = RunFolder.create(root.resolve("run"))) {
            RunSetup setup = scanned.setup(LABELS, endpoints, keys);
            new Promptmeter(setup, folder).run(Promptmeter.Begin.NEW, null, result -> {});
            FinishedRun finished = Promptmeter.finish(setup, folder.read());
            FinishedRun again = Promptmeter.finish(StoredSetup.of(folder.read().manifest()), folder.read());

            assertThat(finished.verdict().gates())
                    .extracting(GateResult::verdict)
                    .containsOnly(GateVerdict.PASS);
            assertThat(finished.verdict().exitCode()).isZero();
            assertThat(again.summary()).isEqualTo(finished.summary());
            assertThat(again.verdict()).isEqualTo(finished.verdict());
        }
    }
}
