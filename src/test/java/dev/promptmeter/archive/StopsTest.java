package dev.promptmeter.archive;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.score.CaseVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Failures that end a run, with 64 requests in flight: nothing more is begun, and what was answered is on record. Whoever asks after the
 * one that fails waits for its result, so how fast a thread runs changes nothing.
 */
@Timeout(60)
class StopsTest {

    private static final int ROWS = 1_000;
    private static final int SLOTS = 64;

    @TempDir
    private Path folder;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch told = new CountDownLatch(1);

    @ParameterizedTest(name = "{0} at request {1}")
    @CsvSource({
        "AUTH, 1",
        "AUTH, 10",
        "AUTH, 500",
        "CREDIT, 1",
        "CREDIT, 10",
        "CREDIT, 500",
        "FORBIDDEN, 1",
        "QUOTA, 1",
        "QUOTA, 10",
        "QUOTA, 500"
    })
    void nothingMoreIsBegunAndEveryAnswerIsOnRecord(FailureKind kind, int number)
            throws IOException, InterruptedException {
        TestPlan plan = TestPlan.asking(failingAt(number, kind)).rows(ROWS).slots(SLOTS);
        Recordings recordings = new Recordings(folder.resolve("run")).telling(this::hear);

        List<CaseResult> seen = recordings.run(plan);

        int asked = begun.get();
        assertThat(asked).isBetween(number, number + SLOTS - 1);
        assertThat(count(seen, CaseVerdict.PASS)).isEqualTo(asked - 1);
        assertThat(count(seen, CaseVerdict.ERROR)).isEqualTo(1);
        assertThat(count(seen, CaseVerdict.SKIP)).isEqualTo(ROWS - asked);
        assertThat(recordings.lines().stream().filter(line -> line.contains("\"t\":\"answer\"")))
                .hasSize(asked);
        assertThat(count(recordings.stored(plan), CaseVerdict.PASS)).isEqualTo(asked - 1);
    }

    private ChatEndpoint failingAt(int number, FailureKind kind) {
        return (request, stopwatch) -> {
            int mine = begun.incrementAndGet();
            if (mine == number) {
                endpoint.on(new String(request.body(), StandardCharsets.UTF_8), failing(kind));
            } else if (mine > number) {
                told.await();
            }
            return endpoint.ask(request, stopwatch);
        };
    }

    private void hear(CaseResult result) {
        if (result.verdict() == CaseVerdict.ERROR) {
            told.countDown();
        }
    }

    private static long count(List<CaseResult> results, CaseVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
