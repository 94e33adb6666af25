package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.FaultCase.Strikes;
import dev.promptmeter.simulator.Fault;
import dev.promptmeter.simulator.Flags;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Match;
import dev.promptmeter.simulator.Rule;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Suite 2 of the test plan: every fault of requests, asked plainly and streamed, on the first attempt and on all, against the real
 * client. Each case is a run of its own; they overlap, so that those that wait for a deadline wait together.
 */
@Timeout(300)
class FaultMatrixTest {

    private static final int AT_A_TIME = 48;
    private static final String TOLD = "status:429,retry-after(=0[.]05|-ms=50)";
    private static final long TOLD_NANOS = 50_000_000;
    private static final long FIRST_CEILING_NANOS = 1_000_000_000;

    private record Tried(FaultCase asked, String question, FaultRun run) {}

    @Test
    void everyFaultHasAnExpectedClass() {
        List<String> expected = FaultCase.all(List.of(Strikes.FIRST)).stream()
                .map(asked -> name(asked.fault()))
                .distinct()
                .toList();

        assertThat(Flags.faults().stream().map(FaultMatrixTest::name).filter(name -> !expected.contains(name)))
                .as("faults without a class; those of connections have a test of their own")
                .containsExactlyInAnyOrderElementsOf(ConnectionFaultMatrixTest.FAULTS);
    }

    private static String name(String fault) {
        return fault.split("[:\\[@,]", 2)[0];
    }

    @Test
    void everyFaultComesToItsClassInTheAttemptsItTakesAndIsOnRecord() throws Exception {
        for (long seed = 1; seed <= TestScale.of(1, 5); seed++) {
            List<Strikes> attempts =
                    TestScale.of(1, 2) == 1 ? List.of(Strikes.FIRST, Strikes.ALL) : List.of(Strikes.values());
            try (SuiteLine line = SuiteLine.begin(2, "fault matrix", seed)) {
                check(FaultCase.all(attempts), seed, line);
            }
        }
    }

    /** A run that asks only this ends with 3 where it can never be answered, and with 102 where another time may be better. */
    @Test
    void aFaultThatMeetsAllThereIsEndsTheRunByItsKind() throws Exception {
        List<FaultCase> plain = FaultCase.all(List.of(Strikes.ALL)).stream()
                .filter(asked -> asked.delivery() == Model.Delivery.PLAIN && !asked.hangs())
                .toList();
        SoftAssertions softly = new SoftAssertions();
        try (SuiteLine line = SuiteLine.begin(2, "fault matrix, nothing answered", 1);
                Simulator simulator = Simulator.start(script(plain, 1))) {
            for (Tried tried : run(plain, simulator, FaultRun::alone)) {
                softly.assertThat(tried.run().exitCode())
                        .as("%s: exit code", tried.asked())
                        .isEqualTo(tried.asked().exitCodeAlone());
                line.count();
            }
        }
        softly.assertAll();
    }

    private static void check(List<FaultCase> cases, long seed, SuiteLine line) throws Exception {
        List<FaultCase> longestFirst = new ArrayList<>(cases);
        longestFirst.sort(Comparator.comparing(FaultCase::hangs).reversed());
        Script script = script(longestFirst, seed);
        try (Simulator simulator = Simulator.start(script)) {
            List<Tried> all = run(longestFirst, simulator, FaultRun::of);
            Map<String, List<LedgerEntry>> ledger = simulator.ledger().entries().stream()
                    .filter(entry -> entry.clientRequestId() != null)
                    .collect(Collectors.groupingBy(LedgerEntry::clientRequestId));
            SoftAssertions softly = new SoftAssertions();
            for (Tried tried : all) {
                checkResult(softly, tried);
                checkLedger(softly, tried, ledger);
                line.count();
            }
            softly.assertAll();
        }
    }

    private static Script script(List<FaultCase> cases, long seed) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Rule rule = Rule.when(Match.exact(question(i)));
            for (String fault : cases.get(i).faults()) {
                rule = rule.fault(Fault.parse(fault));
            }
            rules.add(rule);
        }
        return Script.of(rules.toArray(new Rule[0]))
                .with("seed", Long.toString(seed))
                .with("cost", "both");
    }

    private static String question(int number) {
        return "Wie heißt die größte Stadt am Fluß Nr. " + number + "?";
    }

    private interface Way {
        FaultRun go(FaultCase asked, String question, URI base) throws InterruptedException;
    }

    private static List<Tried> run(List<FaultCase> cases, Simulator simulator, Way way) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Tried>> futures = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                FaultCase asked = cases.get(i);
                String question = question(i);
                futures.add(
                        pool.submit(() -> new Tried(asked, question, way.go(asked, question, simulator.baseUri()))));
            }
            List<Tried> all = new ArrayList<>();
            for (Future<Tried> future : futures) {
                all.add(future.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void checkResult(SoftAssertions softly, Tried tried) {
        FaultCase asked = tried.asked();
        FaultRun run = tried.run();
        softly.assertThat(run.word())
                .as("%s: class (%s)", asked, run.result().reason())
                .isEqualTo(asked.result());
        softly.assertThat(run.result().attempts()).as("%s: attempts", asked).hasSize(asked.attempts());
        softly.assertThat(run.stop() != null).as("%s: ends the run", asked).isEqualTo(asked.stops());
        softly.assertThat(run.exitCode()).as("%s: exit code", asked).isEqualTo(asked.exitCode());
        checkWaits(softly, asked, run.result().attempts());
        if (asked.keepsText()) {
            softly.assertThat(run.result().output()).as("%s: text", asked).isEqualTo(tried.question());
        }
        softly.assertThat(String.valueOf(run.result().reason()))
                .as("%s: reason", asked)
                .doesNotContain("canary");
    }

    /** A broken connection is replaced at once; who is told when to come back does not come before. */
    private static void checkWaits(SoftAssertions softly, FaultCase asked, List<Attempt> attempts) {
        for (int n = 1; n < attempts.size(); n++) {
            FailureKind before = attempts.get(n - 1).failure();
            long waited = attempts.get(n).waitNanos();
            if (before == FailureKind.STALE_CONNECTION || before == FailureKind.RESET) {
                softly.assertThat(waited).as("%s: wait", asked).isZero();
            } else {
                long told = before == FailureKind.RATE && asked.fault().matches(TOLD) ? TOLD_NANOS : 0;
                softly.assertThat(waited)
                        .as("%s: wait", asked)
                        .isBetween(told, Math.max(told + told / 10, FIRST_CEILING_NANOS << (n - 1)));
            }
        }
    }

    /** What the server received is on record under its id, once; what it served is an answer or may have been billed. */
    private static void checkLedger(SoftAssertions softly, Tried tried, Map<String, List<LedgerEntry>> ledger) {
        for (Intent intent : tried.run().intents()) {
            List<LedgerEntry> entries = ledger.getOrDefault(intent.requestId(), List.of());
            softly.assertThat(entries)
                    .as("%s: requests with id %s", tried.asked(), intent.requestId())
                    .hasSize(1);
        }
        for (Attempt attempt : tried.run().result().attempts()) {
            for (LedgerEntry entry : ledger.getOrDefault(attempt.requestId(), List.of())) {
                boolean served = entry.status() != null && entry.status() / 100 == 2 && entry.billedPicodollars() > 0;
                softly.assertThat(served && attempt.billed() == Billed.NO)
                        .as("%s: served and billed, yet on record as free", tried.asked())
                        .isFalse();
            }
        }
    }
}
