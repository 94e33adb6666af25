package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetBackClockTest {

    @TempDir
    private Path temporary;

    @Test
    void anHourBetweenTwoStartsChangesNeitherOrderNorDurations() throws Exception {
        TestPlan plan =
                TestPlan.asking(new ScriptedEndpoint()).rows(4).repeat(2).check(Check.of("equals", "Paris"));
        Path path = temporary.resolve("reports").resolve(Recordings.RUN);
        Recordings recordings = new Recordings(path);
        recordings.run(plan);
        byte[] whole = recordings.bytes();
        int half = Recordings.startOfLine(whole, recordings.lines().size() / 2);
        Files.write(recordings.journal(), Arrays.copyOf(whole, half));

        List<CaseResult> asked = recordings.resume(plan, Duration.ofHours(-1));

        assertThat(asked).isNotEmpty();
        List<CaseResult> stored = recordings.stored(plan);
        assertThat(stored).hasSize(8);
        assertThat(stored).extracting(each -> each.id().row()).isSorted();
        assertThat(stored)
                .extracting(CaseResult::latencyNanos)
                .filteredOn(Objects::nonNull)
                .hasSizeGreaterThanOrEqualTo(7)
                .allMatch(each -> each >= 0);
        assertThat(stored).flatExtracting(CaseResult::attempts).allMatch(each -> each.waitNanos() >= 0);
    }
}
