package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.summary.DerivedMetric;
import dev.promptmeter.summary.FormulaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of {@code derived} as written; what its expression means is for the summary to say.
 *
 * @param name of the metric
 * @param expression that computes it
 * @param source where it stands
 */
record DerivedSection(String name, String expression, Source source) {

    private static final Shape<Map<String, String>> ENTRIES = Shapes.map(
            Scalars.matching(
                    "a name of 1 to 60 characters without [ ] , = \" ' and outer blanks", CheckSection.METRIC_NAME),
            Scalars.text(1, 1000),
            100);

    /** The whole map, in its order. */
    static final Shape<List<DerivedSection>> SHAPE = new Shape<>() {
        @Override
        public @Nullable List<DerivedSection> read(Node node, String path, Findings findings) {
            Map<String, String> entries = ENTRIES.read(node, path, findings);
            return entries == null
                    ? null
                    : entries.entrySet().stream()
                            .map(entry -> section((Mapping) node, entry))
                            .toList();
        }

        @Override
        public ObjectNode schema() {
            return ENTRIES.schema();
        }
    };

    private static DerivedSection section(Mapping mapping, Map.Entry<String, String> entry) {
        Source source = mapping.entries().get(entry.getKey()).key().source();
        return new DerivedSection(entry.getKey(), entry.getValue(), source);
    }

    /**
     * {@return the metrics of those sections, each of which may use the ones before it; what cannot be understood is added to the findings}
     *
     * @param metrics names of the metrics that checks feed
     */
    static List<DerivedMetric> parse(List<DerivedSection> sections, Collection<String> metrics, Findings findings) {
        List<DerivedMetric> derived = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (DerivedSection section : sections) {
            if (metrics.contains(section.name())) {
                findings.add(
                        "PM-1110",
                        section.source(),
                        "derived metric '" + section.name()
                                + "' has the name of a metric of checks; rename one of them");
            }
            try {
                derived.add(DerivedMetric.parse(section.name(), section.expression(), metrics, earlier));
            } catch (FormulaException e) {
                findings.add(e.code(), section.source(), e.getMessage());
            }
            earlier.add(section.name());
        }
        return derived;
    }
}
