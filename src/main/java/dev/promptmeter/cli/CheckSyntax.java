package dev.promptmeter.cli;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.CheckHelp;
import dev.promptmeter.score.Scorers;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a check is written, found out by trying: what may be left out is what the check loads without. */
final class CheckSyntax {

    private static final String NOT_INSTALLED = "PM-1406";

    /** What follows the name. */
    private static final Pattern ARGUMENTS = Pattern.compile("(?:\\(([^)]*)\\))?(?:: (.*))?", Pattern.DOTALL);

    private final Scorers scorers;

    CheckSyntax(Scorers scorers) {
        this.scorers = scorers;
    }

    /** {@return the form of a cell, {@code levenshtein(NUMBER): VALUE}; brackets hold what may be left out} */
    String of(CheckHelp help) {
        if (!help.fitsCells()) {
            return "only in a suite";
        }
        Matcher parts = ARGUMENTS.matcher(help.example().substring(help.name().length()));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a cell: " + help.example());
        }
        Quantity number =
                parts.group(1) == null ? null : Quantity.parse(parts.group(1)).orElseThrow();
        String value = parts.group(2);
        StringBuilder syntax = new StringBuilder(help.name());
        if (help.takesNumber()) {
            syntax.append(number == null || loads(help, value, null) ? "[(NUMBER)]" : "(NUMBER)");
        }
        if (!help.value().isEmpty()) {
            syntax.append(value == null || loadsWithoutValue(help, number) ? "[: VALUE]" : ": VALUE");
        }
        return syntax.toString();
    }

    private boolean loadsWithoutValue(CheckHelp help, @Nullable Quantity number) {
        boolean bare = loads(help, null, null);
        return bare
                || Stream.of(number, Quantity.of("1")).filter(Objects::nonNull).anyMatch(any -> loads(help, null, any));
    }

    private boolean loads(CheckHelp help, @Nullable String value, @Nullable Quantity number) {
        try {
            scorers.prepare(Check.of(help.name(), value).withThreshold(number));
            return true;
        } catch (CheckException e) {
            // How a check is written does not depend on what is installed.
            return e.code().equals(NOT_INSTALLED);
        }
    }
}
