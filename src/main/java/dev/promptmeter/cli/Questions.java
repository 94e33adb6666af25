package dev.promptmeter.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Where a person answers. */
@FunctionalInterface
interface Questions {

    /** Nobody sits there. */
    Questions NOBODY = question -> null;

    /** {@return the line that is answered to that question, empty at the end of the input; null if nobody sits there} */
    @Nullable
    String answer(String question);

    /** {@return whoever sits before the terminal of this process, if both its input and its output lead to one} */
    static Questions ofProcess() {
        return question -> {
            Console console = System.console();
            if (console == null || !Terminal.interactive()) {
                return null;
            }
            String line = console.readLine("%s", question);
            return line == null ? "" : line;
        };
    }
}
