package dev.promptmeter.report;

import dev.promptmeter.gate.ExitRules;
import org.jspecify.annotations.Nullable;

/**
 * How the end of a run is shown on a console.
 *
 * @param colour whether words are decorated
 * @param glyphs what the console can show
 * @param detail how much is said
 * @param folder the run folder as the user would type it; null if there is none
 * @param rules what the process ends with
 */
public record ConsoleView(
        Colour colour,
        Glyphs glyphs,
        Detail detail,
        @Nullable String folder,
        ExitRules rules) {

    /** Whether words are decorated. Nothing is said by colour alone. */
    public enum Colour {
        /** No escape sequence is written. */
        NEVER,
        /** Verdicts are coloured. */
        ALWAYS
    }

    /** What a console can show. */
    public enum Glyphs {
        /** Everything. */
        UNICODE,
        /** Only ASCII; what it cannot show is written out. */
        ASCII
    }

    /** How much is said. */
    public enum Detail {
        /** The verdict, gates that are not PASS, and where the report is. */
        QUIET,
        /** Gates, models, failures, verdict. */
        NORMAL
    }

    /** {@return a view without colour and without a folder} */
    public static ConsoleView plain() {
        return new ConsoleView(Colour.NEVER, Glyphs.UNICODE, Detail.NORMAL, null, ExitRules.DEFAULT);
    }
}
