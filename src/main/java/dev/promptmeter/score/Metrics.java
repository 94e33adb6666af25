package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The named metrics of one case. */
public final class Metrics {

    private Metrics() {}

    /**
     * {@return the value of each metric that has one, in the order of the checks: the weighted mean of the scores of its judged
     * checks, those inside groups included, or their plain mean if all of them weigh nothing}
     */
    public static Map<String, Double> of(List<Outcome> outcomes) {
        Map<String, List<Outcome>> judged = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            note(outcome, judged);
            outcome.parts().forEach(part -> note(part, judged));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        judged.forEach((metric, its) -> values.put(metric, mean(its)));
        return values;
    }

    private static void note(Outcome outcome, Map<String, List<Outcome>> judged) {
        String metric = outcome.check().metric();
        if (metric != null && outcome.value() != null) {
            judged.computeIfAbsent(metric, name -> new ArrayList<>()).add(outcome);
        }
    }

    private static double mean(List<Outcome> judged) {
        boolean weightless = judged.stream().allMatch(outcome -> outcome.check().weight() == 0);
        double weight = 0;
        double weighted = 0;
        for (Outcome outcome : judged) {
            double share = weightless ? 1 : outcome.check().weight();
            weight += share;
            weighted += share * Objects.requireNonNull(outcome.value());
        }
        return weighted / weight;
    }
}
