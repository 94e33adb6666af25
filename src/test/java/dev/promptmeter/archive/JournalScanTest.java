package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalScanTest {

    private static final long TEN_SECONDS = 10_000_000_000L;

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();

    @Test
    void linesLongerThanAnyBufferAreReadWhole() throws Exception {
        String essay = "Paris ".repeat(100_000);
        endpoint.on("q2", ScriptedEndpoint.ok(essay));
        TestPlan plan = TestPlan.asking(endpoint).rows(4);
        var recordings = new Recordings(temporary.resolve(Recordings.RUN));

        List<CaseResult> seen = recordings.run(plan);

        assertThat(recordings.stored(plan)).isEqualTo(seen);
        assertThat(seen.get(1).completion().text()).hasSize(600_000);
    }

    @Test
    void tenThousandCasesAreScannedAndReadInSeconds() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(10_000).slots(16);
        for (int i = 1; i <= 10_000; i += 2) {
            endpoint.on("q" + i, ScriptedEndpoint.ok("Refunds are accepted within 30 days. ".repeat(40)));
        }
        var recordings = new Recordings(temporary.resolve(Recordings.RUN));
        recordings.run(plan);

        long before = System.nanoTime();
        JournalScan scan = JournalScan.of(recordings.journal());
        long scanned = System.nanoTime();
        List<CaseResult> results = new ArrayList<>();
        new StoredRun(scan).results(plan.plan()).forEach(results::add);
        long read = System.nanoTime();

        assertThat(results).hasSize(10_000);
        assertThat(scan.number()).isEqualTo(40_002);
        assertThat(scanned - before).isLessThan(TEN_SECONDS);
        assertThat(read - scanned).isLessThan(TEN_SECONDS);
    }
}
