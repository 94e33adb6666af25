package dev.promptmeter.simulator;

import java.nio.file.Path;
import java.util.List;

/** What a simulator answers: rules, of which the first that holds is used, and settings that belong to them. Immutable. */
public final class Script {

    private final List<Rule> rules;
    private final Values settings;

    Script(List<Rule> rules, Values settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
    }

    /** {@return a script of these rules, in this order} */
    public static Script of(Rule... rules) {
        return new Script(List.of(rules), Values.NONE);
    }

    /**
     * Reads a script file, CSV or JSON by its name's ending.
     *
     * @throws SimulatorException with every problem of the file, each with its line and column
     */
    public static Script read(Path file) {
        return ScriptFile.read(file);
    }

    /** {@return the script with this seed, from 0 to 2^53} */
    public Script withSeed(long seed) {
        return with("seed", Long.toString(seed));
    }

    /**
     * {@return the script with one of the settings of {@link Flags}}
     *
     * @throws IllegalArgumentException if there is no such setting, or the text does not fit it
     */
    public Script with(String setting, String text) {
        return with(Flags.named(setting), text);
    }

    private <T> Script with(Setting<T> setting, String text) {
        return new Script(rules, settings.with(setting, setting.read(text)));
    }

    /** {@return the rules in their order} */
    public List<Rule> rules() {
        return rules;
    }

    Values settings() {
        return settings;
    }
}
