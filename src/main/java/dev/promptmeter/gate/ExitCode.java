package dev.promptmeter.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the program ends with. */
public enum ExitCode {
    /** Every gate that decides holds. */
    OK(0),
    /** A bug of ours. */
    INTERNAL(1),
    /** Wrong input. */
    USAGE(2),
    /** No answer was obtained. */
    ACCESS(3),
    /** The selection matches no case. */
    EMPTY(4),
    /** The run folder cannot be used. */
    STORAGE(5),
    /** An absolute gate is broken. */
    FAILED(100),
    /** Only gates against a baseline are broken. */
    REGRESSED(101),
    /** The run cannot decide. */
    INCONCLUSIVE(102),
    /** SIGHUP. */
    HANGUP(129),
    /** SIGINT. */
    INTERRUPTED(130),
    /** SIGTERM. */
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** {@return the number} */
    public int number() {
        return number;
    }

    /** {@return the name in outputs, such as {@code failed}; the three signals share {@code stopped}} */
    public String word() {
        return stopped() ? "stopped" : name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether a signal ended the run} */
    public boolean stopped() {
        return number > INCONCLUSIVE.number;
    }

    /** {@return the code of that number, or empty if there is none} */
    public static Optional<ExitCode> of(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }
}
