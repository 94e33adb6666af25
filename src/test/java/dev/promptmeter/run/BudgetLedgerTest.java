package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.RequestWriter;
import dev.promptmeter.chat.openai.EndpointSettings;
import dev.promptmeter.chat.openai.HttpClients;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiEndpoint;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;

/** The second part of suite 13: what an endpoint over HTTP has charged, by its own ledger, is no more than a run may cost. */
class BudgetLedgerTest {

    private static final int RUNS = TestScale.of(200, 500);
    private static final int MOST_TOKENS = 20;
    private static final PriceList PRICES = new PriceList("2026-01-02", Map.of("sim", Price.of("1", "2")));
    private static final List<String> BILLED = List.of("generated", "full", "none");

    @Test
    void theLedgerNeverShowsMoreThanTheLimit() throws InterruptedException {
        long seed = TestScale.seed(13);
        try (SuiteLine suite = SuiteLine.begin(13, "Budget against the simulator's ledger", seed);
                HttpClients clients = new HttpClients()) {
            int stopped = 0;
            for (int number = 0; number < RUNS; number++) {
                stopped += stops(seed + number, clients) ? 1 : 0;
                suite.count();
            }
            assertThat(stopped).isBetween(RUNS / 10, RUNS * 9 / 10);
        }
    }

    /** {@return whether that run was stopped by its limit} */
    private static boolean stops(long seed, HttpClients clients) throws InterruptedException {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(15);
        // A request of this size is expected to cost some 80 million at most.
        long maxPico = random.nextLong(rows * 80_000_000L);
        Simulator simulator = Simulator.start(settings(seed, random));
        List<CaseResult> results = new ArrayList<>();
        Stop stop;
        try (simulator) {
            TestPlan plan = TestPlan.asking((request, stopwatch) -> {
                        throw new IllegalStateException("another endpoint is asked");
                    })
                    .through(wire(simulator, clients))
                    .rows(rows)
                    .slots(1 + random.nextInt(6))
                    .warmup(random.nextInt(2))
                    .spend(maxPico, PRICES);
            stop = new Runner(plan.plan(), surroundings(seed)).run(results::add);
        }

        assertThat(simulator.ledger().billedPicodollars()).as("seed %s", seed).isLessThanOrEqualTo(maxPico);
        assertThat(results).as("seed %s", seed).hasSize(rows);
        assertThat(stop == null || stop.cause() == Stop.Cause.BUDGET)
                .as("seed %s: %s", seed, stop)
                .isTrue();
        return stop != null;
    }

    private static Runner.Surroundings surroundings(long seed) {
        return new Runner.Surroundings("run-" + seed, new MemoryRecorder(), History.NONE, new FakeTicker());
    }

    private static Settings settings(long seed, Random random) {
        return Settings.builder()
                .set("seed", Long.toString(seed))
                .set("answer", "tokens:" + (1 + random.nextInt(2 * MOST_TOKENS)))
                .set("price", "1,2")
                .set("cost", random.nextBoolean() ? "meta" : "none")
                .set("bill-on-disconnect", BILLED.get(random.nextInt(BILLED.size())))
                .set("fault", "status:503@p=0.1")
                .set("fault", "reset-after-read@p=0.05")
                .set("fault", "truncate:50%@p=0.1")
                .set("fault", "usage:none@p=0.1")
                .set("fault", "json-cut@p=0.05")
                .build();
    }

    private static Model.Wire wire(Simulator simulator, HttpClients clients) {
        OpenAiRequestWriter writer = new OpenAiRequestWriter();
        RequestWriter limited = request -> writer.write(new ChatRequest(
                request.model(),
                request.messages(),
                Map.of("max_tokens", IntNode.valueOf(MOST_TOKENS)),
                request.stream()));
        var endpoint = new OpenAiEndpoint(EndpointSettings.of(simulator.baseUri(), null), clients);
        return new Model.Wire(endpoint, limited, new OpenAiAnswerReader());
    }
}
