package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a run does that may only cost so much. Each request is priced at 1 USD, and for each the same is set aside, but where a test says
 * otherwise.
 */
@Timeout(20)
class SpendingTest {

    private static final long USD = 1_000_000_000_000L;

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();

    private TestPlan plan(long maxPico) {
        return test.plan().spend(maxPico, new PriceList("2026-01-02", Map.of("sim", perRequest(1))));
    }

    @Test
    void stopsWhenTheNextRequestMightPassTheLimit() throws InterruptedException {
        Stop stop = test.run(plan(3 * USD).rows(5));

        assertThat(endpoint.asked()).containsExactly("q1", "q2", "q3");
        assertThat(stop)
                .isEqualTo(new Stop(
                        Stop.Cause.BUDGET,
                        "stopped by maxCost: 3.000 of 3.000 USD spent, 0.000 reserved, 2 of 5 cases not sent"));
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass", "r3 pass", "r4 skip", "r5 skip");
    }

    @Test
    void aRunThatFitsExactlyIsNotStopped() throws InterruptedException {
        assertThat(test.run(plan(5 * USD).rows(5))).isNull();
    }

    @Test
    void whatIsSetAsideStandsInTheIntent() throws InterruptedException {
        test.run(plan(5 * USD).rows(1));

        assertThat(test.recorder().intents().get(0).reservedPico()).isEqualTo(USD);
    }

    @Test
    void withoutALimitNothingIsSetAside() throws InterruptedException {
        test.run(test.plan().rows(1));

        assertThat(test.recorder().intents().get(0).reservedPico()).isNull();
    }

    @Test
    void aFailureThatWasNotBilledCostsNothing() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.SERVER), ScriptedEndpoint.ok("Paris"));

        Stop stop = test.run(plan(2 * USD).rows(2));

        assertThat(stop).isNull();
        assertThat(endpoint.asked()).containsExactlyInAnyOrder("q1", "q1", "q2");
    }

    @Test
    void aFailureThatMayHaveBeenBilledKeepsWhatWasSetAside() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.TIMEOUT));

        Stop stop = test.run(plan(3 * USD).rows(4));

        assertThat(stop).isNotNull();
        assertThat(stop.text()).startsWith("stopped by maxCost: 1.000 of 3.000 USD spent, 2.000 reserved");
        assertThat(endpoint.asked()).hasSize(3);
    }

    @Test
    void aRequestThatDoesNotFitWaitsForThoseInFlightRatherThanStopping() throws InterruptedException {
        PriceList prices = new PriceList("2026-01-02", Map.of("sim", Price.of("0", "1000")));
        // 1,024 tokens at most are set aside for each, and one token is what each takes.

        Stop stop = test.run(test.plan().rows(6).slots(3).spend(1_030 * USD / 1_000, prices));

        assertThat(stop).isNull();
        assertThat(endpoint.mostInFlight()).isEqualTo(1);
        assertThat(test.verdicts()).hasSize(6);
    }

    @Test
    void whatWaitsForMoneyStandsInLineAndLetsPassWhatCanBePaid() throws InterruptedException {
        PriceList prices = new PriceList("2026-01-02", Map.of("dear", perRequest(3), "cheap", perRequest(1)));
        RunPlan plan = test.plan()
                .rows(2)
                .models("dear", "cheap")
                .slots(4)
                .spend(5 * USD, prices)
                .plan();
        var nothing = new Runner.Surroundings("run", Unrecorded.INSTANCE, History.NONE, test.ticker());
        try (CaseFeeder feeder = new CaseFeeder(new CaseSource(plan, Unrecorded.INSTANCE), 4)) {
            Traffic traffic = new Traffic(plan, nothing, feeder);

            Pending first = begin(traffic);
            Pending second = begin(traffic);
            Pending third = begin(traffic);

            assertThat(List.of(first, second, third))
                    .extracting(pending -> pending.asked().id().row() + " "
                            + pending.asked().id().model())
                    .containsExactly("r1 dear", "r1 cheap", "r2 cheap");
            assertThatThrownBy(() -> traffic.spending().admit(first.asked())).isSameAs(NotAdmitted.NOT_YET);
        }
    }

    private static Pending begin(Traffic traffic) throws InterruptedException {
        Pending next = traffic.queue().take();
        assertThat(traffic.spending().admit(next.asked())).isPositive();
        return next;
    }

    private static Price perRequest(int usd) {
        BigDecimal nothing = BigDecimal.ZERO;
        return new Price(nothing, null, null, nothing, null, BigDecimal.valueOf(usd), Price.Partition.INSIDE);
    }

    @Test
    void aWarmUpIsPaidFromTheSameMoney() throws InterruptedException {
        Stop stop = test.run(plan(2 * USD).rows(3).warmup(1));

        assertThat(stop).isNotNull();
        assertThat(endpoint.asked()).containsExactly("q3", "q1");
    }

    @Test
    void whatEarlierStartsSpentCounts() throws InterruptedException {
        History history = spending(new History.Sent(History.Use.CASE, "sim", 2 * USD, new byte[0], null));

        Stop stop = test.runner(plan(3 * USD).rows(2), history).run(test.seen()::add);

        assertThat(stop).isNotNull();
        assertThat(stop.text())
                .isEqualTo("stopped by maxCost: 1.000 of 3.000 USD spent, 2.000 reserved, 1 of 2 cases not sent");
    }

    private static History spending(History.Sent... all) {
        return new History() {

            @Override
            public Past of(String key) {
                return Past.NOTHING;
            }

            @Override
            public void sent(Consumer<Sent> reader) {
                List.of(all).forEach(reader);
            }
        };
    }

    @Test
    void anAnswerThatCostsMoreThanWasSetAsideIsChargedInFull() throws InterruptedException {
        // The question has two bytes, of which nine tokens are charged.
        PriceList prices = new PriceList("2026-01-02", Map.of("sim", Price.of("1000000", "0")));

        Stop stop = test.run(test.plan().rows(3).spend(8 * USD, prices));

        assertThat(stop).isNotNull();
        assertThat(stop.text())
                .isEqualTo("stopped by maxCost: 9.000 of 8.000 USD spent, 1.000 over it because answers cost more than"
                        + " was set aside for them, 0.000 reserved, 2 of 3 cases not sent");
    }

    @Test
    void anAnswerWithoutUsageIsFlagged() throws InterruptedException {
        PriceList none = new PriceList("2026-01-02", Map.of("other", Price.of("1", "1")));

        test.run(test.plan().rows(1).spend(8 * USD, none));

        assertThat(test.seen().get(0).flags()).contains("cost_estimated");
    }

    @Test
    void smallSumsAreToldToTheirLastDigit() throws InterruptedException {
        PriceList prices = new PriceList("2026-01-02", Map.of("sim", Price.of("0", "1")));

        Stop stop = test.run(test.plan().rows(3).spend(1_025_000_000L, prices));

        assertThat(stop).isNotNull();
        assertThat(stop.text())
                .isEqualTo("stopped by maxCost: 0.0000020 of 0.0010250 USD spent, 0.0000000 reserved,"
                        + " 1 of 3 cases not sent");
    }
}
