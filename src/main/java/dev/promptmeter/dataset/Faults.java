package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a dataset: the first 20 problems in file order, and how many more there were of each code. */
final class Faults {

    private static final int SHOWN = 20;

    private final String file;
    private final List<Problem> shown = new ArrayList<>();
    private final Map<String, Integer> more = new TreeMap<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Problem problem) {
        if (shown.size() < SHOWN) {
            shown.add(problem);
        } else {
            more.merge(problem.code(), 1, Integer::sum);
        }
    }

    boolean none() {
        return shown.isEmpty();
    }

    /** Throws all of them, if there are any. */
    void raise() {
        if (none()) {
            return;
        }
        List<Problem> all = new ArrayList<>(shown);
        more.forEach((code, count) -> all.add(Problem.of(
                code, Source.line(file, 0), String.format(Locale.ROOT, "%,d more of this kind, not shown", count))));
        throw new DatasetException(all);
    }
}
