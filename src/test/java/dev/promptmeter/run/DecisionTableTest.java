package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row of the decision table, asked for plainly and as a stream: attempts, waits, class, billing and what it means for the run. */
@Timeout(120)
class DecisionTableTest {

    private static final int SEEDS_BY_NIGHT = 3;
    private static final long BASE_NANOS = 500_000_000L;
    private static final long CEILING_NANOS = 30_000_000_000L;

    @Test
    void everyRowIsFollowedByWhatTheTableSays() throws InterruptedException {
        long seed = TestScale.seed(7);
        try (SuiteLine suite = SuiteLine.begin(10, "retry decisions", seed)) {
            for (int i = 0; i < TestScale.of(1, SEEDS_BY_NIGHT); i++) {
                for (DecisionRow row : rows()) {
                    for (Model.Delivery delivery : row.deliveries()) {
                        check(row, delivery, seed + i);
                        suite.count();
                    }
                }
            }
        }
    }

    static List<DecisionRow> rows() {
        var stream = Objects.requireNonNull(DecisionTableTest.class.getResourceAsStream("decisions.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DecisionRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(DecisionRow row, Model.Delivery delivery, long seed) throws InterruptedException {
        String name = row.outcome() + ", " + delivery + ", seed " + seed;
        TestRun single = run(row, delivery, seed, 0, 1);
        List<Attempt> attempts = single.seen().get(0).attempts();

        assertThat(attempts).as(name).hasSize(row.attempts());
        assertThat(attempts).as(name).allSatisfy(each -> {
            assertThat(each.billed()).isEqualTo(row.billed());
            assertThat(each.failure() == null ? "answered" : each.failure().word())
                    .isEqualTo(row.kind());
        });
        for (int n = 1; n < attempts.size(); n++) {
            checkWait(name, row, n, attempts.get(n).waitNanos());
        }
        assertThat(outcome(row, delivery, seed, 0))
                .as(name + ", nothing answered")
                .isEqualTo(row.unanswered());
        assertThat(outcome(row, delivery, seed, 1))
                .as(name + ", after an answer")
                .isEqualTo(row.answered());
    }

    private static void checkWait(String name, DecisionRow row, int failed, long waited) {
        long ceiling = Math.min(CEILING_NANOS, BASE_NANOS << failed);
        switch (row.waits()) {
            case "now" -> assertThat(waited).as(name).isZero();
            case "backoff" -> assertThat(waited).as(name).isBetween(0L, ceiling);
            default -> {
                long told = row.toldNanos();
                assertThat(waited).as(name).isBetween(told, Math.max(told + told / 10, ceiling));
            }
        }
    }

    /** {@return requests that failed, and the stop, of a run of five such rows after so many that are answered} */
    private static String outcome(DecisionRow row, Model.Delivery delivery, long seed, int answered)
            throws InterruptedException {
        TestRun test = run(row, delivery, seed, answered, 5);
        long failed = test.recorder().intents().size() - answered;
        return failed + " " + (test.stop() == null ? "-" : test.stop().cause().name());
    }

    private static TestRun run(DecisionRow row, Model.Delivery delivery, long seed, int answered, int failing)
            throws InterruptedException {
        TestRun test = new TestRun();
        TestPlan plan = TestPlan.asking((request, stopwatch) -> row.answer(request, stopwatch, answered))
                .rows(answered + failing)
                .seed(seed)
                .answers(delivery, new OpenAiAnswerReader());
        test.run(plan);
        return test;
    }
}
