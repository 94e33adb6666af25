package dev.promptmeter.dataset;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /** {@return the known name with the fewest edits, at most 2, or 3 for a name of 8 characters or more; the first of equals} */
    public static Optional<String> to(String name, Collection<String> known) {
        return within(name.length() >= 8 ? 3 : 2, name, known);
    }

    /** {@return the known name with the fewest edits, at most so many} */
    static Optional<String> within(int edits, String name, Collection<String> known) {
        String best = null;
        int bestEdits = edits + 1;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - name.length()) < bestEdits) {
                int distance = edits(name, candidate);
                if (distance < bestEdits) {
                    best = candidate;
                    bestEdits = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
