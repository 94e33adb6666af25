package dev.promptmeter.compare;

import dev.promptmeter.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The pass rate of one prompt and model in both runs, over the cases that have a judged answer in both.
 *
 * @param prompt id of the prompt
 * @param model id of the model
 * @param before share of passed answers in the baseline, 0 to 1
 * @param after the same in the run
 * @param n cases
 */
public record LaneChange(String prompt, String model, double before, double after, int n) {

    /** {@return run minus baseline} */
    public double change() {
        return after - before;
    }

    private record Lane(String prompt, String model) {}

    /** {@return every prompt and model that both runs have, in the order of the cases} */
    static List<LaneChange> of(List<CasePair> pairs) {
        Map<Lane, List<CasePair>> lanes = new LinkedHashMap<>();
        pairs.stream()
                .filter(CasePair::judged)
                .forEach(pair -> lanes.computeIfAbsent(
                                new Lane(pair.id().prompt(), pair.id().model()), lane -> new ArrayList<>())
                        .add(pair));
        return lanes.entrySet().stream()
                .map(each -> new LaneChange(
                        each.getKey().prompt(),
                        each.getKey().model(),
                        mean(each.getValue().stream().map(CasePair::before).toList()),
                        mean(each.getValue().stream().map(CasePair::after).toList()),
                        each.getValue().size()))
                .toList();
    }

    private static double mean(List<BaselineCase> cases) {
        var sample = new Sample();
        cases.stream()
                .map(BaselineCase::passShare)
                .mapToDouble(OptionalDouble::getAsDouble)
                .forEach(sample::add);
        return sample.estimate().orElseThrow().mean();
    }
}
