package dev.promptmeter.score;

import java.util.Arrays;
import java.util.OptionalInt;

/** Counts the edits (insert, delete, replace a code point) between two texts, in a band along the diagonal that widens until it is enough. */
final class Levenshtein {

    /** The most cells that one band may have. */
    static final long WORK_LIMIT = 400_000_000L;

    private static final int FAR = Integer.MAX_VALUE / 2;
    private static final int FIRST_BAND = 16;
    private static final int WIDENING = 4;

    private final int[] shorter;
    private final int[] longer;

    private Levenshtein(int[] shorter, int[] longer) {
        this.shorter = shorter;
        this.longer = longer;
    }

    /** {@return the edits between two sequences of code points, or empty if finding out takes too much work} */
    static OptionalInt edits(int[] a, int[] b) {
        int start = 0;
        int end = Math.min(a.length, b.length);
        while (start < end && a[start] == b[start]) {
            start++;
        }
        int tail = 0;
        while (tail < end - start && a[a.length - 1 - tail] == b[b.length - 1 - tail]) {
            tail++;
        }
        int[] restA = Arrays.copyOfRange(a, start, a.length - tail);
        int[] restB = Arrays.copyOfRange(b, start, b.length - tail);
        boolean ordered = restA.length <= restB.length;
        return (ordered ? new Levenshtein(restA, restB) : new Levenshtein(restB, restA)).edits();
    }

    private OptionalInt edits() {
        if (shorter.length == 0) {
            return OptionalInt.of(longer.length);
        }
        int difference = longer.length - shorter.length;
        for (long band = difference + FIRST_BAND; ; band *= WIDENING) {
            int width = (int) Math.min(band, longer.length);
            if (shorter.length * Math.min(2L * width + 1, longer.length) > WORK_LIMIT) {
                return OptionalInt.empty();
            }
            int edits = editsWithin(width);
            if (edits <= width) {
                return OptionalInt.of(edits);
            }
        }
    }

    private int editsWithin(int band) {
        int[] above = new int[longer.length + 1];
        int[] row = new int[longer.length + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j <= band ? j : FAR;
        }
        for (int i = 1; i <= shorter.length; i++) {
            fill(row, above, i, band);
            int[] done = row;
            row = above;
            above = done;
        }
        return above[longer.length];
    }

    private void fill(int[] row, int[] above, int i, int band) {
        int from = Math.max(1, i - band);
        int to = (int) Math.min(longer.length, (long) i + band);
        row[from - 1] = from == 1 && i <= band ? i : FAR;
        int wanted = shorter[i - 1];
        for (int j = from; j <= to; j++) {
            int replaced = above[j - 1] + (longer[j - 1] == wanted ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
        }
        if (to < longer.length) {
            row[to + 1] = FAR;
        }
    }
}
