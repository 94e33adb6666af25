package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What the text of a request must be for a rule to hold. Immutable. */
public final class Match {

    private enum Kind {
        EXACT,
        CONTAINS,
        REGEX,
        SHA256,
        ANY
    }

    private final Kind kind;
    private final String text;
    private final @Nullable Pattern pattern;

    private Match(Kind kind, String text, @Nullable Pattern pattern) {
        this.kind = kind;
        this.text = text;
        this.pattern = pattern;
    }

    /** {@return holds for exactly this text} */
    public static Match exact(String text) {
        return new Match(Kind.EXACT, text, null);
    }

    /** {@return holds for any text with this part in it} */
    public static Match contains(String part) {
        return new Match(Kind.CONTAINS, part, null);
    }

    /**
     * {@return holds for any text in which the pattern is found}
     *
     * @throws IllegalArgumentException if it is not a pattern of {@code java.util.regex}
     */
    public static Match regex(String pattern) {
        try {
            return new Match(Kind.REGEX, pattern, Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "regex '" + pattern + "' is wrong at character " + (e.getIndex() + 1) + ": " + e.getDescription(),
                    e);
        }
    }

    /** {@return holds for the text whose UTF-8 bytes have this SHA-256, written in hexadecimal} */
    public static Match sha256(String hexadecimal) {
        if (!hexadecimal.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("sha256 needs 64 hexadecimal digits, got '" + hexadecimal + "'");
        }
        return new Match(Kind.SHA256, hexadecimal.toLowerCase(Locale.ROOT), null);
    }

    /** {@return holds always} */
    public static Match any() {
        return new Match(Kind.ANY, "*", null);
    }

    /** Reads {@code exact:}, {@code contains:}, {@code regex:}, {@code sha256:} or {@code *}; without a prefix it is contains. */
    static Match parse(String text) {
        if (text.trim().equals("*")) {
            return any();
        }
        int colon = text.indexOf(':');
        String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (colon < 0 ? "" : text.substring(0, colon).strip()) {
            case "exact" -> exact(rest);
            case "contains" -> contains(rest);
            case "regex" -> regex(rest);
            case "sha256" -> sha256(rest);
            default -> contains(text);
        };
    }

    boolean isExact() {
        return kind == Kind.EXACT;
    }

    String text() {
        return text;
    }

    /** {@return how many groups an answer may refer to} */
    int groups() {
        return pattern == null ? 0 : pattern.matcher("").groupCount();
    }

    boolean holds(String subject) {
        return switch (kind) {
            case EXACT -> subject.equals(text);
            case CONTAINS -> subject.contains(text);
            case REGEX -> matcher(subject).find();
            case SHA256 ->
                HexFormat.of()
                        .formatHex(Digests.sha256().digest(subject.getBytes(StandardCharsets.UTF_8)))
                        .equals(text);
            case ANY -> true;
        };
    }

    private Matcher matcher(String subject) {
        return pattern == null ? Pattern.compile("").matcher(subject) : pattern.matcher(subject);
    }

    /** {@return {@code template} with $1 … $9, $prompt and \$ replaced} */
    String fill(String template, String subject) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        Matcher groups = matcher(subject);
        boolean found = kind == Kind.REGEX && groups.find();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (template.startsWith("\\$", at)) {
                text.append('$');
                at++;
            } else if (template.startsWith("$prompt", at)) {
                text.append(subject);
                at += "prompt".length();
            } else if (found && c == '$' && names(groups, groupAt(template, at))) {
                String group = groups.group(groupAt(template, at++));
                text.append(group == null ? "" : group);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean names(Matcher groups, int group) {
        return group > 0 && group <= groups.groupCount();
    }

    private static int groupAt(String template, int dollar) {
        char next = dollar + 1 < template.length() ? template.charAt(dollar + 1) : ' ';
        return next >= '1' && next <= '9' ? next - '0' : 0;
    }

    /** {@return the highest $1 … $9 that {@code template} names, or 0} */
    static int highestGroup(String template) {
        int highest = 0;
        for (int at = template.indexOf('$'); at >= 0; at = template.indexOf('$', at + 1)) {
            if (at == 0 || template.charAt(at - 1) != '\\') {
                highest = Math.max(highest, groupAt(template, at));
            }
        }
        return highest;
    }
}
