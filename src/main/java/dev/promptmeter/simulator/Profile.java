package dev.promptmeter.simulator;

import java.util.List;
import java.util.Map;

/**
 * Defaults that imitate a kind of server; settings given win over it.
 *
 * @param settings by flag name
 * @param faults it can be told to show, by name
 */
record Profile(String name, String help, Map<String, String> settings, Map<String, String> faults) {

    static final List<Profile> ALL = List.of(
            new Profile("plain", "OpenAI shape, 200, [DONE]", Map.of(), Map.of()),
            new Profile(
                    "aimlapi",
                    "201, flat error bodies with a string statusCode, meta.usage and cost headers",
                    Map.of("status", "201", "errors", "vendor", "cost", "both"),
                    Map.of(
                            "out-of-credits",
                            "status:403,message=\"You have run out of credits. Please top up your balance.\"",
                            "free-tier",
                            "status:429,message=\"Free-tier limit: you have used all requests of this hour.\"",
                            "maintenance",
                            "status:500,message=\"The model is under maintenance. Please try again later.\"")));

    Profile {
        settings = Map.copyOf(settings);
        faults = Map.copyOf(faults);
    }

    static Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown profile '" + name + "': "
                        + NearName.suggestion(
                                name, ALL.stream().map(Profile::name).toList())));
    }

    String fault(String fault) {
        String text = faults.get(fault);
        if (text == null) {
            throw new IllegalArgumentException("profile '" + name + "' has no fault '" + fault + "': "
                    + (faults.isEmpty() ? "it has none" : NearName.suggestion(fault, faults.keySet())));
        }
        return text;
    }

    Values values() {
        Values values = Values.NONE;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            values = with(values, Flags.named(setting.getKey()), setting.getValue());
        }
        return values;
    }

    private static <T> Values with(Values values, Setting<T> setting, String text) {
        return values.with(setting, setting.read(text));
    }
}
