package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings that can be seen and changed while a simulator runs: seed, delays, faults and limits. */
final class Configuration {

    private static final List<Setting<?>> CHANGEABLE =
            List.of(Flags.SEED, Flags.LATENCY, Flags.TTFT, Flags.INTER_TOKEN, Flags.SLOTS, Flags.QUEUE);

    private Configuration() {}

    static String json(Settings settings) {
        StringBuilder out = new StringBuilder("{");
        for (Setting<?> setting : CHANGEABLE) {
            Object value = settings.find(setting);
            String shown = value == null
                    ? "null"
                    : value instanceof Delay ? JsonEdit.text(value.toString()) : value.toString();
            out.append('"').append(setting.key()).append("\":").append(shown).append(',');
        }
        String faults = settings.faults().stream()
                .map(fault -> JsonEdit.text(fault.toString()))
                .collect(Collectors.joining(","));
        return out.append("\"faults\":[").append(faults).append("]}").toString();
    }

    /** {@return the settings with what the JSON object says; faults are replaced as a whole} */
    static Settings changed(Settings settings, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Values changes = Values.NONE;
        List<Fault> faults = settings.faults();
        for (Map.Entry<String, Json> member : object(text).members().entrySet()) {
            try {
                if (member.getKey().equals("faults")) {
                    faults = faults(member.getValue(), settings.profile());
                } else {
                    changes = with(changes, changeable(member.getKey()), plain(member.getValue(), text));
                }
            } catch (IllegalArgumentException e) {
                throw new RefusedException(Refusal.badRequest(member.getKey(), String.valueOf(e.getMessage())));
            }
        }
        return settings.with(changes, faults);
    }

    private static Json.Obj object(String text) {
        try {
            if (JsonReader.read(text) instanceof Json.Obj object) {
                return object;
            }
        } catch (BadText e) {
            throw new RefusedException(Refusal.badRequest("$", "not JSON: " + e.getMessage()));
        }
        throw new RefusedException(Refusal.badRequest("$", "must be a JSON object"));
    }

    private static List<Fault> faults(Json value, Profile profile) {
        List<Fault> faults = new ArrayList<>();
        for (Json item : value instanceof Json.Arr list ? list.items() : List.of(value)) {
            if (!(item instanceof Json.Text text)) {
                throw new IllegalArgumentException("must be a list of texts");
            }
            for (Fault fault : new FaultText(text.text()).in(profile)) {
                faults.add(fault.ofRequest());
            }
        }
        return faults;
    }

    private static Setting<?> changeable(String name) {
        return CHANGEABLE.stream()
                .filter(setting -> setting.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cannot be changed while it runs: "
                        + NearName.suggestion(
                                name, CHANGEABLE.stream().map(Setting::key).toList())));
    }

    private static String plain(Json value, String source) {
        return value instanceof Json.Text text ? text.text() : value.rawIn(source);
    }

    private static <T> Values with(Values values, Setting<T> setting, String text) {
        return values.with(setting, setting.read(text));
    }
}
