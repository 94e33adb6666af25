package dev.promptmeter.archive;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.History;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoredResultsTest {

    private static final Check PARIS = Check.of("equals", "Paris");
    private static final Duration LATER = Duration.ofMinutes(10);

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private Recordings recordings;

    @BeforeEach
    void chooseAFolder() {
        recordings = new Recordings(temporary.resolve(Recordings.RUN));
    }

    private TestPlan mixed() {
        endpoint.on("q1", ok("Paris"), ok("Rome"), ok("Paris"))
                .on("q2", failing(FailureKind.RATE, Duration.ofSeconds(1)), failing(FailureKind.SERVER), ok("Paris"))
                .on("q3", failing(FailureKind.TIMEOUT))
                .on("q6", ok("half a pair \ud83d"))
                .during(question -> recordings.ticker().pass(Duration.ofMillis(120)));
        return TestPlan.asking(endpoint)
                .rows(3)
                .skippedRow("q4", "needs a tool")
                .providedRow("q5", "Rome")
                .row("q6", Check.of("contains", "pair"))
                .models("small", "large")
                .check(PARIS);
    }

    @Test
    void aMixedRunIsReadAsItWasSeen() throws Exception {
        TestPlan plan = mixed().repeat(3);

        List<CaseResult> seen = recordings.run(plan);

        assertThat(seen).hasSize(36);
        assertThat(recordings.stored(plan)).isEqualTo(inDatasetOrder(seen));
    }

    @Test
    void manyAtOnceAreReadInDatasetOrder() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(50).slots(8).repeat(2);

        List<CaseResult> seen = recordings.run(plan);

        assertThat(recordings.stored(plan)).isEqualTo(inDatasetOrder(seen)).hasSize(100);
    }

    @Test
    void aStoppedRunIsReadAsItWasSeen() throws Exception {
        endpoint.on("q2", failing(FailureKind.RATE, Duration.ofSeconds(90)));
        TestPlan plan = TestPlan.asking(endpoint).rows(4).slots(2).limits(Duration.ofSeconds(60), null);
        endpoint.during(question -> recordings.ticker().pass(Duration.ofSeconds(20)));

        List<CaseResult> seen = recordings.run(plan);

        assertThat(seen).anyMatch(result -> result.attempts().size() == 1 && result.reason() != null);
        assertThat(recordings.stored(plan)).isEqualTo(inDatasetOrder(seen)).hasSize(4);
    }

    @Test
    void anAnswerThatWasNeverJudgedIsJudgedWhenItIsRead() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(2).check(PARIS);
        List<CaseResult> seen = recordings.run(plan);
        cutBefore("\"t\":\"score\"", 2);

        assertThat(recordings.stored(plan)).isEqualTo(seen);
    }

    @Test
    void anAttemptWithoutAnAnswerIsCancelledAndItsCaseWasNotReached() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(2).check(PARIS);
        recordings.run(plan);
        cutBefore("\"t\":\"answer\"", 2);

        List<CaseResult> stored = recordings.stored(plan);

        assertThat(stored.get(1).verdict().word()).isEqualTo("skip");
        assertThat(stored.get(1).attempts()).extracting(Attempt::failure).containsExactly(FailureKind.CANCELLED);
        assertThat(stored.get(1).reason()).contains("killed");
    }

    @Test
    void aResumeAsksOnlyWhatHasNoAnswer() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(5).check(PARIS);
        recordings.run(plan);
        cutBefore("\"t\":\"answer\"", 3);

        List<CaseResult> seen = recordings.resume(plan, LATER);

        assertThat(endpoint.asked().subList(5, endpoint.asked().size())).containsExactly("q3", "q4", "q5");
        assertThat(seen).hasSize(3);
        assertThat(recordings.stored(plan))
                .hasSize(5)
                .allMatch(result -> result.verdict().word().equals("pass"));
        CaseResult third = recordings.stored(plan).get(2);
        assertThat(third.attempts()).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(third.latencyNanos()).isNull();
        assertThat(third.flags()).contains("resumed");
    }

    @Test
    void aRunThatIsKilledAgainAndAgainAsksNothingThatIsAnswered() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(6).repeat(2).check(PARIS);
        recordings.run(plan);
        for (int kill = 10; kill > 1; kill -= 3) {
            cutBefore("\"t\":\"answer\"", kill);
            int before = endpoint.asked().size();

            recordings.resume(plan, LATER.multipliedBy(20 - kill));

            assertThat(endpoint.asked().size() - before).isEqualTo(12 - (kill - 1));
            assertThat(recordings.stored(plan))
                    .hasSize(12)
                    .allMatch(result -> result.verdict().judged());
        }
    }

    @Test
    void errorsOnRecordStayErrors() throws Exception {
        endpoint.on("q1", failing(FailureKind.TRUNCATED), ok("Paris"));
        TestPlan plan = TestPlan.asking(endpoint).rows(2);
        recordings.run(plan);

        recordings.resume(plan, LATER);

        assertThat(endpoint.asked()).containsExactly("q1", "q2");
        assertThat(recordings.stored(plan).get(0).failure()).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void rowsAreRecordedAgainOnlyIfTheyChanged() throws Exception {
        recordings.run(TestPlan.asking(endpoint).row("q1").row("q2"));

        recordings.resume(TestPlan.asking(endpoint).row("q1").row("q2", PARIS), LATER);

        assertThat(recordings.lines().stream().filter(line -> line.contains("\"t\":\"row\"")))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"row\":\"r2\"")
                .contains("Paris");
    }

    @Test
    void aResultWhoseChecksWereEditedIsJudgedByTheNewOnes() throws Exception {
        TestPlan before = TestPlan.asking(endpoint).row("q1", PARIS, Check.of("contains", "Par"));
        recordings.run(before);

        TestPlan after = TestPlan.asking(endpoint).row("q1", Check.of("equals", "Rome"));
        recordings.resume(after, LATER);

        CaseResult stored = recordings.stored(after).get(0);
        assertThat(stored.verdict().word()).isEqualTo("fail");
        assertThat(stored.outcomes()).hasSize(1);
        assertThat(endpoint.asked()).hasSize(1);
    }

    @Test
    void checksOfAnEditedSuiteJudgeEarlierAnswersToo() throws Exception {
        recordings.run(TestPlan.asking(endpoint).row("q1").check(PARIS).check(Check.of("contains", "Par")));

        TestPlan after = TestPlan.asking(endpoint).row("q1").check(Check.of("equals", "Rome"));
        recordings.resume(after, LATER);

        CaseResult stored = recordings.stored(after).get(0);
        assertThat(stored.verdict().word()).isEqualTo("fail");
        assertThat(stored.outcomes()).hasSize(1);
        assertThat(endpoint.asked()).hasSize(1);
    }

    @Test
    void moreRepeatsOnAResumeAreAskedForAndMixNothingUp() throws Exception {
        endpoint.on("q1", ok("Paris"), ok("Paris"), ok("Paris")).on("q2", ok("Rome"), ok("Rome"), ok("Rome"));
        recordings.run(TestPlan.asking(endpoint).rows(2));

        TestPlan after = TestPlan.asking(endpoint).rows(2).repeat(3);
        recordings.resume(after, LATER);

        assertThat(endpoint.asked()).hasSize(6);
        assertThat(recordings.stored(after))
                .extracting(result -> result.id().row() + " #" + result.id().repeat() + " "
                        + result.completion().text())
                .containsExactly("r1 #1 Paris", "r1 #2 Paris", "r1 #3 Paris", "r2 #1 Rome", "r2 #2 Rome", "r2 #3 Rome");
    }

    @Test
    void fewerRepeatsOnAResumeLeaveTheOthersOut() throws Exception {
        recordings.run(TestPlan.asking(endpoint).rows(2).repeat(3));

        TestPlan after = TestPlan.asking(endpoint).rows(2);
        recordings.resume(after, LATER);

        assertThat(recordings.stored(after))
                .extracting(result -> result.id().text())
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(endpoint.asked()).hasSize(6);
    }

    @Test
    void theNewestStartSaysWhatTheRunIs() throws Exception {
        recordings.run(TestPlan.asking(endpoint).rows(2));

        recordings.resume(TestPlan.asking(endpoint).rows(2).repeat(3), LATER);

        try (RunFolder folder = RunFolder.open(temporary.resolve(Recordings.RUN))) {
            assertThat(folder.read().manifest().repeat()).isEqualTo(3);
            assertThat(folder.read().manifest().startedAt()).isEqualTo(Recordings.START);
        }
    }

    @Test
    void theTimeOfAllStartsIsAddedUp() throws Exception {
        endpoint.during(question -> recordings.ticker().pass(Duration.ofSeconds(2)));
        TestPlan plan = TestPlan.asking(endpoint).rows(3);
        recordings.run(plan);
        cutBefore("\"t\":\"answer\"", 3);

        recordings.resume(plan, LATER);

        try (RunFolder folder = RunFolder.open(temporary.resolve(Recordings.RUN))) {
            assertThat(folder.read().duration()).isEqualTo(Duration.ofSeconds(4 + 2));
            assertThat(folder.read().starts()).isEqualTo(2);
        }
    }

    @Test
    void warmUpRequestsCostButAreNoResults() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(4).warmup(2);
        recordings.run(plan);

        try (RunFolder folder = RunFolder.open(temporary.resolve(Recordings.RUN))) {
            assertThat(folder.read().warmupCosts(plan.plan())).hasSize(2);
            assertThat(Recordings.results(folder.read(), plan)).hasSize(4);
        }
    }

    @Test
    void theStopIsOnRecord() throws Exception {
        endpoint.on("q1", failing(FailureKind.AUTH));
        recordings.run(TestPlan.asking(endpoint).rows(3));

        try (RunFolder folder = RunFolder.open(temporary.resolve(Recordings.RUN))) {
            assertThat(folder.read().stop()).isEqualTo(new Stop(Stop.Cause.ACCESS, "as told"));
        }
    }

    @Test
    void theKeyIsNowhereInTheFolder() throws Exception {
        endpoint.on("say sk-abc123def456", ok("sk-abc123def456"));
        TestPlan plan = TestPlan.asking(endpoint).row("say sk-abc123def456", PARIS);

        new Recordings(temporary.resolve(Recordings.RUN))
                .masking(Redactor.of(List.of(Secret.of("sk-abc123def456"))))
                .run(plan);

        assertThat(new String(recordings.bytes(), StandardCharsets.UTF_8))
                .doesNotContain("sk-abc123def456")
                .contains("contained_key");
    }

    @Test
    void aBrokenReceiverOfResultsEndsTheRunInsteadOfHangingIt() throws Exception {
        TestPlan plan = TestPlan.asking(endpoint).rows(200).slots(4);
        Path folder = temporary.resolve(Recordings.RUN);
        try (RunFolder made = RunFolder.create(folder);
                Journal journal = made.begin(Recordings.manifest(plan), recordings.writing())) {
            var surroundings = new Runner.Surroundings(Recordings.RUN, journal, History.NONE, recordings.ticker());

            assertThatThrownBy(() -> new Runner(plan.plan(), surroundings).run(result -> {
                        throw new IllegalStateException("a full screen");
                    }))
                    .hasMessage("a full screen");
        }
        assertThat(endpoint.asked().size()).isLessThan(200);
    }

    /** The journal as a kill would have left it just before its n-th such record. */
    private void cutBefore(String text, int occurrence) throws IOException {
        List<String> kept = new ArrayList<>();
        int seen = 0;
        for (String line : recordings.lines()) {
            seen += line.contains(text) ? 1 : 0;
            if (seen == occurrence) {
                break;
            }
            kept.add(line);
        }
        Files.writeString(recordings.journal(), kept.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static List<CaseResult> inDatasetOrder(List<CaseResult> results) {
        List<CaseResult> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparingInt((CaseResult result) -> result.row().line())
                .thenComparing(result -> result.id().model(), Comparator.reverseOrder())
                .thenComparingInt(result -> result.id().repeat()));
        return sorted;
    }
}
