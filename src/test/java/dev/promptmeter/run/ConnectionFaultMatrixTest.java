package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.run.FaultCase.Again;
import dev.promptmeter.run.FaultCase.Strikes;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The rest of suite 2: faults of connections, for which nothing of a request is known, so that each case has a simulator of its own. Its
 * first connection is for a row that is answered; the simulator closes it then, and the next ones meet the fault.
 */
@Timeout(120)
class ConnectionFaultMatrixTest {

    static final List<String> FAULTS = List.of(
            "refuse",
            "reset-accept",
            "close-before-read",
            "stall-accept",
            "slow-read",
            "down",
            "tls-hang",
            "tls-alert",
            "tls-plain");

    private static final String CLOSING = "no-keep-alive";

    /** A fault with its conditions, and what it comes to. */
    private record Row(String fault, String condition, String word, Again again, String more) {

        List<FaultCase> cases() {
            List<FaultCase> cases = new ArrayList<>();
            for (Delivery delivery : Delivery.values()) {
                for (Strikes strikes : List.of(Strikes.FIRST, Strikes.ALL)) {
                    if (strikes == Strikes.ALL || condition.contains("n=2")) {
                        cases.add(asked(delivery, strikes));
                    }
                }
            }
            return cases;
        }

        private FaultCase asked(Delivery delivery, Strikes strikes) {
            String when = strikes == Strikes.ALL ? condition.replace("n=2", "n=2+") : condition;
            return new FaultCase(fault + "@" + when, delivery, strikes, word, again, more);
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("refuse", "from=0s", "connect", Again.RETRIED, ""),
            new Row("reset-accept", "n=2", "reset", Again.RETRIED, "early"),
            new Row("close-before-read", "n=2", "stale_connection", Again.RETRIED, "early"),
            new Row("stall-accept", "n=2", "timeout", Again.RETRIED, "hang"),
            new Row("slow-read:1KB", "n=2", "ok", Again.FINAL, ""),
            new Row("down", "from=1us", "timeout", Again.RETRIED, "hang"));

    @Test
    void everyFaultOfConnectionsComesToItsClass() throws Exception {
        List<FaultCase> cases =
                ROWS.stream().flatMap(row -> row.cases().stream()).toList();
        ExecutorService pool = Executors.newFixedThreadPool(cases.size());
        SoftAssertions softly = new SoftAssertions();
        try (SuiteLine line = SuiteLine.begin(2, "fault matrix, connections", 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (FaultCase asked : cases) {
                running.add(pool.submit(() -> {
                    check(softly, asked);
                    return null;
                }));
                line.count();
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, FaultCase asked) throws InterruptedException {
        Settings settings = Settings.builder()
                .set("fault", CLOSING)
                .set("fault", asked.fault())
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            FaultRun run = FaultRun.of(asked, "Which city?", simulator.baseUri());
            Set<String> known = run.intents().stream().map(Intent::requestId).collect(Collectors.toSet());
            synchronized (softly) {
                softly.assertThat(run.word())
                        .as("%s: class (%s)", asked, run.result().reason())
                        .isIn(
                                asked.more().contains("early")
                                        ? List.of(asked.result(), "stale_connection", "reset", "connect")
                                        : List.of(asked.result()));
                softly.assertThat(run.result().attempts())
                        .as("%s: attempts", asked)
                        .hasSize(asked.attempts());
                softly.assertThat(run.exitCode()).as("%s: exit code", asked).isEqualTo(asked.exitCode());
                softly.assertThat(known)
                        .as("%s: on record", asked)
                        .containsAll(simulator.ledger().entries().stream()
                                .map(LedgerEntry::clientRequestId)
                                .toList());
            }
        }
    }

    @Test
    void aHandshakeThatFailsNeverSendsARequest() throws Exception {
        for (String fault : List.of("tls-alert", "tls-plain", "tls-hang")) {
            FaultCase asked = new FaultCase(
                    fault, Delivery.PLAIN, Strikes.ALL, "tls", Again.FINAL, fault.equals("tls-hang") ? "brief" : "");
            try (Simulator simulator =
                    Simulator.start(Settings.builder().set("fault", fault).build())) {
                URI secure = URI.create(simulator.baseUri().toString().replace("http:", "https:"));

                FaultRun run = FaultRun.of(asked, "Which city?", secure);

                assertThat(run.word())
                        .as(fault)
                        .isIn(fault.equals("tls-hang") ? List.of("connect", "timeout") : List.of("tls"));
                assertThat(simulator.ledger().requests()).isZero();
                assertThat(run.result().attempts())
                        .allSatisfy(attempt -> assertThat(attempt.maybeBilled())
                                .isEqualTo(run.word().equals("timeout")));
            }
        }
    }
}
