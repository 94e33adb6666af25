package dev.promptmeter.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One flag of the command line, as data: parsing, help, completion and the environment twin are all made of it.
 *
 * @param name with its hyphens, such as {@code --repeat}
 * @param shortName such as {@code -j}; null for none
 * @param kind how often and with what it is given
 * @param label what stands for its value in a help text; empty for a switch
 * @param help one line about it
 * @param rule what its value must look like
 * @param status whether it works already
 */
record Flag(String name, @Nullable String shortName, Kind kind, String label, String help, Rule rule, Status status) {

    /** How often a flag is given, and with what. */
    enum Kind {
        /** It is there or not. */
        SWITCH,
        /** It has one value. */
        VALUE,
        /** It has a value and may be repeated. */
        LIST,
        /** It has one value, which may be left out. */
        OPTIONAL
    }

    /** Whether a flag works. */
    enum Status {
        /** It does. */
        READY,
        /** It is known and refused. */
        LATER
    }

    static Flag toggle(String name, String help) {
        return new Flag(name, null, Kind.SWITCH, "", help, Rule.ANY, Status.READY);
    }

    static Flag value(String name, String label, String help) {
        return new Flag(name, null, Kind.VALUE, label, help, Rule.TEXT, Status.READY);
    }

    static Flag list(String name, String label, String help) {
        return new Flag(name, null, Kind.LIST, label, help, Rule.TEXT, Status.READY);
    }

    static Flag optional(String name, String label, String help) {
        return new Flag(name, null, Kind.OPTIONAL, label, help, Rule.TEXT, Status.READY);
    }

    /** {@return a flag of a later version: recognised, not listed, and refused} */
    static Flag later(String name, Kind kind) {
        return new Flag(name, null, kind, kind == Kind.SWITCH ? "" : "VALUE", "", Rule.ANY, Status.LATER);
    }

    /** {@return the same flag with a short name} */
    Flag or(String name2) {
        return new Flag(name, name2, kind, label, help, rule, status);
    }

    /** {@return the same flag with a rule for its value} */
    Flag as(Rule other) {
        return new Flag(name, shortName, kind, label, help, other, status);
    }

    /** {@return the variable that does the same, such as {@code PROMPTMETER_REPEAT}} */
    String variable() {
        return "PROMPTMETER_" + name.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    boolean ready() {
        return status == Status.READY;
    }

    /** {@return all its names, the short one first} */
    List<String> names() {
        return shortName == null ? List.of(name) : List.of(shortName, name);
    }
}
