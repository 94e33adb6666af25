package dev.promptmeter.suite;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.file.Path;

/**
 * A pattern of file names as shells have them: {@code *}, {@code **}, {@code ?}, {@code [a-z]}, {@code {a,b}}. The JDK's own would try
 * every way in which its stars can share a long name; this one takes time in proportion to the name.
 */
final class FilePattern {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inBraces;

    private FilePattern(String glob) {
        this.glob = glob;
    }

    /**
     * {@return what matches a relative path written with slashes}
     *
     * @throws IllegalArgumentException if a bracket or brace is not closed, or a range runs backwards
     */
    static Pattern compile(String glob) {
        FilePattern pattern = new FilePattern(glob);
        while (pattern.at < glob.length()) {
            pattern.step(glob.charAt(pattern.at++));
        }
        if (pattern.inBraces) {
            throw new IllegalArgumentException("'{' without '}'");
        }
        try {
            return Pattern.compile(pattern.regex.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    /** {@return whether the pattern matches that path} */
    static boolean matches(Pattern pattern, Path relative) {
        return pattern.matches(relative.toString().replace('\\', '/'));
    }

    private void step(char c) {
        switch (c) {
            case '*' -> star();
            case '?' -> regex.append("[^/]");
            case '[' -> bracket();
            case '{' -> openBraces();
            case '}' -> closeBraces();
            case ',' -> regex.append(inBraces ? "|" : ",");
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
    }

    private void star() {
        boolean deep = at < glob.length() && glob.charAt(at) == '*';
        at += deep ? 1 : 0;
        regex.append(deep ? ".*" : "[^/]*");
    }

    private void openBraces() {
        if (inBraces) {
            throw new IllegalArgumentException("'{' within '{'");
        }
        inBraces = true;
        regex.append("(?:");
    }

    private void closeBraces() {
        regex.append(inBraces ? ")" : "\\}");
        inBraces = false;
    }

    private void bracket() {
        int close = glob.indexOf(']', at + 1);
        if (close < 0) {
            throw new IllegalArgumentException("'[' without ']'");
        }
        String inside = glob.substring(at, close);
        boolean negated = inside.startsWith("!");
        String characters = (negated ? inside.substring(1) : inside)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^");
        regex.append(negated ? "[^/" : "[").append(characters).append(']');
        at = close + 1;
    }
}
