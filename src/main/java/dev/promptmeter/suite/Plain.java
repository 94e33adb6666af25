package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** What readers of YAML make of text that stands without quotes. */
final class Plain {

    /** Decimal, finite, without sign of plus, exponent or separators. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)y|n|yes|no|on|off|true|false");
    private static final Pattern LIKE_NUMBER =
            Pattern.compile("[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?"
                    + "|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
                    + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    private Plain() {}

    /** {@return what some reader takes this scalar for instead of text, with its article; empty if all take it for text} */
    static Optional<String> mistakenFor(Scalar scalar) {
        String text = scalar.text();
        if (scalar.style() != Node.Style.PLAIN) {
            return Optional.empty();
        }
        if (NULL.matcher(text).matches()) {
            return Optional.of("null");
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Optional.of("a boolean");
        }
        if (LIKE_NUMBER.matcher(text).matches()) {
            return Optional.of("a number");
        }
        return DATE.matcher(text).matches() ? Optional.of("a date") : Optional.empty();
    }

    static boolean nothing(Node node) {
        return node instanceof Scalar scalar
                && !scalar.quoted()
                && NULL.matcher(scalar.text()).matches();
    }

    static boolean number(String text) {
        return NUMBER.matcher(text).matches();
    }
}
