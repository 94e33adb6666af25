package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Defaults that imitate a kind of server; settings given win over it. Immutable; each method gives a new profile. */
final class Profile {

    private final String name;
    private final String help;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> always = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private final Map<String, String> faults = new LinkedHashMap<>();

    private Profile(String name, String help) {
        this.name = name;
        this.help = help;
    }

    private Profile(Profile other) {
        this(other.name, other.help);
        settings.putAll(other.settings);
        always.addAll(other.always);
        headers.putAll(other.headers);
        quirks.addAll(other.quirks);
        faults.putAll(other.faults);
    }

    /** {@return a profile that changes nothing} */
    static Profile of(String name, String help) {
        return new Profile(name, help);
    }

    static Profile named(String name) {
        return Profiles.ALL.stream()
                .filter(profile -> profile.name().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown profile '" + name + "': "
                        + NearName.suggestion(
                                name, Profiles.ALL.stream().map(Profile::name).toList())));
    }

    /** {@return the profile with that flag set} */
    Profile with(String flag, String value) {
        Profile copy = new Profile(this);
        copy.settings.put(flag, value);
        return copy;
    }

    /** {@return the profile with that fault on every answer, behind all that are given} */
    Profile always(String fault) {
        Profile copy = new Profile(this);
        copy.always.add(fault);
        return copy;
    }

    /** {@return the profile with that header on every answer to a chat completion} */
    Profile header(String header, String value) {
        Profile copy = new Profile(this);
        copy.headers.put(header, value);
        return copy;
    }

    Profile with(Quirk quirk) {
        Profile copy = new Profile(this);
        copy.quirks.add(quirk);
        return copy;
    }

    /** {@return the profile with faults, joined by {@code " + "}, that it shows when it is told to} */
    Profile onDemand(String fault, String text) {
        Profile copy = new Profile(this);
        copy.faults.put(fault, text);
        return copy;
    }

    String name() {
        return name;
    }

    /** {@return one line about it, with the names of the faults it can show} */
    String help() {
        return faults.isEmpty() ? help : help + "; on demand: " + String.join(", ", faults.keySet());
    }

    List<Fault> always() {
        return always.stream().map(Fault::parse).toList();
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    List<Effect> effects() {
        return quirks.stream().map(Quirk::effect).toList();
    }

    /** {@return the faults that it shows under that name, joined by {@code " + "}} */
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
