package dev.promptmeter.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;

/** Adds up the named metrics that checks feed, and computes those that are derived from them. */
final class MetricTally {

    private final List<String> names;
    private final List<DerivedMetric> derived;
    private final Map<String, Values> values = new HashMap<>();

    /** The values of one metric: a mean of cases, and the extremes of answers. */
    private static final class Values {
        private final MeanTally mean = new MeanTally();
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        OptionalDouble statistic(Formula.Statistic statistic) {
            return switch (statistic) {
                case MEAN -> mean.value();
                case SUM -> mean.sum();
                case N -> OptionalDouble.of(mean.count());
                case MIN -> mean.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(least);
                case MAX -> mean.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(most);
            };
        }
    }

    MetricTally(List<String> names, List<DerivedMetric> derived) {
        this.names = names;
        this.derived = derived;
    }

    /** An answer has these values. */
    void add(Map<String, Double> answer) {
        answer.forEach((name, value) -> {
            Values each = values.computeIfAbsent(name, key -> new Values());
            each.least = Math.min(each.least, value);
            each.most = Math.max(each.most, value);
        });
    }

    /** A case has all its repeats. */
    void add(Finished finished) {
        finished.metrics()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, key -> new Values()).mean.add(value, finished.unit()));
    }

    void close(int unit) {
        values.values().forEach(each -> each.mean.close(unit));
    }

    void merge(MetricTally other, IntUnaryOperator units) {
        other.values.forEach((name, theirs) -> {
            Values ours = values.computeIfAbsent(name, key -> new Values());
            ours.mean.merge(theirs.mean, units);
            ours.least = Math.min(ours.least, theirs.least);
            ours.most = Math.max(ours.most, theirs.most);
        });
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (String name : names) {
            Values each = values.get(name);
            figures.add(each == null ? absent(name, "mean") : each.mean.mean("metric." + name + ".mean", Unit.SCORE));
            figures.add(each == null ? absent(name, "min") : of(name, "min", each.least, each.mean.count()));
            figures.add(each == null ? absent(name, "max") : of(name, "max", each.most, each.mean.count()));
        }
        figures.addAll(derivedFigures());
        return figures;
    }

    private List<Figure> derivedFigures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        var reckoning = new FormulaReckoning(new Known(figures));
        for (DerivedMetric metric : derived) {
            OptionalDouble value = reckoning.value(metric.formula());
            long n = reckoning.cases(metric.formula());
            figures.put(
                    metric.name(),
                    value.isEmpty()
                            ? Figure.absent(metric.figure(), Unit.SCORE, n, "UNDEFINED")
                            : Figure.of(metric.figure(), Unit.SCORE, value.getAsDouble(), n));
        }
        return List.copyOf(figures.values());
    }

    /** What the metrics come to, and the derived ones so far. */
    private final class Known implements FormulaValues {

        private final Map<String, Figure> computed;

        Known(Map<String, Figure> computed) {
            this.computed = computed;
        }

        @Override
        public OptionalDouble of(Formula.Statistic statistic, String metric) {
            return values.getOrDefault(metric, new Values()).statistic(statistic);
        }

        @Override
        public OptionalDouble of(String name) {
            Double value = figure(name).value();
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }

        @Override
        public long count(String metric) {
            return values.containsKey(metric) ? values.get(metric).mean.count() : 0;
        }

        @Override
        public long countOf(String name) {
            return figure(name).n();
        }

        private Figure figure(String name) {
            return Objects.requireNonNull(computed.get(name), name);
        }
    }

    private static Figure of(String name, String statistic, double value, long n) {
        return Figure.of("metric." + name + "." + statistic, Unit.SCORE, value, n);
    }

    private static Figure absent(String name, String statistic) {
        return Figure.absent("metric." + name + "." + statistic, Unit.SCORE, 0, "NO_DATA");
    }
}
