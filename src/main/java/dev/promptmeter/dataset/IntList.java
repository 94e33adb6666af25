package dev.promptmeter.dataset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whole numbers in a row, 4 bytes each, 0 wherever none was set; made of pieces like {@link LongList}. Not thread-safe. */
public final class IntList {

    private static final int SMALLEST = 64;
    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;

    private int[] @Nullable [] pieces = new int[1][];
    private int size;

    /** Adds a number at the end. */
    public void add(int value) {
        set(size, value);
    }

    /** {@return the number there; 0 behind the end} */
    public int get(int index) {
        int number = index >>> PIECE_BITS;
        int @Nullable [] piece = number < pieces.length ? pieces[number] : null;
        int at = index & PIECE - 1;
        return piece != null && at < piece.length ? piece[at] : 0;
    }

    /** Sets a number; what lies between the end and it becomes 0. */
    public void set(int index, int value) {
        int at = index & PIECE - 1;
        piece(index >>> PIECE_BITS, at)[at] = value;
        size = Math.max(size, index + 1);
    }

    private int[] piece(int number, int at) {
        if (number >= pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(number + 1, pieces.length + (pieces.length >> 1)));
        }
        int @Nullable [] piece = pieces[number];
        if (piece == null) {
            piece = new int[number == 0 ? SMALLEST : PIECE];
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
}
