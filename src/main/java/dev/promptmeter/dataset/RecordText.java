package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record exactly as it stands in the file, without its line end: raw characters, where each cell starts, and what was odd.
 * Offsets are indexes into the raw characters; lines and columns are worked out only when somebody asks.
 */
final class RecordText {

    private static final int EXCERPT = 78;

    /** How a character inside quotes is written that could not stand there by itself. */
    enum Quoting {
        /** CSV: a quote is doubled. */
        DOUBLED,
        /** CSV with backslashes: a quote is doubled, or any character stands after a backslash. */
        BACKSLASH,
        /** JSON: one letter, or {@code u} and four digits, after a backslash. */
        JSON;

        /** {@return how many characters of the file one character of the value takes} */
        private int width(char[] chars, int at) {
            if (this == DOUBLED || chars[at] != '\\') {
                return this != JSON && chars[at] == '"' ? 2 : 1;
            }
            return this == JSON && at + 1 < chars.length && chars[at + 1] == 'u' ? 6 : 2;
        }
    }

    private final String file;
    private final Quoting quoting;
    private char[] chars = new char[1024];
    private int length;
    private int line;
    private long position;
    private int[] cellStarts = new int[32];
    private int cells;
    private int bareQuote;
    private int closedAfterBackslash;
    private boolean uneven;
    private @Nullable Problem fault;

    RecordText(String file, Quoting quoting) {
        this.file = file;
        this.quoting = quoting;
    }

    void begin(int firstLine, long firstPosition) {
        line = firstLine;
        position = firstPosition;
        length = 0;
        cells = 0;
        bareQuote = -1;
        closedAfterBackslash = -1;
        uneven = false;
        fault = null;
    }

    void append(char c) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
        }
        chars[length++] = c;
        noteUneven(c);
    }

    private void noteUneven(char c) {
        uneven |= c == '\n' || c == '\r' || Character.isSurrogate(c);
    }

    void append(char[] source, int from, int count) {
        for (int i = from; i < from + count; i++) {
            noteUneven(source[i]);
        }
        appendPlain(source, from, count);
    }

    /** Takes characters of which each is a column of the same line. */
    void appendPlain(char[] source, int from, int count) {
        while (length + count > chars.length) {
            chars = Arrays.copyOf(chars, 2 * chars.length);
        }
        System.arraycopy(source, from, chars, length, count);
        length += count;
    }

    /** Takes the last character away again. */
    void dropLast() {
        length--;
    }

    void startCell() {
        if (cells == cellStarts.length) {
            cellStarts = Arrays.copyOf(cellStarts, 2 * cells);
        }
        cellStarts[cells++] = length;
    }

    /** Remembers the quote that was just appended in the middle of an unquoted cell. */
    void noteBareQuote() {
        bareQuote = bareQuote < 0 ? length - 1 : bareQuote;
    }

    /** Remembers the closing quote that was just appended if a backslash stands before it. */
    void noteClosingQuote() {
        if (length > 1 && chars[length - 2] == '\\' && closedAfterBackslash < 0) {
            closedAfterBackslash = length - 2;
        }
    }

    /** Keeps the first fault of the record. */
    void fault(Problem problem) {
        fault = fault == null ? problem : fault;
    }

    /** {@return why this record cannot be used, or null} */
    @Nullable
    Problem fault() {
        return fault;
    }

    String file() {
        return file;
    }

    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }

    int line() {
        return line;
    }

    /** {@return how many characters stand before it in the file} */
    long position() {
        return position;
    }

    int cells() {
        return cells;
    }

    /** {@return the offset of the first quote inside an unquoted cell, or -1} */
    int bareQuote() {
        return bareQuote;
    }

    /** {@return the offset of the first backslash that stands before a closing quote, or -1} */
    int closedAfterBackslash() {
        return closedAfterBackslash;
    }

    int cellStart(int cell) {
        return cellStarts[cell];
    }

    /**
     * {@return the cells of a CSV record whose values stand in it character by character, perhaps in quotes; null if one has to be
     * parsed, because of a quote or an escape within}
     *
     * <p>Most records are of that kind, and a parser takes several times as long.
     */
    String @Nullable [] plainCells() {
        String[] values = new String[cells];
        for (int cell = 0; cell < cells; cell++) {
            int from = cellStarts[cell];
            int to = cell + 1 < cells ? cellStarts[cell + 1] - 1 : length;
            if (to - from > 1 && chars[from] == '"' && chars[to - 1] == '"') {
                from++;
                to--;
            }
            if (!literal(from, to)) {
                return null;
            }
            values[cell] = new String(chars, from, to - from);
        }
        return values;
    }

    private boolean literal(int from, int to) {
        boolean escaping = quoting == Quoting.BACKSLASH;
        for (int i = from; i < to; i++) {
            if (chars[i] == '"' || escaping && chars[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** {@return whether there is nothing but separators and blanks, which an empty pair of quotes is not} */
    boolean blank(char delimiter) {
        for (int i = 0; i < length; i++) {
            if (chars[i] != delimiter && !Blanks.blank(chars[i])) {
                return false;
            }
        }
        return true;
    }

    /** {@return the offset of the character with this index in the value that starts there, past quotes that the value does not have} */
    int offsetWithin(int start, int index) {
        int at = start;
        if (at >= length || chars[at] != '"') {
            return Math.min(at + index, length);
        }
        at++;
        for (int i = 0; i < index && at < length; i++) {
            at += quoting.width(chars, at);
        }
        return Math.min(at, length);
    }

    /** {@return file, line and column of an offset} */
    Source source(int offset) {
        // Every check of every row is asked where it stands.
        if (!uneven) {
            return new Source(file, line, 1 + offset);
        }
        int lineStart = lineStart(offset);
        int lines = 0;
        for (int i = 0; i < lineStart; i++) {
            boolean pair = chars[i] == '\r' && i + 1 < length && chars[i + 1] == '\n';
            lines += (chars[i] == '\n' || chars[i] == '\r') && !pair ? 1 : 0;
        }
        return new Source(file, line + lines, 1 + Character.codePointCount(chars, lineStart, offset - lineStart));
    }

    private int lineStart(int offset) {
        int start = offset;
        while (start > 0 && chars[start - 1] != '\n' && chars[start - 1] != '\r') {
            start--;
        }
        return start;
    }

    /** {@return a problem at an offset, with the source line and a mark below it, then further advice} */
    Problem problem(String code, int offset, String text, String... advice) {
        List<String> notes = new ArrayList<>(excerpt(offset));
        notes.addAll(List.of(advice));
        return new Problem(code, source(offset), text, notes);
    }

    /** {@return the problem with the source line and a mark added if it lies in this record and has no notes of its own} */
    Problem withExcerpt(Problem problem) {
        Source at = problem.source();
        if (!problem.notes().isEmpty() || at.column() == 0 || !at.file().equals(file)) {
            return problem;
        }
        int offset = offsetOf(at);
        return offset < 0 ? problem : new Problem(problem.code(), at, problem.text(), excerpt(offset));
    }

    private int offsetOf(Source source) {
        int lineStart = 0;
        for (int at = line; at < source.line(); at++) {
            lineStart = afterLineEnd(lineStart);
            if (lineStart > length) {
                return -1;
            }
        }
        int points = Character.codePointCount(chars, lineStart, length - lineStart);
        return source.line() < line || source.column() - 1 > points
                ? -1
                : Character.offsetByCodePoints(chars, lineStart, length - lineStart, lineStart, source.column() - 1);
    }

    private int afterLineEnd(int from) {
        int i = from;
        while (i < length && chars[i] != '\n' && chars[i] != '\r') {
            i++;
        }
        return i + 1 < length && chars[i] == '\r' && chars[i + 1] == '\n' ? i + 2 : i + 1;
    }

    /** {@return the source line around an offset and a mark under it} */
    List<String> excerpt(int offset) {
        int from = lineStart(offset);
        int to = from;
        while (to < length && chars[to] != '\n' && chars[to] != '\r') {
            to++;
        }
        int first = Math.max(from, offset - EXCERPT / 2);
        int last = Math.min(to, first + EXCERPT);
        String before = (first > from ? "…" : "") + new String(chars, first, offset - first);
        String after = new String(chars, offset, last - offset) + (last < to ? "…" : "");
        return List.of(Shown.visible(before + after), " ".repeat(before.codePointCount(0, before.length())) + "^");
    }
}
