package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.Canary;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds after every run of the program against a simulator that came to its end, whatever happened in it: the ledger is the witness.
 * It may have been started several times, and be killed in between.
 */
final class AfterRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ends of attempts that never reached an endpoint, so that none of them may have been billed. */
    private static final Set<String> UNSENT = Set.of("dns", "connect", "proxy", "tls", "local_limit");

    private AfterRun() {}

    /** Fails if the ledger knows of a request that the journal does not, or something is left behind. */
    static void holds(Simulator simulator, Path run) throws IOException, InterruptedException {
        noRequestIsOpen(simulator);
        RunRecords records = RunRecords.of(run);
        agrees(simulator, records);
        noThreadIsLeft();
        opens(run);
        assertThat(Canary.USUAL.below(run)).as("files with the key").isEmpty();
    }

    /** A permit that is stuck holds its request open. */
    private static void noRequestIsOpen(Simulator simulator) throws InterruptedException {
        assertThat(simulator.await(ledger -> ledger.finished() == ledger.requests(), PATIENCE))
                .as("every request is over")
                .isTrue();
    }

    private static void agrees(Simulator simulator, RunRecords records) {
        List<LedgerEntry> asked = simulator.ledger().entries().stream()
                .filter(entry -> entry.content() != null)
                .toList();
        assertThat(asked.stream().map(LedgerEntry::clientRequestId))
                .as("what was received was sent once, under an id on record")
                .doesNotHaveDuplicates()
                .isSubsetOf(records.keys().keySet());
        Map<String, String> answered = new HashMap<>();
        for (LedgerEntry entry : asked) {
            RunRecords.Came came = records.answers().get(entry.clientRequestId());
            if (came != null) {
                agrees(entry, came);
            }
            if (came != null && came.whole() && entry.answered()) {
                String key = records.keys().get(entry.clientRequestId());
                assertThat(answered.put(key, entry.clientRequestId()))
                        .as("another answer to what %s asks", entry.clientRequestId())
                        .isNull();
            }
        }
    }

    /** What has no answer on record counts as perhaps billed; what has one must not deny what was served. */
    private static void agrees(LedgerEntry entry, RunRecords.Came came) {
        if (came.status() != null) {
            assertThat(came.status())
                    .as("status of %s", entry.clientRequestId())
                    .isEqualTo(entry.status());
        }
        boolean billed = entry.billedPicodollars() > 0;
        assertThat(billed && UNSENT.contains(came.end()))
                .as("%s was billed and is on record as %s", entry.clientRequestId(), came.end())
                .isFalse();
        assertThat(came.whole() && entry.status() == null)
                .as("%s has an answer that nobody gave", entry.clientRequestId())
                .isFalse();
    }

    /** Threads of this process: what the program started in it ends with it. */
    private static void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("promptmeter-")) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static void opens(Path run) {
        Ended read = Program.run("report", run.toString(), "--report", "json");
        assertThat(read.code()).as(read.err()).isZero();
    }
}
