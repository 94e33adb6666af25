package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named metrics of one case. */
public final class Metrics {

    private Metrics() {}

    /**
     * {@return the value of each metric that has one, in the order of the checks: the weighted mean of the scores of its judged
     * checks, or their plain mean if all of them weigh nothing}
     */
    public static Map<String, Double> of(List<Outcome> outcomes) {
        Map<String, List<Outcome>> judged = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            String metric = outcome.check().metric();
            if (metric != null && outcome.score() instanceof Score.Graded) {
                judged.computeIfAbsent(metric, name -> new ArrayList<>()).add(outcome);
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        judged.forEach((metric, its) -> values.put(metric, mean(its)));
        return values;
    }

    private static double mean(List<Outcome> judged) {
        boolean weightless = judged.stream().allMatch(outcome -> outcome.check().weight() == 0);
        double weight = 0;
        double weighted = 0;
        for (Outcome outcome : judged) {
            double share = weightless ? 1 : outcome.check().weight();
            weight += share;
            weighted += share * (outcome.score() instanceof Score.Graded graded ? graded.value() : 0);
        }
        return weighted / weight;
    }
}
