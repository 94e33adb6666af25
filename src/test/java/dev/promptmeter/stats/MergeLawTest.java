package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeLawTest {

    private static final long LIMIT = 1_000_000_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anySplitOfScoresInAnyOrderGivesTheSameMean(long seed) {
        var random = new Random(seed);
        List<Double> scores = random.doubles(600, -3, 1e6).boxed().collect(Collectors.toList());

        new Subject<>(MergeLawTest::mean, Mean::merge, MergeLawTest::figures).assertLaws(scores, random);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anySplitOfLatenciesInAnyOrderGivesTheSameFigures(long seed) {
        var random = new Random(seed);
        // Up to two hours, so that the parts resize to different sizes and some values are clamped.
        List<Long> nanos = random.doubles(600, Math.log(1e3), Math.log(7.2e12))
                .mapToObj(log -> (long) Math.exp(log))
                .collect(Collectors.toList());

        new Subject<>(MergeLawTest::latencies, Latencies::merge, MergeLawTest::figures).assertLaws(nanos, random);
    }

    /** An accumulator: how to fill one, how to merge two, and everything it can tell. */
    private record Subject<T, A>(
            Function<List<T>, A> tally, BinaryOperator<A> merge, Function<A, List<Object>> figures) {

        void assertLaws(List<T> values, Random random) {
            List<Object> whole = figures.apply(tally.apply(values));
            List<T> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, random);
            int first = random.nextInt(values.size());
            int second = first + random.nextInt(values.size() - first);
            List<T> a = shuffled.subList(0, first);
            List<T> b = shuffled.subList(first, second);
            List<T> c = shuffled.subList(second, values.size());

            A leftFirst = merged(merged(tally.apply(a), tally.apply(b)), tally.apply(c));
            A rightFirst = merged(tally.apply(a), merged(tally.apply(b), tally.apply(c)));
            A swapped = merged(tally.apply(c), merged(tally.apply(b), tally.apply(a)));
            A withNothing = merged(tally.apply(List.of()), merged(tally.apply(values), tally.apply(List.of())));

            assertThat(Stream.of(leftFirst, rightFirst, swapped, withNothing, tally.apply(shuffled))
                            .map(figures))
                    .allSatisfy(figuresOfParts -> assertThat(figuresOfParts).isEqualTo(whole));
        }

        private A merged(A into, A other) {
            return merge.apply(into, other);
        }
    }

    private static Mean mean(List<Double> scores) {
        var mean = new Mean();
        scores.forEach(mean::add);
        return mean;
    }

    private static List<Object> figures(Mean mean) {
        return List.of(mean.count(), mean.value(), mean.standardError(), mean.interval(0.95));
    }

    private static Latencies latencies(List<Long> nanos) {
        Latencies latencies = Latencies.of(LIMIT);
        for (long value : nanos) {
            if (value % 50 == 0) {
                latencies.addCensored(value);
            } else {
                latencies.add(value);
            }
        }
        return latencies;
    }

    private static List<Object> figures(Latencies latencies) {
        List<Object> figures = new ArrayList<>(List.of(
                latencies.count(),
                latencies.answered(),
                latencies.censored(),
                latencies.clamped(),
                latencies.timeLimit(),
                latencies.min(),
                latencies.max(),
                latencies.sum(),
                latencies.mean(),
                latencies.atOrBeyond(LIMIT)));
        for (long rank = 1; rank <= latencies.answered(); rank++) {
            figures.add(latencies.bucket(rank));
        }
        Stream.of("0.05", "0.5", "0.9", "0.99").forEach(q -> figures.add(latencies.quantile(Quantile.of(q))));
        return figures;
    }
}
