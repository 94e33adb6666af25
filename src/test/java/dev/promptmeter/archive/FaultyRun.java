package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.FakeTicker;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.run.UnrecordedException;
import dev.promptmeter.score.CaseVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run that is started again and again on disks that fail, until it comes to its end. */
final class FaultyRun {

    private final Path folder;
    private final int rows;
    private final int slots;
    private final Witness witness = new Witness();
    private final List<CaseResult> told = Collections.synchronizedList(new ArrayList<>());
    private int starts;

    FaultyRun(Path parent, int rows, int slots) {
        this.folder = parent.resolve(Recordings.RUN);
        this.rows = rows;
        this.slots = slots;
    }

    Witness witness() {
        return witness;
    }

    Path folder() {
        return folder;
    }

    private TestPlan plan() {
        return TestPlan.asking(witness).rows(rows).slots(slots).check(Check.of("equals", "Paris"));
    }

    /** How a start of the program ended: with the exception that ends it with code 5, or without. */
    record Ended(@Nullable StorageException storage) {}

    /** {@return how one start of the program on that disk ended} */
    Ended start(FaultyDisk disk, Fsync fsync) throws InterruptedException {
        witness.on(disk);
        Instant at = Recordings.START.plus(Duration.ofHours(starts++));
        TestPlan plan = plan();
        Manifest manifest = Recordings.manifest(plan).startedAt(at);
        Storage storage = new Storage(disk, 64, folder.getParent());
        Runner[] runner = new Runner[1];
        var writing = new RunFolder.Writing(Redactor.NONE, 16, fsync, cause -> stop(runner, cause));
        boolean begun = begun();
        try (RunFolder open = (there() ? RunFolder.open(folder) : emptied()).on(storage)) {
            Journal journal = begun ? open.resume(manifest, writing) : open.begin(manifest, writing);
            try (journal) {
                synchronized (runner) {
                    runner[0] = new Runner(
                            plan.plan(),
                            new Runner.Surroundings(Recordings.RUN, journal, open.history(), new FakeTicker()));
                }
                Stop stop = runner[0].run(result -> tell(result, disk));
                if (stop == null) {
                    journal.ended(at.plusSeconds(1));
                } else {
                    journal.stopped(at.plusSeconds(1), stop);
                }
            } catch (UnrecordedException e) {
                // Said by the journal itself.
            }
            journal.requireSound("Go on.");
            return new Ended(null);
        } catch (StorageException e) {
            return new Ended(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether its opening note is on record; before that nothing is sent} */
    boolean begun() {
        Path journal = folder.resolve(Segments.FIRST);
        try {
            return there()
                    && !RunFolder.unbegun(folder)
                    && JournalScan.of(journal).number() > 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean there() {
        return Files.exists(folder.resolve(Segments.FIRST));
    }

    /** A program that was killed before it had made its journal leaves a folder that is no run. */
    private RunFolder emptied() throws IOException {
        if (Files.isDirectory(folder)) {
            try (var left = Files.list(folder)) {
                for (Path each : left.toList()) {
                    Files.delete(each);
                }
            }
        }
        return RunFolder.create(folder);
    }

    private static void stop(Runner[] runner, IOException cause) {
        synchronized (runner) {
            if (runner[0] != null) {
                runner[0].stop(new Stop(Stop.Cause.STORAGE, String.valueOf(cause.getMessage())));
            }
        }
    }

    private void tell(CaseResult result, FaultyDisk disk) {
        if (!disk.dead() && result.verdict() != CaseVerdict.SKIP) {
            told.add(result);
        }
    }

    /** {@return what the journal tells now; it must not be damaged, nor odd} */
    List<CaseResult> stored() {
        try (RunFolder open = RunFolder.open(folder)) {
            StoredRun stored = open.read();
            assertThat(stored.notices()).isEmpty();
            return Recordings.results(stored, plan());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing that was shown to anybody is lost. */
    void requireWhatWasToldOnRecord() {
        Set<String> answered = answered(stored());
        List<CaseResult> shown = List.copyOf(told);
        assertThat(answered)
                .containsAll(shown.stream()
                        .flatMap(result -> result.attempts().stream())
                        .filter(attempt -> attempt.failure() == null)
                        .map(Attempt::requestId)
                        .toList());
    }

    /** The run has come to its end: everything has its result, and all that was paid for is known. */
    void requireComplete() {
        List<CaseResult> all = stored();
        assertThat(all).hasSize(rows).allSatisfy(result -> {
            assertThat(result.verdict()).isEqualTo(CaseVerdict.PASS);
            assertThat(result.attempts().stream().filter(each -> each.failure() == null))
                    .as("answers to %s", result.id().text())
                    .hasSize(1);
        });
    }

    /** Whatever was served is an answer on record, or an attempt that counts as perhaps billed. */
    void requireWhatWasServedOnRecord() {
        Set<String> known = stored().stream()
                .flatMap(result -> result.attempts().stream())
                .map(Attempt::requestId)
                .collect(Collectors.toSet());
        assertThat(known)
                .containsAll(
                        witness.served().stream().map(Witness.Served::requestId).toList());
    }

    /** {@return the request ids of the answers among those results} */
    static Set<String> answered(List<CaseResult> results) {
        return results.stream()
                .flatMap(result -> result.attempts().stream())
                .filter(attempt -> attempt.failure() == null)
                .map(Attempt::requestId)
                .collect(Collectors.toSet());
    }
}
