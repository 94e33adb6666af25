package dev.promptmeter.summary;

import java.util.Collection;

/**
 * A metric that is computed from others once they are added up, such as an F1 from precision and recall. It has one value, its mean.
 *
 * @param name as gates and reports write it
 * @param expression as its author wrote it
 * @param formula what it means
 */
public record DerivedMetric(String name, String expression, Formula formula) {

    /**
     * {@return the metric that the expression computes}
     *
     * @param metrics names of the metrics that checks feed
     * @param earlier names of the derived metrics before this one
     * @throws FormulaException if the expression is wrong or names something unknown
     */
    public static DerivedMetric parse(
            String name, String expression, Collection<String> metrics, Collection<String> earlier) {
        return new DerivedMetric(
                name, expression, new FormulaParser(name, expression).parse(new FormulaNames(metrics, earlier)));
    }

    /** {@return the name of its one figure} */
    public String figure() {
        return "metric." + name + ".mean";
    }
}
