package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Warnings about a dataset: the first of each kind, and how many there were. */
final class Warnings {

    static final String MIXED_LINE_ENDS = "PM-6201";
    static final String SEPARATORS_ONLY = "PM-6202";
    static final String SIMILAR_IDS = "PM-6203";
    static final String BRACES = "PM-6204";
    static final String FILE_REFERENCE = "PM-6205";
    static final String ENCODED_TWICE = "PM-6206";

    private final Map<String, Problem> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(Problem warning) {
        first.putIfAbsent(warning.code(), warning);
        counts.merge(warning.code(), 1, Integer::sum);
    }

    /** {@return one warning per kind, in the order of first appearance} */
    List<Problem> list() {
        List<Problem> list = new ArrayList<>();
        first.forEach((code, problem) -> {
            int more = counts.get(code) - 1;
            String text = more == 0
                    ? problem.text()
                    : problem.text() + String.format(Locale.ROOT, " (and %,d more of this kind)", more);
            list.add(new Problem(code, problem.source(), text, problem.notes()));
        });
        return list;
    }
}
