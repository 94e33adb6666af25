package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.archive.FaultyDisk.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suites 5 and 7 of the test plan: the program dies at the n-th thing that its journal does to the disk, and is started again. */
@Timeout(600)
class CrashPointsTest {

    private static final int MOST_STARTS = 5;
    private static final int CHAIN = 5;
    private static final List<FaultyDisk.Fault> KILLS =
            List.of(FaultyDisk::killedBefore, FaultyDisk::killedWithin, FaultyDisk::killedAfter);

    @TempDir
    private Path temporary;

    private int runs;

    private FaultyRun run(int rows, int slots) throws IOException {
        return new FaultyRun(Files.createDirectory(temporary.resolve("run-" + ++runs)), rows, slots);
    }

    @Test
    void aKillAtAnyWriteForceRenameTruncateOrOpenLosesNothing() throws Exception {
        int each = TestScale.of(100, 400);
        long seed = TestScale.seed(5);
        try (SuiteLine suite = SuiteLine.begin(5, "crash points through the seam", seed)) {
            for (int n = 1; n <= each; n++) {
                for (Call call : List.of(Call.WRITE, Call.FORCE)) {
                    killedInALongRun(call, n, seed);
                    suite.count();
                }
                for (Call call : List.of(Call.RENAME, Call.TRUNCATE, Call.OPEN)) {
                    killedInManyStarts(call, n, seed);
                    suite.count();
                }
            }
            assertThat(suite.cases()).isEqualTo(5L * each);
        }
    }

    private void killedInALongRun(Call call, int n, long seed) throws Exception {
        int slots = n % 3 == 0 ? 4 : 1;
        FaultyRun run = run(call == Call.FORCE ? n + 1 : n / 2 + 2, slots);
        FaultyDisk disk = new FaultyDisk().at(call, n, kill(n, seed));

        run.start(disk, call == Call.FORCE ? Fsync.ALWAYS : Fsync.GROUP);

        assertThat(disk.dead() || slots > 1).as("%s %d was reached", call, n).isTrue();
        requireSoundAndGoOn(run);
    }

    private static FaultyDisk.Fault kill(int n, long seed) {
        return KILLS.get(Math.floorMod(n + seed, KILLS.size()));
    }

    /** Few starts rename or truncate anything: each of these finds a torn journal, and meets a force that fails. */
    private void killedInManyStarts(Call call, int n, long seed) throws Exception {
        FaultyRun run = run(8, 1 + n % 2);
        int left = 1 + n % MOST_STARTS;
        boolean dead = false;
        while (!dead) {
            FaultyDisk disk = new FaultyDisk().at(call, left, kill(n, seed)).at(Call.FORCE, 5, CrashPointsTest::lost);
            run.start(disk, Fsync.ALWAYS);
            left -= disk.calls(call);
            dead = disk.dead();
            tear(run);
        }
        requireSoundAndGoOn(run);
    }

    /** A force that fails tells nothing of what became of the bytes. */
    private static int lost(FaultyDisk disk, Path file, FaultyDisk.Deed deed) throws IOException {
        throw new IOException("Input/output error");
    }

    private static void tear(FaultyRun run) throws IOException {
        if (run.begun()) {
            List<Path> files = Segments.files(run.folder().resolve(Segments.FIRST));
            Files.writeString(files.get(files.size() - 1), "{\"c\":\"0123", StandardOpenOption.APPEND);
        }
    }

    private static void requireSoundAndGoOn(FaultyRun run) throws Exception {
        if (run.begun()) {
            run.requireWhatWasToldOnRecord();
        }
        assertThat(run.start(new FaultyDisk(), Fsync.GROUP).storage()).isNull();
        run.requireComplete();
        run.requireWhatWasServedOnRecord();
    }

    @Test
    void aLossOfPowerLosesNothingThatWasForced() throws Exception {
        int points = TestScale.of(200, 2000);
        long seed = TestScale.seed(55);
        Random random = new Random(seed);
        try (SuiteLine suite = SuiteLine.begin(5, "crash points with loss of unforced data", seed)) {
            for (int n = 1; n <= points; n++) {
                powerLostAt(n % 2 == 0 ? Call.WRITE : Call.FORCE, 1 + n / 2 % 60, kill(n, seed), random);
                suite.count();
            }
            assertThat(suite.cases()).isEqualTo(points);
        }
    }

    /** One slot and a force for each answer: a question is only asked when the answer to the one before is on the disk. */
    private void powerLostAt(Call call, int n, FaultyDisk.Fault kill, Random random) throws Exception {
        FaultyRun run = run(60, 1);
        FaultyDisk disk = new FaultyDisk().at(call, n, kill);
        run.start(disk, Fsync.ALWAYS);
        assertThat(disk.dead()).as("%s %d was reached", call, n).isTrue();
        disk.losePower(random);

        if (run.begun()) {
            List<String> served = run.witness().served().stream()
                    .map(Witness.Served::requestId)
                    .toList();
            assertThat(FaultyRun.answered(run.stored())).containsAll(served.subList(0, Math.max(0, served.size() - 1)));
        }
        assertThat(run.start(new FaultyDisk(), Fsync.GROUP).storage()).isNull();
        run.requireComplete();
    }

    @Test
    void aChainOfKillsAndResumesPaysNothingTwiceUnflagged() throws Exception {
        int chains = TestScale.of(10, 100);
        long seed = TestScale.seed(7);
        Random random = new Random(seed);
        try (SuiteLine suite = SuiteLine.begin(7, "kill-and-resume chains through the seam", seed)) {
            for (int i = 0; i < chains; i++) {
                FaultyRun run = run(80, 1 + i % 8);
                for (int kill = 0; kill < CHAIN; kill++) {
                    var fault = KILLS.get(random.nextInt(KILLS.size()));
                    run.start(new FaultyDisk().at(Call.WRITE, 1 + random.nextInt(25), fault), Fsync.GROUP);
                }
                requireSoundAndGoOn(run);
                suite.count();
            }
            assertThat(suite.cases()).isEqualTo(chains);
        }
    }
}
