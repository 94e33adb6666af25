package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a run: the cases for which every condition holds.
 *
 * @param conditions none means all cases
 */
public record Selector(List<Condition> conditions) {

    /** Every case. */
    public static final Selector ALL = new Selector(List.of());

    /** Copies the conditions. */
    public Selector {
        conditions = List.copyOf(conditions);
    }

    /** {@return whether that result belongs to this part} */
    public boolean matches(CaseResult result) {
        for (Condition condition : conditions) {
            if (!condition.holds(result)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it takes more than the id of a case to tell whether the case belongs to this part} */
    public boolean aboutRows() {
        return conditions.stream().anyMatch(Condition::ofRow);
    }

    /** {@return whether the id of a case tells that it does not belong to this part} */
    public boolean excludes(CaseId id) {
        return conditions.stream().anyMatch(condition -> condition.excludes(id));
    }

    /** {@return the part as gates write it, {@code [tag=eu,model=gpt*]}; empty for all} */
    @Override
    public String toString() {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Condition::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
