package dev.promptmeter.simulator;

import java.util.regex.Pattern;

/** A name pattern in which {@code *} stands for any text and {@code ?} for one character. */
record Glob(String text, Pattern pattern) {

    static Glob parse(String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
