package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 15 of the test plan, and what stands in a lock. */
@Timeout(120)
class RunLockTest {

    private static final Instant NOW = Instant.parse("2026-01-14T09:12:03Z");
    private static final LockText ME = new LockText(ProcessHandle.current().pid(), "here", NOW, NOW);

    @TempDir
    private Path folder;

    /** One of the processes that race. */
    private record Racer(Process process, BufferedReader said, PrintStream orders) {

        static Racer start() throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockRacer.class.getName())
                    .redirectErrorStream(true)
                    .start();
            return new Racer(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                    new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
        }
    }

    @Test
    void ofTwoProcessesThatWantAFolderExactlyOneGetsIt() throws Exception {
        List<Racer> racers = List.of(Racer.start(), Racer.start());
        try (SuiteLine suite = SuiteLine.begin(15, "locks", 0)) {
            for (Racer racer : racers) {
                assertThat(racer.said().readLine()).isEqualTo("ready");
            }
            for (int i = 0; i < TestScale.of(5, 50); i++) {
                race(racers, folder.resolve("run-" + i));
                suite.count();
            }
        } finally {
            racers.forEach(racer -> racer.process().destroyForcibly());
        }
    }

    private static void race(List<Racer> racers, Path run) throws Exception {
        new Recordings(run).run(TestPlan.asking(new ScriptedEndpoint()).rows(1));
        racers.forEach(racer -> racer.orders().println(run));
        String first = racers.get(0).said().readLine();
        String second = racers.get(1).said().readLine();
        racers.forEach(racer -> racer.orders().println("enough"));

        long holder = racers.get(first.equals("got true") ? 0 : 1).process().pid();
        assertThat(List.of(first, second))
                .containsOnlyOnce("got true")
                .anySatisfy(refused ->
                        assertThat(refused).startsWith("PM-5001 " + run + " is in use by process " + holder + " on "));
    }

    @Test
    void aLockThatWasNotGivenBackIsFreeWhenItsProcessIsDead() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(
                folder.resolve(RunLock.FILE),
                new LockText(dead.pid(), LockText.mine(NOW).host(), Instant.now(), Instant.now()).toString());

        RunLock.take(folder).close();
    }

    /** Where a file system grants a lock to everybody, the heartbeat says that somebody is there. */
    @Test
    void aYoungHeartbeatFromElsewhereKeepsOthersOutThoughTheLockIsGranted() throws Exception {
        Files.writeString(
                folder.resolve(RunLock.FILE),
                new LockText(4711, "another-machine", Instant.now(), Instant.now()).toString());

        assertThatThrownBy(() -> RunLock.take(folder))
                .hasMessageContaining("in use by process 4711 on another-machine");
    }

    @Test
    void anOldHeartbeatFromElsewhereKeepsNobodyOut() {
        LockText other = new LockText(4711, "elsewhere", NOW.minusSeconds(60), NOW.minusSeconds(11));

        assertThat(other.heldAgainst(ME)).isFalse();
        assertThat(other.beating(NOW.minusSeconds(9)).heldAgainst(ME)).isTrue();
    }

    @Test
    void aLivingProcessOfThisMachineHoldsItAndOneThatTookItsNumberDoesNot() {
        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
        LockText mine = new LockText(ProcessHandle.current().pid(), "here", started, started.plusSeconds(5));
        LockText other = new LockText(1, "here", started.plusSeconds(6), started.plusSeconds(6));

        assertThat(mine.heldAgainst(other)).isTrue();
        assertThat(mine.beating(started.minus(Duration.ofSeconds(3))).heldAgainst(other))
                .isFalse();
    }

    @Test
    void whatALockSaysCanBeReadAgain() {
        assertThat(LockText.parse(ME + "      ")).contains(ME);
        assertThat(LockText.parse("process 12 on here since yesterday, alive now"))
                .isEmpty();
        assertThat(LockText.parse("")).isEmpty();
    }

    @Test
    void aLockThatIsGivenBackKeepsNobodyOutOnAnyMachine() throws Exception {
        RunLock.take(folder).close();

        String left = Files.readString(folder.resolve(RunLock.FILE));

        assertThat(LockText.parse(left).orElseThrow().alive()).isEqualTo(Instant.EPOCH);
    }
}
