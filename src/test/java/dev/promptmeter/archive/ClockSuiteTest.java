package dev.promptmeter.archive;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 28 of the test plan: while a run goes on, somebody sets the wall clock, summer begins, or one of the clocks stands still. */
@Timeout(120)
class ClockSuiteTest {

    private static final int ROWS = 12;
    private static final Duration USUAL = Duration.ofMillis(400);
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    private Path temporary;

    private final TimeZone zone = TimeZone.getDefault();

    /** What becomes of the clocks while a question is in flight. */
    private enum Trouble {
        /** Set ahead, or the machine slept and its own clock with it. */
        AHEAD,
        BACK,
        /** Another offset from UTC, which is no time that passes. */
        SUMMER,
        /** Time passes that the wall clock does not show. */
        WALL_STANDS_STILL,
        /** Too little for a single attempt, enough to be told. */
        DRIFT
    }

    /** One schedule: what happens in which row, and how far the clocks part. */
    private record Scene(Trouble trouble, int row, Duration by) {

        static Scene of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Trouble trouble = Trouble.values()[(int) (seed % Trouble.values().length)];
            long millis = trouble == Trouble.DRIFT ? random.nextLong(1_100, 4_900) : random.nextLong(5_100, 7_200_000);
            return new Scene(trouble, random.nextInt(1, ROWS + 1), Duration.ofMillis(millis));
        }

        Duration wall() {
            return switch (trouble) {
                case AHEAD, DRIFT -> by;
                case BACK, WALL_STANDS_STILL -> by.negated();
                case SUMMER -> Duration.ZERO;
            };
        }

        Duration passing() {
            return trouble == Trouble.WALL_STANDS_STILL ? by : USUAL;
        }

        boolean marked() {
            return trouble != Trouble.SUMMER && trouble != Trouble.DRIFT;
        }
    }

    @AfterEach
    void setTheZoneBack() {
        TimeZone.setDefault(zone);
    }

    @Test
    void noClockThatIsSetMakesADurationNegativeOrAbsurd() throws Exception {
        long first = TestScale.seed(28);
        try (SuiteLine suite = SuiteLine.begin(28, "clock", first)) {
            for (long seed = first; seed < first + TestScale.of(20, 200); seed++) {
                TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
                check(Scene.of(seed), temporary.resolve("run-" + seed));
                suite.count();
            }
        }
    }

    private static void check(Scene scene, Path path) throws Exception {
        ScriptedEndpoint endpoint = new ScriptedEndpoint();
        Recordings recordings = new Recordings(path);
        for (int row = 2; row <= ROWS; row += 3) {
            endpoint.on("q" + row, failing(FailureKind.RATE, WAIT), ok("Paris"));
        }
        boolean[] happened = {false};
        endpoint.during(question -> {
            boolean now = question.equals("q" + scene.row()) && !happened[0];
            happened[0] |= now;
            if (now && scene.trouble() == Trouble.SUMMER) {
                TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            } else if (now) {
                recordings.ticker().setWall(scene.wall());
            }
            recordings.ticker().pass(now ? scene.passing() : USUAL);
        });
        TestPlan plan = TestPlan.asking(endpoint).rows(ROWS).slots(1);

        List<CaseResult> seen = recordings.run(plan);

        assertThat(seen).as(scene.toString()).hasSize(ROWS).allSatisfy(result -> checkTimes(scene, result));
        assertThat(recordings.stored(plan)).as(scene.toString()).isEqualTo(seen);
        checkRun(scene, path, recordings.ticker().nanos());
    }

    private static void checkTimes(Scene scene, CaseResult result) {
        boolean refused = result.attempts().size() > 1;
        boolean marked = scene.marked() && result.id().row().equals("r" + scene.row());
        assertThat(result.flags().contains(RecordedAnswer.CLOCK_JUMP)).isEqualTo(marked);
        assertThat(result.latencyNanos()).isEqualTo(marked ? null : (Long) USUAL.toNanos());
        assertThat(result.attempts())
                .allSatisfy(attempt -> assertThat(
                                attempt.times().end() - attempt.times().start())
                        .isBetween(USUAL.toNanos(), scene.passing().toNanos() + USUAL.toNanos()));
        long waited = result.attempts().stream()
                .mapToLong(attempt -> attempt.waitNanos())
                .sum();
        assertThat(waited).isBetween(refused ? WAIT.toNanos() : 0, refused ? WAIT.toNanos() * 11 / 10 : 0);
    }

    private static void checkRun(Scene scene, Path path, long nanos) throws Exception {
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun stored = folder.read();
            assertThat(stored.duration())
                    .as(scene.toString())
                    .isBetween(Duration.ofNanos(nanos - 1_000), Duration.ofNanos(nanos));
            assertThat(stored.notices().stream().filter(text -> text.contains("wall clock")))
                    .as(scene.toString())
                    .hasSize(scene.trouble() == Trouble.SUMMER ? 0 : 1);
        }
    }
}
