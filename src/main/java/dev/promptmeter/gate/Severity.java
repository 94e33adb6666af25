package dev.promptmeter.gate;

import java.util.Locale;

/** Whether a gate decides. */
public enum Severity {
    /** It decides the exit code. */
    FAIL,
    /** It is shown and never decides. */
    WARN;

    /** {@return the word in suites and outputs} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
