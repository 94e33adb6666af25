package dev.promptmeter.suite;

import dev.promptmeter.run.OutputLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** The limit on the tokens of an answer that is sent where spending is limited and nobody wrote one. */
final class TokenLimit {

    private static final String NAME = "max_tokens";

    private TokenLimit() {}

    /** {@return the parameters that are sent to that model, with a limit if they need one, which is said} */
    static Map<String, JsonNode> sent(ModelSection model, SpendSettings spend, Findings findings) {
        Map<String, JsonNode> written = model.params().values();
        if (!spend.limited() || limited(written)) {
            return written;
        }
        int tokens = usual(model.model());
        findings.add(
                "PM-6102",
                model.place(),
                model.id() + " has no token limit: " + NAME + " " + tokens
                        + " is sent because a spending limit is set");
        Map<String, JsonNode> sent = new LinkedHashMap<>(written);
        sent.put(NAME, IntNode.valueOf(tokens));
        return sent;
    }

    private static boolean limited(Map<String, JsonNode> params) {
        return OutputLimit.NAMES.stream()
                .map(params::get)
                .anyMatch(limit -> limit != null && limit.isNumber() && limit.doubleValue() >= 1);
    }

    private static int usual(String model) {
        return ParameterTable.SHIPPED
                .ranges(model)
                .map(rules -> rules.get(NAME))
                .map(ParameterRule::usual)
                .orElse(OutputLimit.USUAL);
    }
}
