package dev.promptmeter.score;

/** Turns what JavaScript spells differently into RE2's spelling, and names what RE2 leaves out. */
final class PatternRewriter {

    private static final int HEX_DIGITS = 4;

    private final String written;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean inClass;

    PatternRewriter(String written) {
        this.written = written;
    }

    /**
     * {@return the pattern in RE2's spelling}
     *
     * @throws CheckException PM-1403 for look-around and back-references
     */
    String rewritten() {
        while (at < written.length()) {
            if (written.charAt(at) == '\\') {
                escape();
            } else if (inClass) {
                inClass = written.charAt(at) != ']';
                out.append(written.charAt(at++));
            } else if (!replaced("[^]", "(?s:.)")) {
                opening();
            }
        }
        return out.toString();
    }

    private void escape() {
        if (written.startsWith("\\Q", at)) {
            literal();
            return;
        }
        char next = at + 1 < written.length() ? written.charAt(at + 1) : '\\';
        if (next >= '1' && next <= '9' && !inClass || next == 'k') {
            throw Patterns.refused("back-references are not supported by RE2, java-regex has them");
        }
        if (next == 'u' && hexFollows()) {
            out.append("\\x{").append(written, at + 2, at + 2 + HEX_DIGITS).append('}');
            at += 2 + HEX_DIGITS;
            return;
        }
        int end = Math.min(written.length(), at + 2);
        out.append(written, at, end);
        at = end;
    }

    private void literal() {
        int closing = written.indexOf("\\E", at);
        int end = closing < 0 ? written.length() : closing + 2;
        out.append(written, at, end);
        at = end;
    }

    private boolean hexFollows() {
        int end = at + 2 + HEX_DIGITS;
        return end <= written.length()
                && written.substring(at + 2, end).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private void opening() {
        for (String lookAround : new String[] {"(?=", "(?!", "(?<=", "(?<!"}) {
            if (written.startsWith(lookAround, at)) {
                throw Patterns.refused(
                        "look-around is not supported by RE2; for (?!…) add a second check 'not-regex', or take java-regex");
            }
        }
        if (written.startsWith("[", at)) {
            openClass();
        } else if (!replaced("(?<", "(?P<")) {
            out.append(written.charAt(at++));
        }
    }

    private void openClass() {
        inClass = true;
        // A bracket right behind the opening is one of the characters.
        for (String start : new String[] {"[]", "[^", "["}) {
            if (replaced(start, start)) {
                return;
            }
        }
    }

    private boolean replaced(String what, String with) {
        if (!written.startsWith(what, at)) {
            return false;
        }
        out.append(with);
        at += what.length();
        return true;
    }
}
