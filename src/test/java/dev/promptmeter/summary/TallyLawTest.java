package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Glob;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.OrderEffect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tallies of parts are the tally of the whole, field for field, however it was cut and in whatever order, also where repeats,
 * rows and clusters of rows belong together.
 */
class TallyLawTest {

    private static final Selector EU = new Selector(List.of(new Condition("tag", false, Glob.of("eu"))));
    private static final int REPEAT = 3;
    private static final TallyPlan PLAN = new TallyPlan(
            List.of("small", "large"),
            List.of("v1", "v2"),
            List.of("tone"),
            REPEAT,
            new Slo(400_000_000L, 50_000_000L, null, null, 9_000_000L, null, 20.0, Slo.Passing.REQUIRED),
            Set.of(new Wanted("latency.p99.9", Selector.ALL), new Wanted("latency.p50", EU)));
    private static final Tally.Course COURSE = new Tally.Course(30_000_000_000L, 480, null);

    /** Two hundred splits in all every night. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anySplitInAnyOrderGivesTheSameSummary(long seed) {
        Random random = new Random(seed);
        List<CaseResult> results = results(random);
        Summary whole = tally(results).summary(results::forEach, COURSE);

        for (int i = 1; i <= TestScale.of(5, 40); i++) {
            List<Tally> parts = tallies(split(shuffled(results, random), 1 + random.nextInt(7), random));
            Collections.shuffle(parts, random);

            assertThat(merged(parts).summary(shuffled(results, random)::forEach, COURSE))
                    .as("split %d", i)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void groupingMakesNoDifference(long seed) {
        Random random = new Random(seed);
        List<CaseResult> results = results(random);
        List<List<CaseResult>> three = split(shuffled(results, random), 3, random);

        Tally leftFirst = merged(List.of(merged(tallies(three.subList(0, 2))), tally(three.get(2))));
        Tally rightFirst = merged(List.of(tally(three.get(0)), merged(tallies(three.subList(1, 3)))));

        assertThat(leftFirst.summary(results::forEach, COURSE)).isEqualTo(rightFirst.summary(results::forEach, COURSE));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void anEmptyTallyChangesNothing(long seed) {
        List<CaseResult> results = results(new Random(seed));
        Summary whole = tally(results).summary(results::forEach, COURSE);

        assertThat(merged(List.of(new Tally(PLAN), tally(results))).summary(results::forEach, COURSE))
                .isEqualTo(whole);
        assertThat(merged(List.of(tally(results), new Tally(PLAN))).summary(results::forEach, COURSE))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void askingTwiceGivesTheSameAnswer(long seed) {
        List<CaseResult> results = results(new Random(seed));
        Tally tally = tally(results);

        Summary first = tally.summary(results::forEach, COURSE);

        assertThat(tally.summary(results::forEach, COURSE)).isEqualTo(first);
    }

    private static List<Tally> tallies(List<List<CaseResult>> parts) {
        return new ArrayList<>(parts.stream().map(TallyLawTest::tally).toList());
    }

    private static Tally tally(List<CaseResult> results) {
        Tally tally = new Tally(PLAN);
        results.forEach(tally::add);
        // As many warm-up requests as there are results, so that every split has the same.
        results.forEach(result -> tally.addWarmup(new Cost(7L, CostSource.PROVIDER, 7L, 5L)));
        return tally;
    }

    private static Tally merged(List<Tally> parts) {
        Tally all = new Tally(PLAN);
        parts.forEach(all::merge);
        return all;
    }

    private static List<CaseResult> shuffled(List<CaseResult> results, Random random) {
        List<CaseResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<List<CaseResult>> split(List<CaseResult> results, int parts, Random random) {
        List<List<CaseResult>> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new ArrayList<>());
        }
        results.forEach(result -> split.get(random.nextInt(parts)).add(result));
        return split;
    }

    /** 40 rows, some in clusters, two models, two prompts, three repeats; the last row was stopped in the middle. */
    private static List<CaseResult> results(Random random) {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 1; row <= 40; row++) {
            for (String model : List.of("small", "large")) {
                for (int repeat = 1; repeat <= (row == 40 ? 2 : REPEAT); repeat++) {
                    SampleCase sample = SampleCase.of("facts", "r" + row)
                            .prompt(row % 2 == 0 ? "v1" : "v2")
                            .model(model)
                            .repeat(repeat)
                            .meta("tag", row % 3 == 0 ? "eu" : "us");
                    results.add(result(row % 5 == 0 ? sample.cluster("passage " + row % 4) : sample, random));
                }
            }
        }
        return results;
    }

    private static CaseResult result(SampleCase sample, Random random) {
        int start = random.nextInt(20_000);
        sample.at(start, 1 + random.nextInt(900)).planned(start - random.nextInt(Math.min(500, start + 1)));
        sample.tokens(random.nextInt(500), random.nextInt(100), random.nextInt(300));
        sample.costing("0.0000" + (1 + random.nextInt(99)));
        return switch (random.nextInt(10)) {
            case 0 -> sample.error(FailureKind.TIMEOUT, "no answer in 60 s").result();
            case 1 ->
                sample.error(FailureKind.RATE, "slow down " + random.nextInt(3))
                        .rateLimited(2)
                        .result();
            case 2 -> sample.skipped("later").result();
            case 3 -> sample.untold().finished("length").result();
            case 4 -> sample.cached().result();
            case 5, 6 ->
                sample.fails(Check.of("equals", "42").withMetric("tone"), "wrong")
                        .result();
            case 7 ->
                sample.streamed(random.nextInt(100))
                        .flagged(random.nextBoolean() ? "cold" : "trailing")
                        .result();
            default ->
                judged(
                        sample.passes(Check.of("equals", "Paris").withMetric("tone"))
                                .result(),
                        random);
        };
    }

    private static CaseResult judged(CaseResult result, Random random) {
        Cost cost = random.nextInt(5) == 0 ? Cost.UNKNOWN : new Cost((long) random.nextInt(9_000), CostSource.PRICE);
        Attempt attempt = new Attempt(1, "pm-judge", 200, null, null, 0, Billed.YES, cost);
        TokenUsage usage =
                new TokenUsage((long) random.nextInt(500), null, null, (long) random.nextInt(50), null, null);
        var call = new Judging.Call(attempt, usage, "judge-" + random.nextInt(40));
        Set<String> flags = random.nextBoolean() ? Set.of(Judging.DISAGREED) : Set.of();
        return result.with(new Judging(List.of(call), flags, new OrderEffect(7, random.nextInt(8))));
    }
}
