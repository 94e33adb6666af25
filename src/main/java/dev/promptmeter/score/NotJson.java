package dev.promptmeter.score;

import dev.promptmeter.dataset.StrictFormat;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text is not JSON; the message says why, and where in it. Carries no stack trace, since answers are often not JSON. */
final class NotJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotJson(String message) {
        super(message, null, false, false);
    }

    static NotJson because(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        boolean known = location != null && location.getLineNr() > 0;
        String place = known ? "line " + location.getLineNr() + " column " + location.getColumnNr() + ": " : "";
        return new NotJson(place + words(e));
    }

    private static String words(JacksonException e) {
        String message = e.getOriginalMessage().toLowerCase(Locale.ROOT);
        if (e instanceof MismatchedInputException) {
            return "something stands behind the value";
        }
        if (e instanceof StreamConstraintsException && message.contains("depth")) {
            return "nested deeper than " + StrictFormat.DEEPEST + " levels";
        }
        if (e instanceof StreamConstraintsException) {
            return "a number has more than " + StrictFormat.LONGEST_NUMBER + " digits";
        }
        // The library goes on with advice to programmers.
        String said = e.getOriginalMessage().split(": enable|: maybe|\\(start marker", 2)[0];
        return Excerpt.limit(Excerpt.visible(said.strip()), 2 * Excerpt.WIDTH);
    }
}
