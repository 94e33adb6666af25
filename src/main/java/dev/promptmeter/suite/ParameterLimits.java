package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says where a well-typed parameter lies outside what a model accepts. */
final class ParameterLimits {

    private final List<String> complaints = new ArrayList<>();

    private ParameterLimits() {}

    /** {@return one sentence for each part that lies outside, with its path; usually none} */
    static List<String> complaints(ParameterRule rule, JsonNode value, String path) {
        ParameterLimits limits = new ParameterLimits();
        limits.check(rule, value, path);
        return limits.complaints;
    }

    private void check(ParameterRule rule, JsonNode value, String path) {
        if (value.isNull()) {
            return;
        }
        if (value.isNumber()) {
            number(rule, value, path);
        } else if (value.isString()) {
            text(rule, value.asString(), path);
        } else if (value.isArray()) {
            list(rule, value, path);
        } else if (value.isObject()) {
            map(rule, value, path);
        }
    }

    private void number(ParameterRule rule, JsonNode value, String path) {
        boolean low = rule.min() != null && value.decimalValue().compareTo(rule.min()) < 0;
        boolean high = rule.max() != null && value.decimalValue().compareTo(rule.max()) > 0;
        if (low || high) {
            String range = rule.max() == null ? rule.min() + " and more" : rule.min() + " to " + rule.max();
            complaints.add(path + ": " + value.decimalValue().toPlainString() + " is outside " + range);
        } else if (rule.whole() && value.decimalValue().stripTrailingZeros().scale() > 0) {
            complaints.add(path + ": " + value.decimalValue().toPlainString() + " is not a whole number");
        }
    }

    private void text(ParameterRule rule, String value, String path) {
        ParameterRule alternative = alternative(rule, ParameterRule.Type.TEXT);
        if (!alternative.words().isEmpty() && !alternative.words().contains(value)) {
            complaints.add(path + ": '" + value + "' is not one of " + String.join(", ", alternative.words()));
        }
        if (alternative.pattern() != null && !value.matches(alternative.pattern())) {
            complaints.add(path + ": '" + value + "' is not " + alternative.shown());
        }
    }

    private void list(ParameterRule rule, JsonNode value, String path) {
        ParameterRule alternative = alternative(rule, ParameterRule.Type.LIST);
        if (alternative.most() != null && value.size() > alternative.most()) {
            complaints.add(path + ": " + value.size() + " items are more than " + alternative.most());
        }
        for (int i = 0; alternative.of() != null && i < value.size(); i++) {
            check(alternative.of(), value.get(i), path + "[" + i + "]");
        }
    }

    private void map(ParameterRule rule, JsonNode value, String path) {
        ParameterRule alternative = alternative(rule, ParameterRule.Type.MAP);
        value.properties().forEach(entry -> {
            String child = Fields.child(path, entry.getKey());
            ParameterRule member = alternative.members().getOrDefault(entry.getKey(), alternative.of());
            if (member != null) {
                check(member, entry.getValue(), child);
            } else if (!alternative.members().isEmpty()) {
                complaints.add(path + ": unknown key '" + entry.getKey() + "'"
                        + NearName.of(entry.getKey(), alternative.members().keySet())
                                .map(near -> ": did you mean '" + near + "'?")
                                .orElse(""));
            }
        });
    }

    private static ParameterRule alternative(ParameterRule rule, ParameterRule.Type type) {
        return rule.any().stream()
                .filter(each -> each.type() == type)
                .findFirst()
                .orElse(rule);
    }
}
