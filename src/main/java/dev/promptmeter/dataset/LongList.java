package dev.promptmeter.dataset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a row, 8 bytes each, 0 wherever none was set. A long one is never copied in order to grow, and takes nothing in advance: it
 * is made of pieces. Not thread-safe.
 */
public final class LongList {

    private static final int SMALLEST = 64;
    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;

    private long[] @Nullable [] pieces = new long[1][];
    private int size;

    /** Adds a number at the end. {@return its index} */
    public int add(long value) {
        set(size, value);
        return size - 1;
    }

    /** {@return the number there; 0 behind the end} */
    public long get(int index) {
        int number = index >>> PIECE_BITS;
        long @Nullable [] piece = number < pieces.length ? pieces[number] : null;
        int at = index & PIECE - 1;
        return piece != null && at < piece.length ? piece[at] : 0;
    }

    /** Sets a number; what lies between the end and it becomes 0. */
    public void set(int index, long value) {
        int at = index & PIECE - 1;
        piece(index >>> PIECE_BITS, at)[at] = value;
        size = Math.max(size, index + 1);
    }

    /** Pieces in which nothing was set are not made, and the first one begins small. */
    private long[] piece(int number, int at) {
        if (number >= pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(number + 1, pieces.length + (pieces.length >> 1)));
        }
        long @Nullable [] piece = pieces[number];
        if (piece == null) {
            piece = new long[number == 0 ? SMALLEST : PIECE];
        }
        if (at >= piece.length) {
            piece = Arrays.copyOf(piece, at < PIECE / 4 ? PIECE / 4 : PIECE);
        }
        pieces[number] = piece;
        return piece;
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /** {@return a copy as an array} */
    public long[] toArray() {
        long[] all = new long[size];
        for (int from = 0; from < size; from += PIECE) {
            long @Nullable [] piece = pieces[from >>> PIECE_BITS];
            if (piece != null) {
                System.arraycopy(piece, 0, all, from, Math.min(piece.length, size - from));
            }
        }
        return all;
    }
}
