package dev.promptmeter.score;

import dev.promptmeter.dataset.Quantity;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Upper limits of measured figures: a number in parentheses, or a value that carries its unit. */
final class Limits {

    private Limits() {}

    /**
     * {@return the limit, with its unit, above 0}
     *
     * @param bare the unit of a bare number in parentheses
     * @param units the units that are understood
     */
    static Quantity of(Arguments arguments, String bare, List<String> units) {
        JsonNode value = arguments.value();
        Optional<Quantity> number = arguments.threshold();
        if (value != null && number.isPresent()) {
            throw arguments.wrong("has two limits: write it in parentheses or as value");
        }
        if (value == null && number.isEmpty()) {
            throw arguments.wrong("needs a number, the limit");
        }
        Quantity limit = number.map(
                        written -> written.unit().isEmpty() ? new Quantity(written.number(), bare) : written)
                .orElseGet(() -> withUnit(arguments, arguments.requiredValue(), units));
        if (!units.contains(limit.unit()) || limit.number().signum() <= 0) {
            throw arguments.wrong("takes a limit above 0 in " + String.join(", ", units) + ", not " + limit);
        }
        return limit;
    }

    private static Quantity withUnit(Arguments arguments, JsonNode value, List<String> units) {
        String text = value.isString() ? WhiteSpace.trim(value.stringValue()) : value.toString();
        Optional<Quantity> limit = Quantity.parse(text);
        if (limit.isPresent() && limit.get().unit().isEmpty()) {
            throw arguments.wrong("has a value without a unit: " + text + "; write one of " + String.join(", ", units)
                    + " behind it");
        }
        return limit.orElseThrow(() -> arguments.wrong("takes a number and its unit, not " + Excerpt.of(text)));
    }
}
