package dev.promptmeter.chat.openai;

import java.util.Arrays;

/** The names in the objects that a cursor is inside of, as places in the bytes, to notice one that comes twice. Not thread-safe. */
final class OpenNames {

    private static final int MOST = 64;
    private static final int LONGEST = 256;

    private final int[] froms = new int[MOST];
    private final int[] tos = new int[MOST];
    private int count;

    /** {@return how many there are; of an object that begins, what it is told by later} */
    int count() {
        return count;
    }

    /** Forgets the names of that object, and of all within it. */
    void leave(int object) {
        count = object;
    }

    /** Adds a name to that object. {@return whether it is new there, and neither too long nor one too many} */
    boolean add(int object, byte[] bytes, int from, int to) {
        if (count == MOST || to - from > LONGEST) {
            return false;
        }
        for (int i = object; i < count; i++) {
            if (Arrays.equals(bytes, froms[i], tos[i], bytes, from, to)) {
                return false;
            }
        }
        froms[count] = from;
        tos[count++] = to;
        return true;
    }
}
