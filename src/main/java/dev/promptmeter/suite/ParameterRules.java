package dev.promptmeter.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a model is known to refuse: parameters outside their range, and parameters that do not go together. */
final class ParameterRules {

    private final String model;
    private final Map<String, ParameterRule> ranges;

    private ParameterRules(String model, Map<String, ParameterRule> ranges) {
        this.model = model;
        this.ranges = ranges;
    }

    /** {@return the rules of that model; empty if the table has no entry for it} */
    static Optional<ParameterRules> of(String model) {
        return ParameterTable.SHIPPED.ranges(model).map(ranges -> new ParameterRules(model, ranges));
    }

    /** Adds a warning for each rule that is broken, or a fault if the suite is strict about them. */
    void check(Params params, boolean streamed, Strictness strictness, Findings findings) {
        params.values().forEach((name, value) -> {
            Params.Written written = params.places().get(name);
            ParameterRule rule = ranges.get(name);
            if (rule != null && written != null) {
                ParameterLimits.complaints(rule, value, written.path())
                        .forEach(text -> report(text, written.place(), strictness, findings));
            }
        });
        for (Conflict conflict : conflicts(params, streamed)) {
            Params.Written written = params.places().get(conflict.parameter());
            if (written != null) {
                report(written.path() + ": " + conflict.text(), written.place(), strictness, findings);
            }
        }
    }

    /** What becomes of a parameter outside its range. */
    enum Strictness {
        /** It is sent as written, and said. */
        WARN,
        /** The suite does not load. */
        REFUSE
    }

    private void report(String text, Place place, Strictness strictness, Findings findings) {
        if (strictness == Strictness.REFUSE) {
            findings.add("PM-1107", place, text + " for " + model);
        } else {
            findings.add("PM-6101", place, text + " for " + model + "; it is sent as written");
        }
    }

    private record Conflict(String parameter, String text) {}

    private static List<Conflict> conflicts(Params params, boolean streamed) {
        Map<String, JsonNode> values = params.values();
        List<Conflict> conflicts = new ArrayList<>();
        if (isSet(values, "top_logprobs") && !isOn(values, "logprobs")) {
            conflicts.add(new Conflict("top_logprobs", "needs 'logprobs: true'"));
        }
        JsonNode reasoning = values.get("reasoning");
        if (reasoning != null && reasoning.has("effort") && reasoning.has("max_tokens")) {
            conflicts.add(new Conflict("reasoning", "'effort' and 'max_tokens' exclude each other"));
        }
        if (values.containsKey("stream_options") && !streamed) {
            conflicts.add(new Conflict("stream_options", "belongs to a streamed answer only ('stream: true')"));
        }
        JsonNode modalities = values.get("modalities");
        boolean speaks = modalities != null
                && modalities.valueStream().anyMatch(each -> each.asString().equals("audio"));
        if (speaks && !isSet(values, "audio")) {
            conflicts.add(new Conflict("modalities", "'audio' needs the parameter 'audio'"));
        }
        return conflicts;
    }

    private static boolean isOn(Map<String, JsonNode> values, String name) {
        JsonNode value = values.get(name);
        return value != null && value.asBoolean(false);
    }

    private static boolean isSet(Map<String, JsonNode> values, String name) {
        JsonNode value = values.get(name);
        return value != null && !value.isNull();
    }
}
