package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.List;

/** Sound records in a line that is not one: a line feed that was lost or turned into something else has joined them. */
final class LineParts {

    private LineParts() {}

    /**
     * One record in a line.
     *
     * @param from where in the bytes it begins
     */
    record Part(int from, int length) {

        int end() {
            return from + length;
        }
    }

    /** {@return the sound records in so many bytes from there; usually none} */
    static List<Part> of(byte[] bytes, int from, int length) {
        List<Part> sound = new ArrayList<>();
        int end = from + length;
        int begin = JournalLine.opening(bytes, from, end);
        while (begin >= 0) {
            int next = JournalLine.opening(bytes, begin + 1, end);
            int until = next < 0 ? written(bytes, begin, end) : next;
            // With what became of the line feed, or without anything where it was.
            if (JournalLine.sound(bytes, begin, until - begin - 1)) {
                sound.add(new Part(begin, until - begin - 1));
            } else if (JournalLine.sound(bytes, begin, until - begin)) {
                sound.add(new Part(begin, until - begin));
            }
            begin = next;
        }
        return sound;
    }

    /** {@return where the zeros begin with which an end of a file is filled that was never written to} */
    private static int written(byte[] bytes, int from, int end) {
        int last = end;
        while (last > from && bytes[last - 1] == 0) {
            last--;
        }
        return last;
    }
}
