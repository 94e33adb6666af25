package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reading brings to light: faults and warnings, so that all of a stage is reported together, and defaults that hold. Not thread-safe. */
final class Findings {

    private final Set<Problem> faults = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();

    void add(String code, Place place, String text) {
        add(Problem.of(code, place.source(), text));
    }

    void add(String code, Source source, String text) {
        add(Problem.of(code, source, text));
    }

    void add(Problem problem) {
        (problem.warning() ? warnings : faults).add(problem);
    }

    void addAll(Collection<Problem> problems) {
        problems.forEach(this::add);
    }

    /** Notes that a key was not written and what holds instead. */
    void defaulted(String path, String value) {
        defaults.put(path, value);
    }

    Map<String, String> defaults() {
        return Map.copyOf(defaults);
    }

    int count() {
        return faults.size();
    }

    List<Problem> faults() {
        return List.copyOf(faults);
    }

    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** Ends a stage: nothing later is looked at before this is in order. */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw exception();
        }
    }

    /** {@return the faults: file by file as they came up, and within a file by line} */
    SuiteException exception() {
        List<String> files =
                faults.stream().map(fault -> fault.source().file()).distinct().toList();
        List<Problem> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.<Problem>comparingInt(
                        fault -> files.indexOf(fault.source().file()))
                .thenComparingInt(fault -> fault.source().line())
                .thenComparingInt(fault -> fault.source().column()));
        return new SuiteException(sorted);
    }
}
