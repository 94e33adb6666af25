package dev.promptmeter.simulator;

import java.util.Collection;

/** Finds the name that was probably meant. */
final class NearName {

    private static final int FARTHEST = 3;

    private NearName() {}

    /** {@return " did you mean 'x'?" for the nearest of {@code known}, or the whole list when none is near} */
    static String suggestion(String typed, Collection<String> known) {
        String best = "";
        int least = Math.min(FARTHEST, typed.length() / 2 + 1) + 1;
        for (String name : known) {
            int distance = distance(typed, name);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty() ? "known: " + String.join(", ", known) : "did you mean '" + best + "'?";
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[right.length()];
    }
}
