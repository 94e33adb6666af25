package dev.promptmeter.simulator;

import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set, under one name written in the style of its place: {@code --inter-token}, {@code interToken},
 * {@code inter_token}. Immutable; compared by identity.
 *
 * @param <T> what its text means
 */
public final class Setting<T> {

    private final String name;
    private final String argument;
    private final String help;
    private final Function<String, T> reader;
    private final @Nullable BinaryOperator<T> joiner;

    private Setting(
            String name, String argument, String help, Function<String, T> reader, @Nullable BinaryOperator<T> joiner) {
        this.name = name;
        this.argument = argument;
        this.help = help;
        this.reader = reader;
        this.joiner = joiner;
    }

    static <T> Setting<T> of(String name, String argument, String help, Function<String, T> reader) {
        return new Setting<>(name, argument, help, reader, null);
    }

    /** A setting that may be given several times; {@code joiner} puts an earlier and a later value together. */
    Setting<T> repeatable(BinaryOperator<T> join) {
        return new Setting<>(name, argument, help, reader, join);
    }

    /** {@return the name with hyphens, as after {@code --} on the command line} */
    public String name() {
        return name;
    }

    /** {@return the name in camel case, as in a suite or a JSON script} */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name.split("-", -1)) {
            key.append(key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    /** {@return the name with underscores, as in the header of a CSV script} */
    String column() {
        return name.replace('-', '_');
    }

    /** {@return what stands for the value in a help text, such as {@code SPEC}} */
    public String argument() {
        return argument;
    }

    /** {@return one line about it, with its default} */
    public String help() {
        return help;
    }

    /** {@return whether it may be given several times} */
    public boolean repeats() {
        return joiner != null;
    }

    /** {@return the value that {@code text} stands for; throws IllegalArgumentException or SimulatorException} */
    T read(String text) {
        return reader.apply(text);
    }

    T join(T earlier, T later) {
        return joiner == null ? later : joiner.apply(earlier, later);
    }

    @Override
    public String toString() {
        return name;
    }
}
