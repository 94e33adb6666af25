package dev.promptmeter.score;

import java.util.Set;

/** The stem of an English word by M. F. Porter's algorithm as published in <i>Program</i> 14 (3), 1980. Not thread-safe. */
final class PorterStem {

    private static final int SHORTEST = 3;

    // No English word is longer, and a model may send a megabyte without a blank.
    private static final int LONGEST = 60;

    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
        {"abli", "able"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
        {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
        {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}
    };

    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}
    };

    // Of two endings that fit, the longer stands first.
    private static final String[] STEP_4 = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize"
    };

    private static final Set<String> RESTORE_E = Set.of("at", "bl", "iz");

    private final StringBuilder word;

    private PorterStem(String word) {
        this.word = new StringBuilder(word);
    }

    /** {@return the stem of a lower-case word; anything but 3 to 60 letters a to z is its own stem} */
    static String of(String word) {
        if (word.length() < SHORTEST || word.length() > LONGEST || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        PorterStem stem = new PorterStem(word);
        stem.removePlural();
        stem.removePast();
        if (stem.endsWith("y") && stem.vowelBefore(1)) {
            stem.replace(1, "i");
        }
        stem.replaceFirst(STEP_2);
        stem.replaceFirst(STEP_3);
        stem.removeEnding();
        stem.removeLastE();
        return stem.word.toString();
    }

    private void removePlural() {
        if (endsWith("sses") || endsWith("ies")) {
            replace(2, "");
        } else if (endsWith("s") && !endsWith("ss")) {
            replace(1, "");
        }
    }

    private void removePast() {
        if (endsWith("eed")) {
            if (measureBefore(3) > 0) {
                replace(1, "");
            }
        } else if (endsWith("ed") && vowelBefore(2)) {
            replace(2, "");
            tidy();
        } else if (endsWith("ing") && vowelBefore(3)) {
            replace(3, "");
            tidy();
        }
    }

    /** Puts right what the removal of an ending left behind. */
    private void tidy() {
        int length = word.length();
        boolean restore = length >= 2 && RESTORE_E.contains(word.substring(length - 2));
        if (restore) {
            word.append('e');
        } else if (doubled() && "lsz".indexOf(word.charAt(length - 1)) < 0) {
            replace(1, "");
        } else if (measureBefore(0) == 1 && shortEnding(length)) {
            word.append('e');
        }
    }

    private void replaceFirst(String[][] endings) {
        for (String[] ending : endings) {
            if (endsWith(ending[0])) {
                if (measureBefore(ending[0].length()) > 0) {
                    replace(ending[0].length(), ending[1]);
                }
                return;
            }
        }
    }

    private void removeEnding() {
        for (String ending : STEP_4) {
            if (endsWith(ending)) {
                int before = word.length() - ending.length();
                boolean afterSt = before > 0 && "st".indexOf(word.charAt(before - 1)) >= 0;
                if (measureBefore(ending.length()) > 1 && (!ending.equals("ion") || afterSt)) {
                    word.setLength(before);
                }
                return;
            }
        }
    }

    private void removeLastE() {
        if (endsWith("e")) {
            int measure = measureBefore(1);
            if (measure > 1 || measure == 1 && !shortEnding(word.length() - 1)) {
                replace(1, "");
            }
        }
        if (endsWith("l") && doubled() && measureBefore(0) > 1) {
            replace(1, "");
        }
    }

    private boolean endsWith(String ending) {
        int start = word.length() - ending.length();
        return start >= 0 && word.indexOf(ending, start) == start;
    }

    private void replace(int letters, String with) {
        word.replace(word.length() - letters, word.length(), with);
    }

    private boolean consonant(int at) {
        return switch (word.charAt(at)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> at == 0 || !consonant(at - 1);
            default -> true;
        };
    }

    private boolean vowelBefore(int ending) {
        for (int i = 0; i < word.length() - ending; i++) {
            if (!consonant(i)) {
                return true;
            }
        }
        return false;
    }

    /** {@return how often a vowel is followed by a consonant in the word without that many letters at its end} */
    private int measureBefore(int ending) {
        int measure = 0;
        for (int i = 1; i < word.length() - ending; i++) {
            measure += consonant(i) && !consonant(i - 1) ? 1 : 0;
        }
        return measure;
    }

    private boolean doubled() {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && consonant(last);
    }

    /** {@return whether that many first letters end with consonant, vowel, consonant, the last none of w, x, y} */
    private boolean shortEnding(int length) {
        return length >= SHORTEST
                && consonant(length - 3)
                && !consonant(length - 2)
                && consonant(length - 1)
                && "wxy".indexOf(word.charAt(length - 1)) < 0;
    }
}
