package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Metrics;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Mean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up the named metrics that checks feed. */
final class MetricTally {

    private static final double CONFIDENCE = 0.95;
    private static final Interval SCORES = new Interval(0.0, 1.0);

    private final List<String> names;
    private final Map<String, Values> values = new HashMap<>();

    /** The values of one metric. */
    private static final class Values {
        private final Mean mean = new Mean();
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
    }

    MetricTally(List<String> names) {
        this.names = names;
    }

    void add(CaseResult result) {
        if (names.isEmpty() || result.outcomes().isEmpty()) {
            return;
        }
        Metrics.of(result.outcomes()).forEach((name, value) -> {
            Values each = values.computeIfAbsent(name, key -> new Values());
            each.mean.add(value);
            each.least = Math.min(each.least, value);
            each.most = Math.max(each.most, value);
        });
    }

    void merge(MetricTally other) {
        other.values.forEach((name, theirs) -> {
            Values ours = values.computeIfAbsent(name, key -> new Values());
            ours.mean.merge(theirs.mean);
            ours.least = Math.min(ours.least, theirs.least);
            ours.most = Math.max(ours.most, theirs.most);
        });
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (String name : names) {
            Values each = values.get(name);
            figures.add(each == null ? absent(name, "mean") : mean(name, each.mean));
            figures.add(each == null ? absent(name, "min") : of(name, "min", each.least, each.mean.count()));
            figures.add(each == null ? absent(name, "max") : of(name, "max", each.most, each.mean.count()));
        }
        return figures;
    }

    private static Figure mean(String name, Mean mean) {
        Figure figure = of(name, "mean", mean.value().orElseThrow(), mean.count());
        return mean.interval(CONFIDENCE, SCORES)
                .map(interval -> interval.clippedTo(SCORES))
                .map(interval -> figure.within(interval.lower(), interval.upper(), "mean.t"))
                .orElse(figure);
    }

    private static Figure of(String name, String statistic, double value, long n) {
        return Figure.of("metric." + name + "." + statistic, Unit.SCORE, value, n);
    }

    private static Figure absent(String name, String statistic) {
        return Figure.absent("metric." + name + "." + statistic, Unit.SCORE, 0, "NO_DATA");
    }
}
