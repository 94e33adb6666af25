package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.dataset.Check;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RunnerTest {

    private static final String RUN = "20260114-0912-k3f9";
    private static final Check PARIS = Check.of("equals", "Paris");

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final MemoryRecorder recorder = new MemoryRecorder();
    private final FakeTicker ticker = new FakeTicker();
    private final List<CaseResult> seen = new ArrayList<>();

    private Runner runner(TestPlan plan) {
        return runner(plan, History.NONE);
    }

    private Runner runner(TestPlan plan, History history) {
        return new Runner(plan.plan(), new Runner.Surroundings(RUN, recorder, history, ticker));
    }

    private @Nullable Stop run(TestPlan plan) throws InterruptedException {
        return runner(plan).run(seen::add);
    }

    private TestPlan plan() {
        return TestPlan.asking(endpoint);
    }

    private List<String> verdicts() {
        return seen.stream()
                .map(result -> result.id().row() + " " + result.verdict().word())
                .toList();
    }

    @Test
    void everyCaseIsAskedInFileOrderAndJudged() throws InterruptedException {
        endpoint.on("q2", ok("Rome"));

        Stop stop = run(plan().rows(3).check(PARIS));

        assertThat(stop).isNull();
        assertThat(endpoint.asked()).containsExactly("q1", "q2", "q3");
        assertThat(verdicts()).containsExactly("r1 pass", "r2 fail", "r3 pass");
        assertThat(seen.get(1).reason()).contains("Rome");
    }

    @Test
    void modelsOfARowStandNextToEachOtherAndRepeatsComeAfterThem() throws InterruptedException {
        run(plan().rows(2).models("small", "large").repeat(2));

        assertThat(seen)
                .extracting(result -> result.id().row() + " " + result.id().model() + " "
                        + result.id().repeat())
                .containsExactly(
                        "r1 small 1",
                        "r1 large 1",
                        "r1 small 2",
                        "r1 large 2",
                        "r2 small 1",
                        "r2 large 1",
                        "r2 small 2",
                        "r2 large 2");
    }

    @Test
    void aRowIsRecordedBeforeItsIntentAndTheAnswerBeforeTheResult() throws InterruptedException {
        run(plan().rows(1));

        assertThat(recorder.told()).containsExactly("row r1", "intent r1 1", "answer", "result r1");
    }

    @Test
    void rowsWithTheirOwnAnswerAreJudgedAndRowsThatAreLeftOutAreNot() throws InterruptedException {
        run(plan().providedRow("q1", "Rome", PARIS)
                .skippedRow("q2", "needs a tool")
                .row("q3", PARIS));

        assertThat(verdicts()).containsExactly("r1 fail", "r2 skip", "r3 pass");
        assertThat(seen.get(1).reason()).isEqualTo("needs a tool");
        assertThat(endpoint.asked()).containsExactly("q3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nCasesInMakeNResultsOutWhateverFails(long seed) throws InterruptedException {
        Random random = new Random(seed);
        FailureKind[] kinds = {
            FailureKind.RATE,
            FailureKind.SERVER,
            FailureKind.TIMEOUT,
            FailureKind.RESET,
            FailureKind.TRUNCATED,
            FailureKind.BAD_REQUEST,
            FailureKind.MALFORMED_SUCCESS,
            FailureKind.CONNECT,
            FailureKind.STALE_CONNECTION
        };
        for (int i = 1; i <= 60; i++) {
            String[] replies = new String[1 + random.nextInt(7)];
            for (int j = 0; j < replies.length; j++) {
                replies[j] = random.nextInt(3) == 0 ? ok("Paris") : failing(kinds[random.nextInt(kinds.length)]);
            }
            endpoint.on("q" + i, replies);
        }

        run(plan().rows(60).slots(8).repeat(2).check(PARIS));

        assertThat(seen).hasSize(120);
        assertThat(seen).extracting(CaseResult::id).doesNotHaveDuplicates();
    }

    @Nested
    class AFailedAttempt {

        @ParameterizedTest
        @CsvSource({
            "RATE, 5",
            "SERVER, 5",
            "DNS, 5",
            "CONNECT, 5",
            "PROXY, 5",
            "LOCAL_LIMIT, 5",
            "STALE_CONNECTION, 2",
            "RESET, 2",
            "TIMEOUT, 2",
            "PROTOCOL, 2",
            "TLS, 1",
            "TRUNCATED, 1",
            "STREAM, 1",
            "MALFORMED_SUCCESS, 1",
            "MALFORMED_CONTENT, 1",
            "LIMIT, 1",
            "TOO_LARGE, 1",
            "UNSUPPORTED_ENCODING, 1",
            "BAD_REQUEST, 1",
            "NOT_FOUND, 1",
            "FORBIDDEN, 1",
            "AUTH, 1",
            "CREDIT, 1",
            "QUOTA, 1",
            "REDIRECT, 1"
        })
        void isFollowedByAsManyAsItsKindAllows(FailureKind kind, int attempts) throws InterruptedException {
            endpoint.on("q1", failing(kind));

            run(plan().rows(1));

            assertThat(endpoint.asked()).hasSize(attempts);
            assertThat(verdicts()).containsExactly("r1 error");
            assertThat(seen.get(0).failure()).isEqualTo(kind);
            assertThat(seen.get(0).attempts()).hasSize(attempts);
        }

        @Test
        void isOnRecordBesideTheAnswerThatCameAfterIt() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE), failing(FailureKind.SERVER), ok("Paris"));

            run(plan().rows(1).check(PARIS));

            assertThat(verdicts()).containsExactly("r1 pass");
            assertThat(seen.get(0).attempts())
                    .extracting(Attempt::number, Attempt::failure)
                    .containsExactly(tuple(1, FailureKind.RATE), tuple(2, FailureKind.SERVER), tuple(3, null));
            assertThat(recorder.intents())
                    .extracting(Intent::cause)
                    .containsExactly(null, FailureKind.RATE, FailureKind.SERVER);
        }

        @Test
        void waitsAtLeastAsLongAsTheEndpointAsks() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"));

            run(plan().rows(1));

            assertThat(ticker.nanos()).isBetween(5_000_000_000L, 5_500_000_000L);
            assertThat(seen.get(0).retryWaitNanos()).isBetween(5_000_000_000L, 5_500_000_000L);
        }

        @Test
        void thatAsksForTooLongAWaitEndsTheRun() throws InterruptedException {
            endpoint.on("q2", failing(FailureKind.RATE, Duration.ofMinutes(10)));

            Stop stop = run(plan().rows(4));

            assertThat(stop).isNotNull();
            assertThat(stop.cause()).isEqualTo(Stop.Cause.WAIT);
            assertThat(stop.text()).contains("600 s");
            assertThat(verdicts()).containsExactly("r1 pass", "r2 error", "r3 skip", "r4 skip");
        }

        @Test
        void withoutCreditIsRepeatedOnceIfTheEndpointNamesATime() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.CREDIT, Duration.ofSeconds(1)), ok("Paris"));

            Stop stop = run(plan().rows(1));

            assertThat(stop).isNull();
            assertThat(verdicts()).containsExactly("r1 pass");
        }

        @Test
        void isFinalWhenTheNextWaitWouldPassTheTimeOfARepeat() throws InterruptedException {
            var brief = new Retry(4, 1, Duration.ofSeconds(120), Duration.ofSeconds(3));
            endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(2)));

            run(plan().rows(1).retry(brief));

            assertThat(endpoint.asked()).hasSize(2);
        }

        @Test
        void waitsWithoutHoldingUpNewCases() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"))
                    .during(question -> ticker.pass(Duration.ofSeconds(2)));

            run(plan().rows(5).slots(2).check(PARIS));

            assertThat(endpoint.asked()).containsExactlyInAnyOrder("q1", "q1", "q2", "q3", "q4", "q5");
            assertThat(endpoint.asked().lastIndexOf("q1")).isGreaterThan(1);
        }

        @Test
        void thatWaitsInTheOnlySlotLetsNoNewCaseStart() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"));

            run(plan().rows(3));

            assertThat(endpoint.asked()).containsExactly("q1", "q1", "q2", "q3");
        }
    }

    @Nested
    class Stops {

        @ParameterizedTest
        @EnumSource(names = {"AUTH", "CREDIT", "QUOTA", "FORBIDDEN"})
        void atOnceWhenTheKeyIsRefused(FailureKind kind) throws InterruptedException {
            endpoint.on("q1", failing(kind));

            Stop stop = run(plan().rows(5));

            assertThat(stop).isEqualTo(new Stop(Stop.Cause.ACCESS, "as told"));
            assertThat(endpoint.asked()).containsExactly("q1");
            assertThat(verdicts()).containsExactly("r1 error", "r2 skip", "r3 skip", "r4 skip", "r5 skip");
        }

        @ParameterizedTest
        @EnumSource(names = {"BAD_REQUEST", "NOT_FOUND", "REDIRECT", "PROVIDER", "MALFORMED_SUCCESS", "TLS"})
        void whenTheFirstThreeFailuresAgree(FailureKind kind) throws InterruptedException {
            for (int i = 1; i <= 5; i++) {
                endpoint.on("q" + i, failing(kind));
            }

            Stop stop = run(plan().rows(5));

            assertThat(stop).isNotNull();
            assertThat(endpoint.asked()).containsExactly("q1", "q2", "q3");
        }

        @Test
        void neitherWhenFailuresDifferNorAfterAnAnswer() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.BAD_REQUEST))
                    .on("q2", failing(FailureKind.NOT_FOUND))
                    .on("q3", failing(FailureKind.BAD_REQUEST))
                    .on("q5", failing(FailureKind.BAD_REQUEST))
                    .on("q6", failing(FailureKind.BAD_REQUEST))
                    .on("q7", failing(FailureKind.BAD_REQUEST))
                    .on("q8", failing(FailureKind.FORBIDDEN));

            Stop stop = run(plan().rows(8));

            assertThat(stop).isNull();
            assertThat(endpoint.asked()).hasSize(8);
        }

        @Test
        void atTheEndOfASmallRunThatFailedAltogether() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.CONNECT)).on("q2", failing(FailureKind.DNS));

            Stop stop = run(plan().rows(2));

            assertThat(stop).isNotNull();
            assertThat(stop.cause()).isEqualTo(Stop.Cause.ACCESS);
            assertThat(verdicts()).containsExactly("r1 error", "r2 error");
        }

        @Test
        void afterAsManyFailuresAsWereAllowed() throws InterruptedException {
            endpoint.on("q2", ok("Rome")).on("q3", ok("Oslo"));

            Stop stop = run(plan().rows(5).check(PARIS).limits(null, 2));

            assertThat(stop).isEqualTo(new Stop(Stop.Cause.FAIL_FAST, "2 failures were to end the run"));
            assertThat(verdicts()).containsExactly("r1 pass", "r2 fail", "r3 fail", "r4 skip", "r5 skip");
        }

        @Test
        void whenTheTimeIsOver() throws InterruptedException {
            endpoint.during(question -> ticker.pass(Duration.ofSeconds(40)));

            Stop stop = run(plan().rows(4).limits(Duration.ofSeconds(60), null));

            assertThat(stop).isEqualTo(new Stop(Stop.Cause.TIME, "the time limit of 60 s was reached"));
            assertThat(verdicts()).containsExactly("r1 pass", "r2 pass", "r3 skip", "r4 skip");
        }

        @Test
        void notForItsTimeWhenEverythingIsDone() throws InterruptedException {
            endpoint.during(question -> ticker.pass(Duration.ofSeconds(40)));

            Stop stop = run(plan().rows(2).limits(Duration.ofSeconds(60), null));

            assertThat(stop).isNull();
        }

        @Test
        void withoutWaitingForARetryThatIsDueAfterTheTimeLimit() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(100)));

            Stop stop = run(plan().rows(2).limits(Duration.ofSeconds(60), null));

            assertThat(stop).isNotNull();
            assertThat(ticker.nanos()).isEqualTo(60_000_000_000L);
            assertThat(endpoint.asked()).containsExactly("q1");
            assertThat(verdicts()).containsExactly("r1 skip", "r2 skip");
            assertThat(seen.get(0).attempts()).hasSize(1);
        }

        @Test
        void onRequestAndWaitsForWhatIsInFlight() throws InterruptedException {
            Stop reason = new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C");
            Runner runner = runner(plan().rows(4));
            endpoint.during(question -> {
                if (question.equals("q2")) {
                    runner.stop(reason);
                }
            });

            Stop stop = runner.run(seen::add);

            assertThat(stop).isEqualTo(reason);
            assertThat(verdicts()).containsExactly("r1 pass", "r2 pass", "r3 skip", "r4 skip");
            assertThat(seen.get(2).reason()).isEqualTo("stopped by Ctrl-C");
        }

        @Test
        void beforeItBeganIfItWasToldSo() throws InterruptedException {
            Runner runner = runner(plan().rows(2).warmup(2));
            runner.stop(new Stop(Stop.Cause.TERMINATE, "terminated"));

            runner.run(seen::add);

            assertThat(endpoint.asked()).isEmpty();
            assertThat(verdicts()).containsExactly("r1 skip", "r2 skip");
        }
    }

    @Nested
    class Aborted {

        private final CountDownLatch never = new CountDownLatch(1);
        private final CountDownLatch inFlight = new CountDownLatch(2);

        private void hang(String question) throws InterruptedException {
            inFlight.countDown();
            never.await();
        }

        @Test
        void whatWasInFlightIsLeftOutAndCountsAsPerhapsBilled() throws InterruptedException {
            Runner runner = runner(plan().rows(5).slots(2));
            endpoint.during(this::hang);
            Thread signal = new Thread(() -> {
                awaitQuietly(inFlight);
                runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C"));
                runner.abort();
            });
            signal.start();

            Stop stop = runner.run(seen::add);

            assertThat(stop).isNotNull();
            assertThat(verdicts()).containsExactlyInAnyOrder("r1 skip", "r2 skip");
            assertThat(seen).allSatisfy(result -> {
                assertThat(result.attempts()).hasSize(1);
                assertThat(result.attempts().get(0).failure()).isEqualTo(FailureKind.CANCELLED);
                assertThat(result.attempts().get(0).billed()).isEqualTo(Billed.MAYBE);
            });
        }

        @Test
        void aWarmUpIsCutShort() throws InterruptedException {
            Runner runner = runner(plan().rows(5).slots(2).warmup(3));
            endpoint.during(this::hang);
            Thread signal = new Thread(() -> {
                awaitQuietly(inFlight);
                runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C"));
                runner.abort();
            });
            signal.start();

            runner.run(seen::add);

            assertThat(endpoint.asked()).hasSize(2);
        }

        @Test
        void anInterruptOfTheCallerEndsEveryWorker() throws InterruptedException {
            Runner runner = runner(plan().rows(5).slots(2));
            endpoint.during(this::hang);
            Thread caller = Thread.currentThread();
            Thread signal = new Thread(() -> {
                awaitQuietly(inFlight);
                caller.interrupt();
            });
            signal.start();

            assertThatThrownBy(() -> runner.run(seen::add)).isInstanceOf(InterruptedException.class);

            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("promptmeter-worker"));
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aSlotPerModelKeepsEachModelToItsOwnLimit() throws InterruptedException {
        CyclicBarrier pairs = new CyclicBarrier(2);
        endpoint.during(question -> {
            try {
                pairs.await(50, TimeUnit.MILLISECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
                pairs.reset();
            }
        });

        run(plan().rows(6).slots(4).slotsPerModel(1));

        assertThat(endpoint.mostInFlight()).isEqualTo(1);
        assertThat(seen).hasSize(6);
    }

    @Test
    void asManyAreInFlightAsThereAreSlots() throws InterruptedException {
        CyclicBarrier four = new CyclicBarrier(4);
        endpoint.during(question -> {
            try {
                four.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        });

        run(plan().rows(8).slots(4));

        assertThat(endpoint.mostInFlight()).isEqualTo(4);
    }

    @Test
    void anEndpointThatBreaksItsPromiseEndsTheRunWithWhatItThrew() {
        endpoint.during(question -> {
            if (question.equals("q2")) {
                throw new IllegalStateException("a bug");
            }
        });

        assertThatThrownBy(() -> run(plan().rows(100).slots(4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertThat(endpoint.asked().size()).isLessThan(20);
    }

    @Test
    void aRequestThatCannotBeMadeEndsTheRunAndIsNeverLeftOutSilently() {
        assertThatThrownBy(() -> run(plan().rows(3).row(TestPlan.BREAKING).row("q5")))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("too deep");
        assertThat(endpoint.asked()).doesNotContain("q5");
    }

    @Nested
    class WarmUp {

        @Test
        void takesTheLastRowsForEachModelAndIsRecordedAsRepeatZero() throws InterruptedException {
            run(plan().rows(5).models("small", "large").warmup(2));

            assertThat(endpoint.asked().subList(0, 4)).containsExactlyInAnyOrder("q4", "q4", "q5", "q5");
            assertThat(recorder.intents().subList(0, 4))
                    .allMatch(intent -> intent.id().repeat() == 0 && intent.attempt() == 1);
            assertThat(seen).hasSize(10).allMatch(result -> result.id().repeat() == 1);
        }

        @ParameterizedTest
        @CsvSource({"19, 19", "20, 22"})
        void isLeftOutInASmallRun(int rows, int requests) throws InterruptedException {
            run(plan().rows(rows).warmup(null));

            assertThat(endpoint.asked()).hasSize(requests);
        }

        @Test
        void takesRowsThatAreAsked() throws InterruptedException {
            run(plan().rows(2)
                    .skippedRow("q3", "later")
                    .row("q4")
                    .row("q5")
                    .select(new Selection(Filter.ALL, 3, null))
                    .warmup(2));

            assertThat(endpoint.asked().subList(0, 2)).containsExactlyInAnyOrder("q2", "q4");
        }

        @Test
        void requestsHaveIdsOfTheirOwnEvenForEqualRows() throws InterruptedException {
            run(plan().row("same").row("same").warmup(2));

            assertThat(endpoint.requestIds()).hasSize(4).doesNotHaveDuplicates();
        }

        @Test
        void failuresMeanNothing() throws InterruptedException {
            endpoint.on("q2", failing(FailureKind.AUTH), ok("Paris"));

            Stop stop = run(plan().rows(2).warmup(1));

            assertThat(stop).isNull();
            assertThat(verdicts()).containsExactly("r1 pass", "r2 pass");
        }
    }

    @Nested
    class OnAResume {

        private final Times times = new Times(0, 0, 0, null, null, null, 5);

        private History.Tried tried(int number, @Nullable String reply) {
            String id = "pm-earlier-" + number;
            RecordedAnswer answer = reply == null
                    ? null
                    : new RecordedAnswer(
                            id,
                            false,
                            null,
                            "",
                            200,
                            Map.of(),
                            reply.getBytes(StandardCharsets.UTF_8),
                            times,
                            new long[0],
                            Set.of());
            return new History.Tried(new Attempt.Begun(number, id, 0), answer);
        }

        private History first(History.Past past) {
            List<String> keys = new ArrayList<>();
            return key -> {
                keys.add(key);
                return keys.size() == 1 ? past : History.Past.NOTHING;
            };
        }

        @Test
        void whatHasItsResultIsNotAskedAgain() throws InterruptedException {
            History history = first(new History.Past(History.Settled.YES, List.of()));

            runner(plan().rows(2), history).run(seen::add);

            assertThat(endpoint.asked()).containsExactly("q2");
            assertThat(verdicts()).containsExactly("r2 pass");
        }

        @Test
        void anAnswerWithoutAResultIsJudgedAndNotAskedAgain() throws InterruptedException {
            History history = first(new History.Past(History.Settled.NO, List.of(tried(1, ok("Rome")))));

            runner(plan().rows(2).check(PARIS), history).run(seen::add);

            assertThat(endpoint.asked()).containsExactly("q2");
            assertThat(verdicts()).containsExactly("r1 fail", "r2 pass");
            assertThat(seen.get(0).latencyNanos()).isEqualTo(5);
        }

        @Test
        void aFinalFailureWithoutAResultStaysAFailure() throws InterruptedException {
            History history =
                    first(new History.Past(History.Settled.NO, List.of(tried(1, failing(FailureKind.BAD_REQUEST)))));

            runner(plan().rows(2), history).run(seen::add);

            assertThat(endpoint.asked()).containsExactly("q2");
            assertThat(verdicts()).containsExactly("r1 error", "r2 pass");
        }

        @Test
        void anAttemptThatWasCutOffIsMadeAgainUnderANewNumberAndOutOfTheLatencyFigures() throws InterruptedException {
            History history = first(new History.Past(
                    History.Settled.NO, List.of(tried(1, failing(FailureKind.RATE)), tried(2, null), tried(3, null))));

            runner(plan().rows(1).check(PARIS), history).run(seen::add);

            assertThat(verdicts()).containsExactly("r1 pass");
            assertThat(recorder.intents()).extracting(Intent::attempt).containsExactly(4);
            CaseResult result = seen.get(0);
            assertThat(result.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
            assertThat(result.attempts())
                    .extracting(Attempt::failure)
                    .containsExactly(FailureKind.RATE, FailureKind.CANCELLED, FailureKind.CANCELLED, null);
            assertThat(result.flags()).contains("resumed");
            assertThat(result.latencyNanos()).isNull();
        }

        @Test
        void attemptsAfterItAreNumberedOnward() throws InterruptedException {
            endpoint.on("q1", failing(FailureKind.RATE), ok("Paris"));
            History history = first(new History.Past(History.Settled.NO, List.of(tried(1, null), tried(2, null))));

            runner(plan().rows(1), history).run(seen::add);

            assertThat(recorder.intents()).extracting(Intent::attempt).containsExactly(3, 4);
            assertThat(endpoint.requestIds()).doesNotHaveDuplicates();
        }

        @Test
        void nothingIsWarmedUp() throws InterruptedException {
            runner(plan().rows(1).warmup(1), key -> History.Past.NOTHING).run(seen::add);

            assertThat(endpoint.asked()).containsExactly("q1");
        }
    }
}
