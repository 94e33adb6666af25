package dev.promptmeter.dataset;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearName {

    private static final int LONG_NAME = 8;

    private NearName() {}

    /**
     * {@return the nearest of those names: at most two edits away, three for a name of eight characters or more, and never another name
     * altogether; empty if none is near}
     */
    public static Optional<String> of(String written, Collection<String> names) {
        int most = written.length() >= LONG_NAME ? 3 : 2;
        return within(Math.min(most, written.length() - 1), written, names);
    }

    /** {@return the nearest of those names that is at most so many edits away} */
    static Optional<String> within(int limit, String written, Collection<String> names) {
        Optional<String> nearest = Optional.empty();
        int best = limit + 1;
        for (String name : names) {
            int edits = Math.abs(name.length() - written.length()) > limit ? best : edits(written, name);
            if (edits < best) {
                best = edits;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** {@return {@code : did you mean 'x'?} with the nearest of those names, or nothing if none is near} */
    public static String question(String written, Collection<String> names) {
        return of(written, names).map(name -> ": did you mean '" + name + "'?").orElse("");
    }

    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
