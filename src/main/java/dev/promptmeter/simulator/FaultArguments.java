package dev.promptmeter.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind a fault's name: one argument and named options; an option without value has the value "". */
record FaultArguments(String argument, Map<String, String> options) {

    FaultArguments {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Parts that are no known option belong to the argument: a delay such as {@code uniform:1ms,9ms} has commas of its own. */
    static FaultArguments parse(FaultKind kind, String text) {
        if (kind.takesText()) {
            return new FaultArguments(text, Map.of());
        }
        StringBuilder argument = new StringBuilder();
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : QuotedText.split(text, ",")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (kind.options().contains(name)) {
                options.put(name, equals < 0 ? "" : part.substring(equals + 1));
            } else if (equals > 0 && name.matches("[a-z-]+") && !part.contains("*")) {
                throw new IllegalArgumentException("fault '" + kind.text() + "' has no option '" + name + "': "
                        + (kind.options().isEmpty() ? "it takes none" : NearName.suggestion(name, kind.options())));
            } else {
                argument.append(argument.isEmpty() ? "" : ",").append(part);
            }
        }
        return new FaultArguments(argument.toString(), options);
    }

    /** {@return the argument, which must be there} */
    String required() {
        if (argument.isEmpty()) {
            throw new IllegalArgumentException("an argument is missing behind the name and a colon");
        }
        return text();
    }

    /** {@return the argument without its quotes} */
    String text() {
        return QuotedText.unquote(argument);
    }

    /** {@return the option without its quotes, or null if it was not given} */
    @Nullable
    String option(String name) {
        String value = options.get(name);
        return value == null ? null : QuotedText.unquote(value);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(argument);
        options.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ",").append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.isEmpty() ? "" : ":" + text;
    }
}
