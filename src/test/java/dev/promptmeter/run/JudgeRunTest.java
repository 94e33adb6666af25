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
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.Score;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.IntNode;

/** What a run does about checks that a model decides. */
@Timeout(60)
class JudgeRunTest {

    private static final Check POLITE = Check.of("llm-rubric", "polite");
    private static final Check PARIS = Check.of("equals", "Paris");
    private static final String YES = ok("{\"reason\":\"kind words\",\"pass\":true}");
    private static final String NO = ok("{\"reason\":\"harsh words\",\"pass\":false}");
    private static final String PROSE = ok("I think it passes.");
    private static final Times TIMES = new Times(0, 0, 0, null, null, null, 5);

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint judge = new ScriptedEndpoint();
    private final List<String> said = new ArrayList<>();
    private int repeat = 1;
    private Judge.When when = Judge.When.ALWAYS;
    private BigDecimal perCall = BigDecimal.ZERO;
    private @Nullable Long maxPico;

    private TestPlan plan() {
        ChatEndpoint endpoint = (request, stopwatch) -> {
            said.add(new String(request.body(), StandardCharsets.UTF_8));
            byte[] same = "judge".getBytes(StandardCharsets.UTF_8);
            return judge.ask(new WireRequest(request.id(), same, request.stream()), stopwatch);
        };
        RequestWriter writer = request -> request.messages().stream()
                .map(message -> message.content().stringValue())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        Model model = new Model(
                "judge",
                "judge-1",
                URI.create("http://127.0.0.1:41234/v1"),
                Model.Delivery.PLAIN,
                Map.of("max_tokens", IntNode.valueOf(512)),
                null,
                new Model.Wire(endpoint, writer, ScriptedEndpoint.reader()));
        BigDecimal one = BigDecimal.ONE;
        Price price = new Price(one, null, null, one, null, perCall, Price.Partition.INSIDE);
        PriceList prices = new PriceList("2026-01-02", Map.of("judge", price, "sim", Price.of("1", "2")));
        return test.plan().judge(new Judge(model, repeat, when, maxPico, 4), prices);
    }

    private CaseResult only() {
        assertThat(test.seen()).hasSize(1);
        return test.seen().get(0);
    }

    @Test
    void theJudgesWordDecides() throws InterruptedException {
        judge.on("judge", YES, NO);

        test.run(plan().rows(2).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 fail");
        assertThat(test.seen().get(1).reason()).isEqualTo("llm-rubric: judge: harsh words");
        assertThat(said.get(0)).contains("Criterion:\npolite").contains("\nParis\n----- END ");
    }

    @Test
    void theAnswerIsOnRecordBeforeTheJudgeIsAskedAboutIt() throws InterruptedException {
        judge.on("judge", YES);

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.recorder().told())
                .containsExactly("row r1", "intent r1 1", "answer", "intent r1 1", "answer", "result r1");
        Intent asked = test.recorder().intents().get(1);
        assertThat(asked.about().requestId())
                .isEqualTo(test.recorder().intents().get(0).requestId());
        assertThat(asked.requestId()).matches("pm-[0-9a-f]{8}-[0-9a-f]{12}-1-j[0-9a-f]{8}-1");
        assertThat(asked.key()).isNotEqualTo(test.recorder().intents().get(0).key());
    }

    @Test
    void theMarkIsDrawnForEachCallAndTakesNoPartInTheKey() throws InterruptedException {
        judge.on("judge", YES);

        test.run(plan().rows(2).check(POLITE));

        assertThat(said.get(0)).isNotEqualTo(said.get(1));
        assertThat(test.recorder().intents().stream()
                        .filter(intent -> intent.about() != null)
                        .map(Intent::key)
                        .distinct())
                .hasSize(1);
        assertThat(test.recorder().intents().stream().map(Intent::requestId)).doesNotHaveDuplicates();
    }

    @Test
    void oneReplyOffTheProtocolIsAskedForOnceMore() throws InterruptedException {
        judge.on("judge", PROSE, YES);

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 pass");
        assertThat(only().judging().calls()).hasSize(2);
    }

    @Test
    void twoRepliesOffTheProtocolLeaveItUnscored() throws InterruptedException {
        judge.on("judge", PROSE, PROSE, YES);

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 error");
        assertThat(only().failure()).isEqualTo(FailureKind.JUDGE);
        assertThat(only().reason()).isEqualTo("llm-rubric: the judge's reply is not one JSON object and nothing else");
        assertThat(judge.asked()).hasSize(2);
    }

    @Test
    void aJudgeThatIsDownLeavesAnErrorAndTheAnswer() throws InterruptedException {
        judge.on("judge", failing(FailureKind.SERVER));

        test.run(plan().rows(1).check(POLITE).check(PARIS));

        assertThat(test.verdicts()).containsExactly("r1 error");
        assertThat(only().failure()).isEqualTo(FailureKind.JUDGE);
        assertThat(only().output()).isEqualTo("Paris");
        assertThat(only().attempts()).hasSize(1);
        assertThat(only().judging().calls()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTH", "CREDIT", "QUOTA", "FORBIDDEN"})
    void aJudgeThatRefusesTheKeyStopsTheRun(FailureKind kind) throws InterruptedException {
        judge.on("judge", failing(kind));

        Stop stop = test.run(plan().rows(4).check(POLITE));

        assertThat(stop).isEqualTo(new Stop(Stop.Cause.ACCESS, "the judge: as told"));
        assertThat(test.endpoint().asked()).containsExactly("q1");
        assertThat(judge.asked()).hasSize(1);
        assertThat(test.verdicts()).containsExactly("r1 error", "r2 skip", "r3 skip", "r4 skip");
    }

    @Test
    void aJudgeThatHasAnsweredMayForbidOnePrompt() throws InterruptedException {
        judge.on("judge", YES, failing(FailureKind.FORBIDDEN), YES);

        Stop stop = test.run(plan().rows(3).check(POLITE));

        assertThat(stop).isNull();
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 error", "r3 pass");
    }

    @Test
    void aFailingCheckDecidesWhileTheJudgeIsDown() throws InterruptedException {
        judge.on("judge", failing(FailureKind.SERVER));

        test.run(plan().rows(1).check(POLITE).check(Check.of("equals", "Rome")));

        assertThat(test.verdicts()).containsExactly("r1 fail");
    }

    @Test
    void aJudgeIsTriedAgainByTheRulesOfTheRun() throws InterruptedException {
        judge.on("judge", failing(FailureKind.RATE, Duration.ofSeconds(5)), YES);

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 pass");
        assertThat(test.ticker().nanos()).isBetween(5_000_000_000L, 5_500_000_000L);
    }

    @Test
    void whileAJudgeIsWaitedForTheSlotAsksOtherCases() throws InterruptedException {
        judge.on("judge", failing(FailureKind.RATE, Duration.ofSeconds(5)), YES);

        test.run(plan().rows(3).check(POLITE).slots(1).check(PARIS));

        assertThat(test.verdicts()).containsExactlyInAnyOrder("r1 pass", "r2 pass", "r3 pass");
    }

    @Test
    void afterTheTimeLimitTheJudgeIsNotAskedAnyMore() throws InterruptedException {
        judge.on("judge", YES);
        test.endpoint().during(question -> test.ticker().pass(Duration.ofSeconds(7)));

        Stop stop = test.run(plan().rows(2).check(POLITE).limits(Duration.ofSeconds(5), null));

        assertThat(judge.asked()).isEmpty();
        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.TIME);
        assertThat(test.verdicts()).containsExactly("r1 skip", "r2 skip");
        assertThat(test.seen().get(0).attempts()).hasSize(1);
    }

    @Test
    void theTimeOfTheJudgeEntersNoFigureOfTheModel() throws InterruptedException {
        judge.on("judge", YES).during(question -> test.ticker().pass(Duration.ofSeconds(7)));
        test.endpoint().during(question -> test.ticker().pass(Duration.ofMillis(120)));

        test.run(plan().rows(1).check(POLITE));

        assertThat(only().latencyNanos()).isEqualTo(120_000_000L);
        assertThat(only().e2eNanos()).isEqualTo(120_000_000L);
        assertThat(only().attempts()).hasSize(1);
    }

    @Test
    void whatTheJudgeCostsStandsApart() throws InterruptedException {
        judge.on("judge", YES);

        test.run(plan().rows(1).check(POLITE));

        assertThat(only().cost().pico()).isEqualTo(11_000_000L);
        assertThat(only().judging().cost().pico()).isEqualTo(10_000_000L);
        assertThat(only().completion().usage().total()).isEqualTo(10L);
    }

    @Test
    void beyondTheBudgetNothingIsAsked() throws InterruptedException {
        judge.on("judge", YES);
        perCall = BigDecimal.ONE;
        maxPico = 2_500_000_000_000L;

        test.run(plan().rows(3).check(POLITE));

        assertThat(judge.asked()).hasSize(2);
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass", "r3 error");
        assertThat(test.seen().get(2).failure()).isEqualTo(FailureKind.JUDGE_BUDGET);
        assertThat(test.seen().get(2).reason()).isEqualTo("llm-rubric: the judge's budget of 2.5 USD is spent");
    }

    @Test
    void aCallThatMightPassTheLimitIsNotMade() throws InterruptedException {
        maxPico = 1_000_000_000L;

        test.run(plan().rows(1).check(POLITE));

        assertThat(judge.asked()).isEmpty();
        assertThat(only().failure()).isEqualTo(FailureKind.JUDGE_BUDGET);
    }

    @ParameterizedTest
    @CsvSource({"yes yes no, pass, true", "no yes no, fail, true", "yes yes yes, pass, false"})
    void askedSeveralTimesTheMajorityDecides(String replies, String verdict, boolean disagreed)
            throws InterruptedException {
        repeat = 3;
        judge.on(
                "judge",
                List.of(replies.split(" ")).stream()
                        .map(reply -> reply.equals("yes") ? YES : NO)
                        .toArray(String[]::new));

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 " + verdict);
        assertThat(only().judging().calls()).hasSize(3);
        assertThat(only().flags().contains(Judging.DISAGREED)).isEqualTo(disagreed);
    }

    @Test
    void onlyWhereItIsUndecidedIsTheJudgeAsked() throws InterruptedException {
        when = Judge.When.UNDECIDED;
        judge.on("judge", YES);
        test.endpoint().on("q1", ok("Rome"));

        test.run(plan().rows(2).check(POLITE).check(PARIS));

        assertThat(test.verdicts()).containsExactly("r1 fail", "r2 pass");
        assertThat(judge.asked()).hasSize(1);
        assertThat(test.seen().get(0).outcomes().get(0).score()).isInstanceOf(Score.Skipped.class);
    }

    @Test
    void anEmptyAnswerIsNotShownToTheJudge() throws InterruptedException {
        test.endpoint().on("q1", ok(" "));

        test.run(plan().rows(1).check(POLITE));

        assertThat(test.verdicts()).containsExactly("r1 fail");
        assertThat(only().reason()).isEqualTo("empty answer");
        assertThat(judge.asked()).isEmpty();
    }

    @Test
    void anAnswerThatTheDatasetProvidesIsJudgedToo() throws InterruptedException {
        judge.on("judge", NO);

        test.run(plan().providedRow("q1", "Go away.", POLITE));

        assertThat(test.verdicts()).containsExactly("r1 fail");
        assertThat(said.get(0)).contains("\nGo away.\n");
        assertThat(test.recorder().intents().get(0).about().requestId()).isEqualTo("provided");
    }

    @Test
    void aLongAnswerIsCutAndFlagged() throws InterruptedException {
        judge.on("judge", YES);
        test.endpoint().on("q1", ok("a".repeat(40_000)));

        test.run(plan().rows(1).check(POLITE));

        assertThat(only().flags()).contains(Judging.CUT);
    }

    @Test
    void runsWithoutSuchChecksAskNobody() throws InterruptedException {
        test.run(plan().rows(2).check(PARIS));

        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass");
        assertThat(judge.asked()).isEmpty();
        assertThat(only(0).judging()).isSameAs(Judging.NONE);
    }

    private CaseResult only(int index) {
        return test.seen().get(index);
    }

    @Test
    void aReplyOnRecordIsNotAskedForAgain() throws InterruptedException {
        judge.on("judge", YES);
        History history = remembering(List.of(NO));

        test.runner(plan().rows(1).check(POLITE), history).run(test.seen()::add);

        assertThat(test.verdicts()).containsExactly("r1 fail");
        assertThat(judge.asked()).isEmpty();
    }

    @Test
    void aCallThatMayHaveBeenBilledInAnEarlierStartCountsForItsBudget() throws InterruptedException {
        judge.on("judge", YES);
        perCall = BigDecimal.ONE;
        maxPico = 2_500_000_000_000L;
        var cutOff =
                new History.Sent(History.Use.JUDGE, "sim", null, "a question".getBytes(StandardCharsets.UTF_8), null);
        History history = new History() {

            @Override
            public Past of(String key) {
                return Past.NOTHING;
            }

            @Override
            public void toJudges(Consumer<Sent> reader) {
                reader.accept(cutOff);
            }
        };

        test.runner(plan().rows(2).check(POLITE), history).run(test.seen()::add);

        assertThat(judge.asked()).hasSize(1);
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 error");
    }

    @Test
    void anOutageOnRecordIsAskedAgainUnderAnotherNumber() throws InterruptedException {
        judge.on("judge", YES);
        History history = remembering(List.of(failing(FailureKind.SERVER), PROSE));

        test.runner(plan().rows(1).check(POLITE), history).run(test.seen()::add);

        assertThat(test.verdicts()).containsExactly("r1 pass");
        assertThat(test.recorder().intents().get(1).attempt()).isEqualTo(3);
    }

    private static History remembering(List<String> replies) {
        List<History.Tried> tried = new ArrayList<>();
        for (String reply : replies) {
            int number = tried.size() + 1;
            String id = "pm-earlier-" + number;
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            RecordedAnswer answer =
                    new RecordedAnswer(id, false, null, "", 200, Map.of(), body, TIMES, new long[0], Set.of());
            tried.add(new History.Tried(new Attempt.Begun(number, id, 0), answer));
        }
        return new History() {

            @Override
            public Past of(String key) {
                return Past.NOTHING;
            }

            @Override
            public Past judged(CaseId id, String key) {
                return new Past(Settled.NO, tried);
            }
        };
    }
}
