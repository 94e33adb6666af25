package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.run.PaidEndpoint.Honesty;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Suite 13 of the test plan: whatever an endpoint charges, and however it fails, a run costs no more than it may. */
class BudgetSuiteTest {

    private static final int RUNS = TestScale.of(1_000, 10_000);
    private static final long DEAREST_HONEST = 260_000_000L;

    @Test
    void noRunCostsMoreThanItMay() throws InterruptedException {
        long seed = TestScale.seed(13);
        try (SuiteLine suite = SuiteLine.begin(13, "Budget", seed)) {
            int stopped = 0;
            for (int number = 0; number < RUNS; number++) {
                Random random = new Random(seed + number);
                // One run in five meets an endpoint whose answers are longer than they may be.
                Honesty honesty = number % 5 == 4 ? Honesty.LIES : Honesty.KEEPS_TO_LIMITS;
                stopped += stops(seed + number, honesty, random) ? 1 : 0;
                suite.count();
            }
            assertThat(stopped).isBetween(RUNS / 10, RUNS * 9 / 10);
        }
    }

    /** {@return whether that run was stopped by its limit} */
    private static boolean stops(long seed, Honesty honesty, Random random) throws InterruptedException {
        PaidEndpoint endpoint = new PaidEndpoint(honesty, seed);
        int rows = 1 + random.nextInt(30);
        int slots = 1 + random.nextInt(8);
        long maxPico = random.nextLong(rows * DEAREST_HONEST);
        TestPlan plan = TestPlan.asking(endpoint)
                .through(endpoint.wire())
                .rows(rows)
                .slots(slots)
                .warmup(random.nextInt(3))
                .spend(maxPico, PaidEndpoint.prices("sim"));
        List<CaseResult> results = new ArrayList<>();
        var surroundings = new Runner.Surroundings("run-" + seed, new MemoryRecorder(), History.NONE, new FakeTicker());

        Stop stop = new Runner(plan.plan(), surroundings).run(results::add);

        long lies = honesty == Honesty.LIES ? slots * endpoint.dearest() : 0;
        assertThat(endpoint.charged()).as("seed %s", seed).isLessThanOrEqualTo(maxPico + lies);
        assertThat(results).as("seed %s", seed).hasSize(rows);
        assertThat(cause(stop)).as("seed %s", seed).isEqualTo(left(results) ? Stop.Cause.BUDGET : null);
        return stop != null;
    }

    private static boolean left(List<CaseResult> results) {
        return results.stream().anyMatch(result -> result.verdict() == CaseVerdict.SKIP);
    }

    private static Stop.@Nullable Cause cause(@Nullable Stop stop) {
        return stop == null ? null : stop.cause();
    }
}
