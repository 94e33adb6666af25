package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.RequestWriter;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does about answers that are compared with each other. */
@Timeout(30)
class ContestRunTest {

    private static final Check BEST = Check.of("select-best", "is precious");
    private static final Times TIMES = new Times(0, 0, 0, null, null, null, 5);
    private static final List<String> ORDER = List.of("gold", "silver", "bronze");

    private final TestRun test = new TestRun();
    private final List<String> compared = new ArrayList<>();
    private BinaryOperator<String> verdict = (first, second) -> ok("{\"reason\":\"seen\",\"winner\":\""
            + (ORDER.indexOf(first) < ORDER.indexOf(second) ? "first" : "second") + "\"}");
    private Judge.When when = Judge.When.ALWAYS;
    private int repeat = 1;

    private TestPlan plan() {
        ScriptedEndpoint judge = new ScriptedEndpoint();
        ChatEndpoint endpoint = (request, stopwatch) -> {
            String[] parts = new String(request.body(), StandardCharsets.UTF_8).split("\u0000");
            synchronized (judge) {
                compared.add(parts[0] + " " + parts[1]);
                judge.on(request.id(), verdict.apply(parts[0], parts[1]));
            }
            byte[] id = request.id().getBytes(StandardCharsets.UTF_8);
            return judge.ask(new WireRequest(request.id(), id, false), stopwatch);
        };
        RequestWriter writer = request -> request.messages().stream()
                .skip(request.messages().size() - 2)
                .map(message -> message.content()
                        .stringValue()
                        .replaceAll("-----.*\n?", "")
                        .strip())
                .collect(Collectors.joining("\u0000"))
                .getBytes(StandardCharsets.UTF_8);
        Model model = new Model(
                "judge",
                "judge-1",
                URI.create("http://127.0.0.1:41234/v1"),
                Model.Delivery.PLAIN,
                Map.of(),
                null,
                new Model.Wire(endpoint, writer, ScriptedEndpoint.reader()));
        return test.plan()
                .models("a", "b", "c")
                .check(BEST)
                .judge(new Judge(model, repeat, when, null, 8, Judge.Probe.OFF), PriceList.NONE);
    }

    private void answers(String question, String... texts) {
        test.endpoint()
                .on(question, List.of(texts).stream().map(ScriptedEndpoint::ok).toArray(String[]::new));
    }

    /** {@return model and verdict of each result of that row, by model} */
    private List<String> verdicts(String row) {
        return test.seen().stream()
                .filter(result -> result.id().row().equals(row))
                .map(result -> result.id().model() + " " + result.verdict().word())
                .sorted()
                .toList();
    }

    private CaseResult result(String model) {
        return test.seen().stream()
                .filter(each -> each.id().model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private Score score(String model) {
        return result(model).outcomes().stream()
                .filter(outcome -> outcome.check().type().equals("select-best"))
                .map(Outcome::score)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theAnswersOfARowAreComparedWhenAllHaveCome(int slots) throws InterruptedException {
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1).slots(slots).slotsPerModel(1));

        assertThat(test.seen()).extracting(CaseResult::output).containsExactlyInAnyOrder("gold", "silver", "bronze");
        assertThat(test.seen())
                .allSatisfy(each -> assertThat(each.verdict().word())
                        .isEqualTo(Objects.equals(each.output(), "gold") ? "pass" : "fail"));
        assertThat(compared)
                .containsExactlyInAnyOrder(
                        "gold silver", "gold bronze", "silver gold", "silver bronze", "bronze gold", "bronze silver");
        assertThat(test.seen())
                .allSatisfy(each -> assertThat(each.judging().calls()).hasSize(2));
    }

    @Test
    void everyCallIsOnRecordUnderTheAnswerThatItShowsFirst() throws InterruptedException {
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1));

        List<Intent> calls = test.recorder().intents().stream()
                .filter(intent -> intent.about() != null)
                .toList();
        Map<String, String> requests = new HashMap<>();
        test.recorder().intents().stream()
                .filter(intent -> intent.about() == null)
                .forEach(intent -> requests.put(intent.id().model(), intent.requestId()));
        assertThat(calls)
                .hasSize(6)
                .allSatisfy(call -> assertThat(call.about().requestId())
                        .isEqualTo(requests.get(call.id().model())));
        assertThat(calls).extracting(Intent::key).doesNotHaveDuplicates();
        assertThat(calls).extracting(Intent::requestId).doesNotHaveDuplicates();
        assertThat(calls)
                .filteredOn(call -> call.id().model().equals("a"))
                .allSatisfy(call -> assertThat(new String(call.body(), StandardCharsets.UTF_8))
                        .startsWith("gold"));
    }

    @Test
    void repeatsAndRowsAreContestsOfTheirOwn() throws InterruptedException {
        answers("q1", "gold", "silver", "bronze", "bronze", "gold", "silver");
        answers("q2", "silver", "silver", "gold", "gold", "bronze", "bronze");

        test.run(plan().rows(2).repeat(2));

        assertThat(test.seen()).hasSize(12);
        assertThat(verdicts("r1")).containsExactly("a fail", "a pass", "b fail", "b pass", "c fail", "c fail");
        assertThat(verdicts("r2")).containsExactly("a fail", "a pass", "b fail", "b fail", "c fail", "c pass");
    }

    @Test
    void aJudgeThatAlwaysPrefersTheFirstTextGivesTiesOnly() throws InterruptedException {
        verdict = (first, second) -> ok("{\"reason\":\"seen\",\"winner\":\"first\"}");
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a pass", "b pass", "c pass");
        assertThat(test.seen().stream()
                        .map(result -> result.judging().orderEffect())
                        .reduce(OrderEffect.NONE, OrderEffect::plus))
                .isEqualTo(new OrderEffect(3, 3));
    }

    @Test
    void aCaseWithoutAnAnswerIsLeftOut() throws InterruptedException {
        test.endpoint().on("q1", ok("gold"), failing(FailureKind.BAD_REQUEST), ok("silver"));

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a pass", "b error", "c fail");
        assertThat(compared).containsExactlyInAnyOrder("gold silver", "silver gold");
        assertThat(score("a").reason()).isEqualTo("1 of 1 point, none of 2 answers has more");
    }

    @Test
    void theLastToComeMayBeTheOneWithoutAnAnswer() throws InterruptedException {
        test.endpoint().on("q1", ok("gold"), ok("silver"), failing(FailureKind.BAD_REQUEST));

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a pass", "b fail", "c error");
    }

    @Test
    void oneAnswerAloneIsNotCompared() throws InterruptedException {
        test.endpoint().on("q1", failing(FailureKind.BAD_REQUEST), ok("silver"), failing(FailureKind.BAD_REQUEST));

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a error", "b pass", "c error");
        assertThat(score("b")).isEqualTo(new Score.Skipped("fewer than two answers to compare"));
        assertThat(compared).isEmpty();
    }

    @Test
    void equalAnswersAreShownOnceBesideTheOthers() throws InterruptedException {
        answers("q1", "gold", "gold", "silver");

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a pass", "b pass", "c fail");
        assertThat(compared).containsExactlyInAnyOrder("gold silver", "silver gold");
    }

    @Test
    void oneFailureOfTheJudgeLeavesTheRowUnscoredAndSavesTheRest() throws InterruptedException {
        verdict = (first, second) -> failing(FailureKind.BAD_REQUEST);
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1));

        assertThat(verdicts("r1")).containsExactly("a error", "b error", "c error");
        assertThat(test.seen()).allSatisfy(each -> {
            assertThat(each.failure()).isEqualTo(FailureKind.JUDGE);
            assertThat(each.reason()).isEqualTo("select-best: the judge did not answer: bad_request, as told");
        });
        assertThat(compared).hasSize(1);
    }

    @Test
    void whileOneWaitsForItsRetryOtherRowsGoOn() throws InterruptedException {
        test.endpoint()
                .on("q1", ok("gold"), failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("bronze"), ok("silver"));
        answers("q2", "gold", "silver", "bronze");

        test.run(plan().rows(2).slots(2));

        assertThat(test.recorder().told()).containsSubsequence("intent r2 1", "intent r1 2");
        assertThat(test.seen())
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.verdict().word())
                        .isEqualTo(Objects.equals(each.output(), "gold") ? "pass" : "fail"));
    }

    @Test
    void otherChecksOfTheJudgeAreAskedBesideIt() throws InterruptedException {
        verdict = (first, second) -> second.equals("gold") && !ORDER.contains(first)
                ? ok("{\"reason\":\"seen\",\"pass\":true}")
                : ok("{\"reason\":\"seen\",\"winner\":\"first\"}");
        answers("q1", "gold", "gold", "gold");

        test.run(plan().rows(1).check(Check.of("llm-rubric", "shines")));

        assertThat(verdicts("r1")).containsExactly("a pass", "b pass", "c pass");
        assertThat(compared).hasSize(3);
    }

    @Test
    void nobodyIsAskedWhereEveryVerdictIsCertain() throws InterruptedException {
        when = Judge.When.UNDECIDED;
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1).check(Check.of("equals", "tin")));

        assertThat(verdicts("r1")).containsExactly("a fail", "b fail", "c fail");
        assertThat(compared).isEmpty();
    }

    @Test
    void oneVerdictThatIsNotCertainTakesTheWholeContest() throws InterruptedException {
        when = Judge.When.UNDECIDED;
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1).check(Check.of("equals", "gold")));

        assertThat(verdicts("r1")).containsExactly("a pass", "b fail", "c fail");
        assertThat(compared).hasSize(6);
    }

    @Test
    void askedSeveralTimesEachOrderIsAskedAsOften() throws InterruptedException {
        repeat = 3;
        answers("q1", "gold", "silver", "bronze");

        test.run(plan().rows(1));

        assertThat(compared).hasSize(18);
        assertThat(verdicts("r1")).containsExactly("a pass", "b fail", "c fail");
    }

    @Test
    void aRowThatBringsItsAnswerAlongIsATieOfEquals() throws InterruptedException {
        test.run(plan().providedRow("q1", "gold"));

        assertThat(verdicts("r1")).containsExactly("a pass", "b pass", "c pass");
        assertThat(score("a").reason()).isEqualTo("1 of 2 points, none of 3 answers has more");
    }

    @Test
    void aRowThatIsLeftOutIsNotWaitedFor() throws InterruptedException {
        test.run(plan().skippedRow("q1", "later"));

        assertThat(verdicts("r1")).containsExactly("a skip", "b skip", "c skip");
    }

    @Test
    void whoWaitsForOthersThatNeverComeIsLeftOutAndAskedAgainOnAResume() throws InterruptedException {
        Runner[] runner = new Runner[1];
        AtomicInteger asked = new AtomicInteger();
        test.endpoint().during(question -> {
            if (asked.incrementAndGet() == 2) {
                runner[0].stop(new Stop(Stop.Cause.INTERRUPT, "stopped"));
            }
        });
        answers("q1", "gold", "silver", "bronze");

        runner[0] = test.runner(plan().rows(1));
        Stop stop = runner[0].run(test.seen()::add);

        assertThat(stop).isNotNull();
        assertThat(verdicts("r1")).containsExactly("a skip", "b skip", "c skip");
        assertThat(result("a").output()).isEqualTo("gold");
        assertThat(compared).isEmpty();
        assertThat(test.recorder().told()).doesNotContain("result r1");
    }

    @Test
    void anAbortedRunHasExactlyOneResultForEveryRepeatThatItBegan() throws InterruptedException {
        CountDownLatch judged = new CountDownLatch(1);
        BinaryOperator<String> fair = verdict;
        verdict = (first, second) -> {
            judged.countDown();
            return fair.apply(first, second);
        };
        for (int row = 1; row <= 20; row++) {
            answers("q" + row, "gold", "silver", "bronze");
        }
        Runner runner = test.runner(plan().rows(20).slots(4));
        Thread aborting = new Thread(() -> {
            try {
                judged.await();
                runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped"));
                runner.abort();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        aborting.start();

        runner.run(test.seen()::add);
        aborting.join();

        List<String> begun = test.recorder().intents().stream()
                .map(intent -> intent.id().text())
                .distinct()
                .toList();
        assertThat(test.seen())
                .extracting(result -> result.id().text())
                .doesNotHaveDuplicates()
                .containsAll(begun);
    }

    @Test
    void thoseWithAResultAreComparedWithAndHaveNoSecondOne() throws InterruptedException {
        answers("q1", "bronze");
        var history = new Remembered(2, Map.of(0, ok("gold"), 1, ok("silver")));

        test.runner(plan().rows(1), history).run(test.seen()::add);

        assertThat(test.endpoint().asked()).hasSize(1);
        assertThat(verdicts("r1")).containsExactly("c fail");
        assertThat(compared)
                .containsExactlyInAnyOrder(
                        "gold silver", "gold bronze", "silver gold", "silver bronze", "bronze gold", "bronze silver");
    }

    @Test
    void oneThatEndedWithoutAnAnswerEarlierIsLeftOut() throws InterruptedException {
        answers("q1", "bronze");
        var history = new Remembered(2, Map.of(0, failing(FailureKind.BAD_REQUEST), 1, ok("silver")));

        test.runner(plan().rows(1), history).run(test.seen()::add);

        assertThat(verdicts("r1")).containsExactly("c fail");
        assertThat(compared).containsExactlyInAnyOrder("silver bronze", "bronze silver");
    }

    @Test
    void aRowWhoseResultsAreAllOnRecordIsNotReadAgain() throws InterruptedException {
        var history = new Remembered(3, Map.of());

        test.runner(plan().rows(1), history).run(test.seen()::add);

        assertThat(test.seen()).isEmpty();
        assertThat(compared).isEmpty();
        assertThat(history.read).isZero();
    }

    /** The first so many repeats have their results on record, with these replies. */
    private static final class Remembered implements History {

        private final int settled;
        private final Map<Integer, String> replies;
        private final List<String> keys = new ArrayList<>();
        private int read;

        Remembered(int settled, Map<Integer, String> replies) {
            this.settled = settled;
            this.replies = replies;
        }

        @Override
        public synchronized Past of(String key) {
            keys.add(key);
            return keys.size() <= settled ? new Past(Settled.YES, List.of()) : Past.NOTHING;
        }

        @Override
        public synchronized Past whole(String key) {
            read++;
            String reply = replies.get(keys.indexOf(key));
            var answer = new RecordedAnswer(
                    "pm-earlier",
                    false,
                    null,
                    "",
                    200,
                    Map.of(),
                    reply.getBytes(StandardCharsets.UTF_8),
                    TIMES,
                    new long[0],
                    Set.of());
            return new Past(Settled.YES, List.of(new Tried(new Attempt.Begun(1, "pm-earlier", 0), answer)));
        }
    }
}
