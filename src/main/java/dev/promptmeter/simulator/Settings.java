package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a simulator is told before it starts. Immutable; made by {@link #builder()}. */
public final class Settings {

    private final Values values;
    private final List<Rule> rules;
    private final List<Fault> faults;

    private Settings(Values values, List<Rule> rules, List<Fault> faults) {
        this.values = values;
        this.rules = List.copyOf(rules);
        this.faults = List.copyOf(faults);
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    <T> @Nullable T find(Setting<T> setting) {
        return values.find(setting);
    }

    <T> T orElse(Setting<T> setting, T other) {
        return values.orElse(setting, other);
    }

    boolean on(Setting<Modes.Switch> setting) {
        return values.orElse(setting, setting == Flags.MARKERS ? Modes.Switch.ON : Modes.Switch.OFF) == Modes.Switch.ON;
    }

    /** {@return these settings with others in place of those of the same name, and other faults} */
    Settings with(Values changed, List<Fault> otherFaults) {
        Values merged = values;
        for (Setting<?> setting : Flags.ALL) {
            merged = changed.has(setting) ? merged.without(setting) : merged;
        }
        return new Settings(changed.over(merged), rules, otherFaults);
    }

    Profile profile() {
        return orElse(Flags.PROFILE, Profile.named("plain"));
    }

    List<Rule> rules() {
        return rules;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Collects settings as texts and complains about all of them at once. Not thread-safe. */
    public static final class Builder {

        private final List<Problem> problems = new ArrayList<>();
        private Values values = Values.NONE;

        private Builder() {}

        /**
         * Sets one flag of the command line, or one key of a suite.
         *
         * @param name {@code --inter-token}, {@code inter-token} or {@code interToken}; {@code faults} means {@code fault}
         */
        public Builder set(String name, String text) {
            return set(name, text, new Problem(name, null, null, ""));
        }

        /** Sets one key that stands in a file, so that complaints can name its place; the text of {@code place} is unused. */
        public Builder set(String name, String text, Problem place) {
            try {
                values = read(Flags.named(name), text);
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(place.file(), place.line(), place.column(), String.valueOf(e.getMessage())));
            } catch (SimulatorException e) {
                problems.addAll(e.problems());
            }
            return this;
        }

        private <T> Values read(Setting<T> setting, String text) {
            return values.with(setting, setting.read(text));
        }

        /** Adds a script behind those already given. */
        public Builder script(Script script) {
            values = values.with(Flags.SCRIPT, List.of(script));
            return this;
        }

        /**
         * {@return the settings: flags win over scripts, scripts over the profile}
         *
         * @throws SimulatorException with every problem found so far
         */
        public Settings build() {
            Values scripted = Values.NONE;
            List<Rule> rules = new ArrayList<>();
            for (Script script : values.orElse(Flags.SCRIPT, List.of())) {
                scripted = script.settings().over(scripted);
                rules.addAll(script.rules());
            }
            Values given = values.over(scripted);
            Profile profile = given.orElse(Flags.PROFILE, Profile.named("plain"));
            List<Fault> faults = faults(given, profile);
            if (!problems.isEmpty()) {
                throw new SimulatorException(problems);
            }
            return new Settings(given.over(profile.values()), rules, faults);
        }

        private List<Fault> faults(Values given, Profile profile) {
            List<Fault> faults = new ArrayList<>();
            for (FaultText fault : given.orElse(Flags.FAULT, List.of())) {
                try {
                    faults.addAll(fault.in(profile));
                } catch (IllegalArgumentException e) {
                    problems.add(new Problem("fault", null, null, String.valueOf(e.getMessage())));
                }
            }
            faults.addAll(profile.always());
            return faults;
        }
    }
}
