package dev.promptmeter.archive;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.History;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunFollowerTest {

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final List<CaseResult> passedOn = Collections.synchronizedList(new ArrayList<>());
    private Recordings recordings;

    @BeforeEach
    void chooseAFolder() {
        recordings = new Recordings(temporary.resolve(Recordings.RUN));
    }

    @Test
    void aMixedRunIsPassedOnAsItIsReadAfterwards() throws Exception {
        endpoint.on("q1", ok("Paris"), ok("Rome"), ok("Paris"))
                .on("q2", failing(FailureKind.RATE, Duration.ofSeconds(1)), ok("Paris"))
                .on("q3", failing(FailureKind.TIMEOUT));
        TestPlan plan = TestPlan.asking(endpoint)
                .rows(40)
                .skippedRow("q41", "needs a tool")
                .providedRow("q42", "Rome")
                .models("small", "large")
                .slots(8)
                .repeat(3)
                .check(Check.of("equals", "Paris"));

        Optional<List<CaseResult>> followed = follow(plan, passedOn::add);

        assertThat(passedOn).isEqualTo(recordings.stored(plan)).hasSize(42 * 2 * 3);
        assertThat(followed).contains(passedOn);
    }

    @Test
    void aRowIsPassedOnWhileLaterOnesAreStillAsked() throws Exception {
        CountDownLatch firstPassedOn = new CountDownLatch(1);
        endpoint.during(question -> {
            if (question.equals("q3")) {
                await(firstPassedOn);
            }
        });
        TestPlan plan = TestPlan.asking(endpoint).rows(3);

        follow(plan, result -> {
            passedOn.add(result);
            firstPassedOn.countDown();
        });

        assertThat(passedOn).hasSize(3);
    }

    @Test
    void whatAStoppedRunDidNotReachIsPassedOnToo() throws Exception {
        endpoint.during(question -> recordings.ticker().pass(Duration.ofSeconds(20)));
        TestPlan plan = TestPlan.asking(endpoint).rows(6).limits(Duration.ofSeconds(60), null);

        follow(plan, passedOn::add);

        assertThat(passedOn).isEqualTo(recordings.stored(plan)).hasSize(6);
        assertThat(passedOn.get(5).verdict().word()).isEqualTo("skip");
    }

    @Test
    void whoeverBreaksWhenToldEndsTheFollowingAndNotTheRun() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(3);

        Optional<List<CaseResult>> followed = follow(plan, result -> {
            throw new IllegalStateException("a full screen");
        });

        assertThat(followed).isEmpty();
        assertThat(recordings.stored(plan)).hasSize(3);
    }

    @Test
    void whoeverLeavesNeedNotWaitForTheRowsThatAreLeft() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(50);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);

        try (RunFolder folder = RunFolder.create(temporary.resolve(Recordings.RUN))) {
            RunFollower follower;
            try (Journal journal = folder.begin(Recordings.manifest(plan), recordings.writing())) {
                follower = folder.follow(plan.plan(), result -> {
                            passedOn.add(result);
                            reading.countDown();
                            await(left);
                        })
                        .orElseThrow();
                recordings.run(plan.plan(), journal, History.NONE, Recordings.START);
            }
            reading.await();
            Thread leaving = new Thread(follower::close);
            leaving.start();
            while (leaving.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            left.countDown();
            leaving.join();
        }

        assertThat(passedOn).hasSize(1);
    }

    @Test
    void aRunThatGoesOnWithAnOlderRecordIsNotFollowed() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(1);
        recordings.run(plan);

        try (RunFolder folder = RunFolder.open(temporary.resolve(Recordings.RUN));
                Journal journal = folder.resume(Recordings.manifest(plan), recordings.writing())) {
            assertThat(journal.sound()).isTrue();
            assertThat(folder.follow(plan.plan(), passedOn::add)).isEmpty();
        }
    }

    /** {@return what there is to read again; empty if the follower gave up} */
    private Optional<List<CaseResult>> follow(TestPlan plan, Consumer<CaseResult> reader)
            throws IOException, InterruptedException {
        try (RunFolder folder = RunFolder.create(temporary.resolve(Recordings.RUN))) {
            RunFollower follower;
            try (Journal journal = folder.begin(Recordings.manifest(plan), recordings.writing())) {
                follower = folder.follow(plan.plan(), reader).orElseThrow();
                recordings.run(plan.plan(), journal, History.NONE, Recordings.START);
            }
            return follower.results().map(results -> {
                List<CaseResult> all = new ArrayList<>();
                results.forEach(all::add);
                return all;
            });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
