package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What makes two checks judge and explain alike. */
record Meaning(
        String type,
        boolean negated,
        @Nullable JsonNode value,
        @Nullable Quantity threshold,
        Map<String, JsonNode> options,
        List<Check> parts) {

    static Meaning of(Check check) {
        return new Meaning(
                check.type(), check.negated(), check.value(), check.threshold(), check.options(), check.parts());
    }

    /** Every check of every row is looked up, and what a record brings along is slow without the optimising compiler. */
    @Override
    public int hashCode() {
        return (type.hashCode() * 31 + Objects.hashCode(value)) * 31 + Objects.hashCode(threshold);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Meaning same
                && type.equals(same.type)
                && negated == same.negated
                && Objects.equals(value, same.value)
                && Objects.equals(threshold, same.threshold)
                && options.equals(same.options)
                && parts.equals(same.parts);
    }
}
