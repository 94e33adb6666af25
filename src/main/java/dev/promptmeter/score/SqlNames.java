package dev.promptmeter.score;

import java.util.Set;

/**
 * The names in one SQL statement, without quotes and in lower case.
 *
 * @param tables that it reads or writes, with their schema where one is written
 * @param columns that it reads or writes
 */
record SqlNames(Set<String> tables, Set<Column> columns) {

    /**
     * A column, or {@code *}.
     *
     * @param owners the tables that it may belong to
     * @param name without its table
     */
    record Column(Set<String> owners, String name) {

        @Override
        public String toString() {
            return owners.size() == 1 ? owners.iterator().next() + "." + name : name;
        }
    }

    SqlNames {
        tables = Set.copyOf(tables);
        columns = Set.copyOf(columns);
    }
}
