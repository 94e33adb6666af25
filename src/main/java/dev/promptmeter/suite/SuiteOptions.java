package dev.promptmeter.suite;

import dev.promptmeter.run.ChosenCases;
import dev.promptmeter.run.Selection.Sample;
import dev.promptmeter.run.Shard;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside the suite file.
 *
 * @param environment variables
 * @param profiles names in the order in which they apply
 * @param assignments values put in from outside, the last of them wins
 * @param vars variables for every row that win over columns
 * @param rows which rows are chosen, beside what the suite says
 * @param allowances what is refused unless it is allowed
 * @param standardInput a file that holds what {@code -} stands for; null if nothing was read
 * @param certificates a file with further certificates to trust; null for none
 */
public record SuiteOptions(
        Environment environment,
        List<String> profiles,
        List<Assignment> assignments,
        Map<String, String> vars,
        Rows rows,
        Set<Allowance> allowances,
        @Nullable Path standardInput,
        @Nullable Path certificates) {

    /** What is refused unless it is allowed. */
    public enum Allowance {
        /** Files outside the suite's folder and the working directory. */
        OUTSIDE_FILES,
        /** A key over plain http to a host that is not this computer. */
        PLAIN_HTTP,
        /** A user message without text. */
        EMPTY_PROMPT
    }

    /**
     * Which rows are chosen.
     *
     * @param filters every one must match
     * @param limit first rows of each dataset; null for what the suite says
     * @param sample rows drawn from each dataset; null for what the suite says
     * @param among nothing but these cases; null for any
     * @param shard whose rows of those are asked; null for all
     */
    public record Rows(
            List<String> filters,
            @Nullable Integer limit,
            @Nullable Sample sample,
            @Nullable ChosenCases among,
            @Nullable Shard shard) {

        /** What the suite says. */
        public static final Rows AS_WRITTEN = new Rows(List.of(), null, null);

        /** Of any cases. */
        public Rows(List<String> filters, @Nullable Integer limit, @Nullable Sample sample) {
            this(filters, limit, sample, null, null);
        }

        /** Copies the filters. */
        public Rows {
            filters = List.copyOf(filters);
        }
    }

    /** Copies the collections and keeps their order. */
    public SuiteOptions {
        profiles = List.copyOf(profiles);
        assignments = List.copyOf(assignments);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        allowances = Set.copyOf(allowances);
    }

    /** {@return options that say nothing but the variables} */
    public static SuiteOptions of(Environment environment) {
        return new SuiteOptions(environment, List.of(), List.of(), Map.of(), Rows.AS_WRITTEN, Set.of(), null, null);
    }

    /** {@return the same options with those profiles} */
    public SuiteOptions withProfiles(String... names) {
        return new SuiteOptions(
                environment, List.of(names), assignments, vars, rows, allowances, standardInput, certificates);
    }

    /** {@return the same options with those values put in} */
    public SuiteOptions withAssignments(Assignment... values) {
        return new SuiteOptions(
                environment, profiles, List.of(values), vars, rows, allowances, standardInput, certificates);
    }

    boolean allows(Allowance allowance) {
        return allowances.contains(allowance);
    }
}
