package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a retry does to the figures: a hundred cases, thirty of which are first told to come again in a second. */
class RetriedLatencyTest {

    private static final int CASES = 100;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;

    @Test
    void aRetryLeavesTheServiceTimeAloneAndIsSeenInTheWholeTime() throws InterruptedException {
        Slice calm = figures(0);

        Slice troubled = figures(30);

        assertThat(value(calm, "service.p50")).isBetween(100 * MILLISECOND, 300 * MILLISECOND);
        assertThat(value(troubled, "service.p50") - value(calm, "service.p50"))
                .isBetween(-5 * MILLISECOND, 5 * MILLISECOND);
        // A second and up to a tenth of it more, and the refused attempt itself; a third of a second or less over all.
        assertThat(value(troubled, "e2e.mean") - value(calm, "e2e.mean")).isBetween(0.30 * SECOND, 0.33 * SECOND);
        assertThat(troubled.counts().retried()).isEqualTo(30);
        assertThat(troubled.counts().repeats()).isEqualTo(CASES);
        assertThat(calm.counts().retried()).isZero();
    }

    private static double value(Slice slice, String figure) {
        Double value = slice.figure(figure).value();
        assertThat(value).as(figure).isNotNull();
        return value;
    }

    /** {@return what a run comes to of which so many cases are refused once; one request at a time} */
    private static Slice figures(int refused) throws InterruptedException {
        TestRun run = new TestRun();
        for (int i = 1; i <= refused; i++) {
            run.endpoint().on("q" + i * 3, failing(FailureKind.RATE, Duration.ofSeconds(1)), ok("Paris"));
        }
        boolean[] again = new boolean[CASES + 1];
        run.endpoint().during(question -> {
            int number = Integer.parseInt(question.substring(1));
            boolean refusal = number % 3 == 0 && number <= 3 * refused && !again[number];
            again[number] = true;
            // To be refused takes no time worth mentioning; the answers take the same times in both runs.
            run.ticker().pass(Duration.ofMillis(refusal ? 1 : 100 + 2L * number));
        });
        run.run(run.plan().rows(CASES).slots(1).models("sim"));
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("default"), List.of(), 1, Slo.NONE, Set.of()));
        run.seen().forEach(tally::add);
        return tally.summary(run.seen()::forEach, new Tally.Course(1, CASES, null))
                .total();
    }
}
