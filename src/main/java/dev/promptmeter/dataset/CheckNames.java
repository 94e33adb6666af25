package dev.promptmeter.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The names of checks, and which text was probably meant to be one of them. */
final class CheckNames {

    private static final int SHORT = 5;

    private final Vocabulary vocabulary;
    private final Set<String> known;
    private final List<String> withColon;
    private final Map<String, String> byNormalForm = new HashMap<>();

    CheckNames(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.known = new TreeSet<>(vocabulary.names());
        this.withColon = known.stream()
                .filter(name -> name.indexOf(':') >= 0)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String name : known) {
            byNormalForm.put(normalForm(name), name);
            byNormalForm.put(normalForm("not-" + name), "not-" + name);
        }
    }

    /** {@return the longest known name that the text begins with and that a colon, a parenthesis or the end follows} */
    Optional<String> at(String text) {
        for (String name : withColon) {
            if (text.startsWith(name) && endsAt(text, name.length())) {
                return Optional.of(name);
            }
        }
        int end = 0;
        while (end < text.length() && nameCharacter(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        return endsAt(text, end) && known.contains(name) ? Optional.of(name) : Optional.empty();
    }

    private static boolean nameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    private static boolean endsAt(String text, int index) {
        return index == text.length() || text.charAt(index) == ':' || text.charAt(index) == '(';
    }

    boolean takesNumber(String name) {
        return vocabulary.takesNumber(name);
    }

    Optional<String> replacementFor(String foreignName) {
        return vocabulary.replacementFor(foreignName);
    }

    /** {@return the name that equals this one but for case, underscores and blanks} */
    Optional<String> sameButForSpelling(String head) {
        return Optional.ofNullable(byNormalForm.get(normalForm(head)));
    }

    private static String normalForm(String name) {
        var form = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c != '-' && c != '_' && !Blanks.blank(c)) {
                form.append(c);
            }
        }
        return form.toString();
    }

    /** {@return the known name within one edit of the head, or within two for names of more than five characters} */
    Optional<String> nearest(String head) {
        Predicate<String> isShort = name -> name.length() <= SHORT;
        Optional<String> near = NearName.within(1, head, known);
        return near.isPresent()
                ? near
                : NearName.within(
                        2, head, known.stream().filter(isShort.negate()).toList());
    }

    /** {@return the names of custom checks, for a message} */
    String custom() {
        List<String> names = new ArrayList<>(known);
        names.removeIf(name -> !name.startsWith("java:"));
        return names.isEmpty()
                ? "none is installed"
                : "known: " + names.stream().collect(Collectors.joining(", "));
    }

    /** {@return how to write a number that is almost one} */
    static Optional<String> rewritten(String number) {
        try {
            BigDecimal value = new BigDecimal(number.length() > 20 ? "" : number.replace(',', '.'));
            boolean modest = Math.abs(value.scale()) <= 20 && value.signum() >= 0;
            return modest ? Optional.of(value.toPlainString()) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
