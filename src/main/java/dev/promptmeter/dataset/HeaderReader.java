package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Understands the names of columns. Columns that are wrong become unusable, so that the rows can still be read. */
final class HeaderReader {

    private final DatasetSpec spec;
    private final List<Heading> headings;
    private final Consumer<Problem> faults;

    HeaderReader(DatasetSpec spec, List<Heading> headings, Consumer<Problem> faults) {
        this.spec = spec;
        this.headings = List.copyOf(headings);
        this.faults = faults;
    }

    Columns read() {
        List<Column> found = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            String name = headings.get(i).name();
            found.add(distinct(name, i, seen) ? column(name, i) : Column.unusable(name));
        }
        var columns = new Columns(found);
        refuseTwoExpectations(columns);
        refuseTwoMetadataColumns(columns);
        configure(columns);
        identify(columns);
        cluster(columns);
        for (String name : spec.variables()) {
            if (columns.position(name) == Columns.NONE) {
                noColumn("PM-1203", "variables", name, columns);
            }
        }
        return columns;
    }

    private boolean distinct(String name, int position, Map<String, Integer> seen) {
        if (name.isEmpty()) {
            fault("PM-1203", position, "column " + (position + 1) + " has no name: name it, or remove the separator");
            return false;
        }
        Integer earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), position);
        if (earlier != null) {
            fault(
                    "PM-1203",
                    position,
                    "column '" + Shown.text(name) + "' stands twice, also as column " + (earlier + 1)
                            + " (names that differ only by case count as the same): rename one");
        }
        return earlier == null;
    }

    private Column column(String name, int position) {
        if (spec.mode() == DatasetSpec.Mode.SIMPLE && name.equals("expected")) {
            return new Column(name, Column.Role.EXPECTED, "");
        }
        if (spec.format() == DatasetSpec.Format.JSONL && name.equals(Column.CHECKS_NAME)) {
            return new Column(name, Column.Role.CHECKS, "");
        }
        Optional<Column> special = Column.special(name);
        if (special.isPresent()) {
            return special.get();
        }
        if (spec.variables().contains(name) || !name.startsWith("_")) {
            return Column.variable(name);
        }
        if (name.startsWith("__")) {
            fault("PM-1211", position, unknown(name));
            return Column.unusable(name);
        }
        if (Column.special("_" + name).isPresent()) {
            fault(
                    "PM-1212",
                    position,
                    "column '" + name + "': two underscores? For a variable of that name:  variables: [" + name + "]");
            return Column.unusable(name);
        }
        return Column.variable(name);
    }

    private static String unknown(String name) {
        if (name.equals(Column.CHECKS_NAME)) {
            return "column '" + name + "': checks as maps need a JSON Lines dataset; in CSV write them as __expected";
        }
        if (name.startsWith("__config:")) {
            return "column '" + Shown.text(name)
                    + "': 'threshold' is the only key, as in __config:__expected:threshold";
        }
        if (name.equals("__metadata") || name.equals("__metadata:") || name.equals("__config")) {
            String whole = name.startsWith("__m") ? "__metadata:KEY" : "__config:__expected:threshold";
            return "column '" + name + "' needs a key: " + whole;
        }
        String advice = NearName.of(name, Column.specialNames())
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("names with two underscores are reserved; for a variable drop them");
        return "unknown column '" + Shown.text(name) + "': " + advice;
    }

    private void refuseTwoExpectations(Columns columns) {
        int plain = columns.position("expected");
        int marked = columns.position("__expected");
        if (spec.mode() == DatasetSpec.Mode.SIMPLE && plain >= 0 && marked >= 0) {
            fault("PM-1203", Math.max(plain, marked), "'expected' and '__expected' mean the same here: keep one");
        }
    }

    private void refuseTwoMetadataColumns(Columns columns) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean metadata = column.role() == Column.Role.METADATA || column.role() == Column.Role.METADATA_LIST;
            String earlier = metadata ? names.putIfAbsent(column.key(), column.name()) : null;
            if (earlier != null) {
                fault("PM-1203", i, "'" + earlier + "' and '" + column.name() + "' fill the same key: keep one");
            }
        }
    }

    private void configure(Columns columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role() == Column.Role.CONFIG) {
                configure(columns, i);
            }
        }
    }

    private void configure(Columns columns, int config) {
        String addressed = columns.get(config).key();
        int target = addressed(columns, addressed);
        if (target < 0 || columns.get(target).role() != Column.Role.EXPECTED) {
            fault("PM-1214", config, "there is no expectation column '" + Shown.text(addressed) + "' to configure");
        } else if (columns.thresholdOf(target) >= 0) {
            String other = columns.get(columns.thresholdOf(target)).name();
            fault("PM-1214", config, "'" + other + "' configures the same column: keep one");
        } else {
            columns.configure(target, config);
        }
    }

    private int addressed(Columns columns, String name) {
        int exact = columns.position(name);
        if (exact >= 0) {
            return exact;
        }
        int twin = name.equals("__expected")
                ? columns.position("__expected1")
                : name.equals("__expected1") ? columns.position("__expected") : Columns.NONE;
        boolean simple = spec.mode() == DatasetSpec.Mode.SIMPLE && name.startsWith("__expected");
        return twin < 0 && simple && name.length() <= "__expected1".length() ? columns.position("expected") : twin;
    }

    private void identify(Columns columns) {
        String asked = spec.idColumn();
        if (asked != null && asked.equals(DatasetSpec.CONTENT_IDS)) {
            return;
        }
        int column = asked == null ? defaultId(columns) : columns.position(asked);
        if (asked != null && column < 0) {
            noColumn("PM-1205", "idColumn", asked, columns);
        }
        columns.identifyBy(column);
    }

    private static int defaultId(Columns columns) {
        int marked = columns.position("__id");
        return marked >= 0 ? marked : columns.position("id");
    }

    private void cluster(Columns columns) {
        if (spec.clusterColumn() != null) {
            int column = columns.position(spec.clusterColumn());
            if (column < 0) {
                noColumn("PM-1203", "clusterColumn", spec.clusterColumn(), columns);
            }
            columns.clusterBy(column);
        }
    }

    private void noColumn(String code, String key, String name, Columns columns) {
        String nearest = NearName.of(name, columns.names())
                .map(column -> " Did you mean '" + column + "'?")
                .orElse("");
        String text = key + ": there is no column '" + Shown.text(name) + "'; there are: " + columns.summary() + "."
                + nearest;
        faults.accept(Problem.of(
                code, Source.line(spec.shown(), headings.get(0).source().line()), text));
    }

    private void fault(String code, int position, String text) {
        faults.accept(headings.get(position).problem(code, text));
    }
}
