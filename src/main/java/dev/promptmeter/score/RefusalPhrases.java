package dev.promptmeter.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Phrases by which models decline: some count at the beginning of an answer, others anywhere near it. Letter case, the kind of
 * apostrophe and the amount of white space do not matter.
 */
final class RefusalPhrases {

    /** How far from its beginning an answer is searched, in characters. */
    static final int REACH = 400;

    private static final String STARTS = "starts-with:";
    private static final String CONTAINS = "contains:";

    private final List<String> starts = new ArrayList<>();
    private final Map<Character, List<String>> contained = new HashMap<>();
    private final int longest;

    private RefusalPhrases(List<String> lines) {
        boolean atStart = false;
        int most = REACH;
        for (String line : lines) {
            String phrase = plain(line, Integer.MAX_VALUE);
            if (phrase.equals(STARTS) || phrase.equals(CONTAINS)) {
                atStart = phrase.equals(STARTS);
            } else if (!phrase.isEmpty() && phrase.charAt(0) != '#') {
                add(phrase, atStart ? starts : contained.computeIfAbsent(phrase.charAt(0), c -> new ArrayList<>()));
                most = Math.max(most, phrase.length());
            }
        }
        this.longest = most;
    }

    private static void add(String phrase, List<String> phrases) {
        if (!phrases.contains(phrase)) {
            phrases.add(phrase);
        }
    }

    /** {@return the phrases that come with the program, and those in the lines of a file of the same form} */
    static RefusalPhrases with(List<String> lines) {
        List<String> all = new ArrayList<>(shipped());
        all.add(CONTAINS);
        all.addAll(lines);
        return new RefusalPhrases(all);
    }

    private static List<String> shipped() {
        try (InputStream in = RefusalPhrases.class.getResourceAsStream("refusals.txt")) {
            if (in == null) {
                throw new IllegalStateException("refusals.txt is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the phrase by which the text declines; empty if it has none} */
    Optional<String> in(String text) {
        // One more character shows whether a word goes on behind the last one that counts.
        String beginning = plain(text, longest + 1);
        for (String phrase : starts) {
            if (standsAt(phrase, beginning, 0)) {
                return Optional.of(phrase);
            }
        }
        for (int at = 0; at < beginning.length() && at < REACH; at++) {
            if (at == 0 || !inWord(beginning.charAt(at - 1))) {
                for (String phrase : contained.getOrDefault(beginning.charAt(at), List.of())) {
                    if (at + phrase.length() <= REACH && standsAt(phrase, beginning, at)) {
                        return Optional.of(phrase);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean standsAt(String phrase, String text, int at) {
        int end = at + phrase.length();
        return text.startsWith(phrase, at) && (end >= text.length() || !inWord(text.charAt(end)));
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    /** {@return the beginning of a text, lower-case, with plain apostrophes, single blanks and none at its ends} */
    private static String plain(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        boolean blank = false;
        for (int i = 0; i < text.length() && out.length() < most; i++) {
            char c = text.charAt(i);
            if (WhiteSpace.is(c)) {
                blank = !out.isEmpty();
            } else {
                out.append(blank ? " " : "").append(apostrophe(c) ? '\'' : c);
                blank = false;
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean apostrophe(char c) {
        return c == '\u2019' || c == '\u2018' || c == '\u02bc' || c == '\uff07' || c == '`' || c == '\u00b4';
    }
}
