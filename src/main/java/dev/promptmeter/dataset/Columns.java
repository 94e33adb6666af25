package dev.promptmeter.dataset;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The header of a dataset, understood: where each kind of cell stands. Positions count from 0; -1 is "no such column". */
final class Columns {

    static final int NONE = -1;

    private final List<Column> columns;
    private final Map<Column.Role, Integer> first = new EnumMap<>(Column.Role.class);
    private final int[] thresholdOf;
    private int id = NONE;
    private int cluster = NONE;

    Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.thresholdOf = new int[columns.size()];
        Arrays.fill(thresholdOf, NONE);
        for (int i = 0; i < columns.size(); i++) {
            first.putIfAbsent(columns.get(i).role(), i);
        }
    }

    /** Says which column holds the threshold of the check in another column. */
    void configure(int expectation, int threshold) {
        thresholdOf[expectation] = threshold;
    }

    void identifyBy(int column) {
        id = column;
    }

    void clusterBy(int column) {
        cluster = column;
    }

    int size() {
        return columns.size();
    }

    Column get(int position) {
        return columns.get(position);
    }

    int only(Column.Role role) {
        return first.getOrDefault(role, NONE);
    }

    int thresholdOf(int expectation) {
        return thresholdOf[expectation];
    }

    /** {@return the column of explicit row ids, or -1 for content ids} */
    int id() {
        return id;
    }

    int cluster() {
        return cluster;
    }

    int position(@Nullable String name) {
        return IntStream.range(0, size())
                .filter(i -> columns.get(i).name().equals(name))
                .findFirst()
                .orElse(NONE);
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    Set<String> variables() {
        return columns.stream()
                .filter(column -> column.role() == Column.Role.VARIABLE)
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the first names, for a message} */
    String summary() {
        String names = columns.stream().limit(8).map(Column::name).collect(Collectors.joining(", "));
        return Shown.text(size() > 8 ? names + ", …" : names);
    }
}
