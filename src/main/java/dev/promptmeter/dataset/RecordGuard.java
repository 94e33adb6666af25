package dev.promptmeter.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Stands between the decoder and the CSV parser: cuts the characters into records, counts physical lines, enforces every limit
 * while characters stream through, and sees what the parser forgives.
 */
final class RecordGuard implements Closeable {

    /** How a line may end. */
    enum LineEnd {
        LF,
        CRLF,
        CR
    }

    private static final int END = -1;
    private static final int NO_ESCAPE = -2;

    private final DatasetSpec spec;
    private final SourceFile source;
    private final DecodedText text;
    private final RecordText record;
    private final CharBuffer buffer = CharBuffer.allocate(32 * 1024);
    private final char[] in = buffer.array();
    private final int delimiter;
    private final int escape;
    private final boolean[] plain;
    private final int longestCell;
    private final int longestRecord;
    private final Set<LineEnd> lineEnds = EnumSet.noneOf(LineEnd.class);
    private long before;
    private int at;
    private int end;
    private int line = 1;
    private int recordBytes;
    private int bytesBeforeCell;

    RecordGuard(DatasetSpec spec, SourceFile source, DecodedText text) {
        this.spec = spec;
        this.source = source;
        this.text = text;
        this.record = new RecordText(
                spec.shown(),
                spec.escape() == DatasetSpec.Escape.BACKSLASH
                        ? RecordText.Quoting.BACKSLASH
                        : RecordText.Quoting.DOUBLED);
        this.delimiter = spec.delimiter();
        this.escape = spec.escape() == DatasetSpec.Escape.BACKSLASH ? '\\' : NO_ESCAPE;
        this.plain = plain(delimiter, escape);
        this.longestCell = spec.limits().cellBytes();
        this.longestRecord = spec.limits().recordBytes();
    }

    /** {@return the record that was read last; the same object is filled again by the next} */
    RecordText record() {
        return record;
    }

    /** {@return how the lines between records ended so far} */
    Set<LineEnd> lineEnds() {
        return lineEnds;
    }

    /**
     * {@return whether there was another record, blank lines included}
     *
     * @throws StructuralFault if what follows in the file cannot be told
     */
    boolean advance() throws IOException {
        record.begin(line, before + at);
        recordBytes = 0;
        int c = read();
        if (c == END) {
            return false;
        }
        while (true) {
            startCell();
            c = c == '"' ? quotedCell() : bareCell(c);
            if (c != delimiter) {
                endRecord(c);
                return true;
            }
            append(c);
            c = read();
        }
    }

    private void startCell() {
        record.startCell();
        bytesBeforeCell = recordBytes;
        if (record.cells() > spec.limits().columns()) {
            throw limit(String.format(
                    Locale.ROOT,
                    "more than %,d columns (limits.columns)",
                    spec.limits().columns()));
        }
    }

    private int bareCell(int first) throws IOException {
        int c = first;
        while (c != delimiter && c != '\n' && c != '\r' && c != END) {
            append(c);
            if (c == '"') {
                record.noteBareQuote();
            } else if (c == escape) {
                appendEscaped();
            }
            appendPlain();
            c = read();
        }
        return c;
    }

    private int quotedCell() throws IOException {
        int opened = record.length();
        append('"');
        while (true) {
            appendPlain();
            int c = read();
            if (c == END) {
                throw new StructuralFault(record.problem("PM-1204", opened, "quote never closed", unclosedAdvice()));
            }
            append(c);
            if (c == '"') {
                int next = read();
                if (next != '"') {
                    record.noteClosingQuote();
                    return afterClosingQuote(next);
                }
                append(next);
            } else if (c == escape) {
                appendEscaped();
            } else {
                countLine(c);
            }
        }
    }

    private String[] unclosedAdvice() {
        String advice = "Close it with one more quote; quotes inside a quoted cell are doubled:  \"say \"\"hi\"\"\"";
        return record.closedAfterBackslash() >= 0 || record.bareQuote() >= 0
                ? new String[] {advice, QuoteAdvice.BACKSLASH}
                : new String[] {advice};
    }

    private void appendEscaped() throws IOException {
        int c = read();
        if (c == END) {
            throw new StructuralFault(record.problem(
                    "PM-1204", record.length() - 1, "the file ends after a backslash that escapes nothing: remove it"));
        }
        append(c);
        countLine(c);
    }

    private void countLine(int c) {
        if (c == '\r' || c == '\n' && record.chars()[record.length() - 2] != '\r') {
            line++;
        }
    }

    private int afterClosingQuote(int first) throws IOException {
        int c = first;
        if (c == delimiter || c == '\n' || c == '\r' || c == END) {
            return c;
        }
        int offset = record.length();
        while (c != '\n' && c != '\r' && c != END) {
            append(c);
            c = read();
        }
        record.fault(QuoteAdvice.textAfterClosingQuote(record, offset));
        return c;
    }

    private void endRecord(int c) throws IOException {
        if (c == '\n') {
            lineEnds.add(LineEnd.LF);
        } else if (c == '\r') {
            int next = read();
            lineEnds.add(next == '\n' ? LineEnd.CRLF : LineEnd.CR);
            if (next != '\n' && next != END) {
                at--;
            }
        }
        line++;
    }

    /** Takes the characters up to the next one that may mean something or takes more than one byte. */
    private void appendPlain() {
        int from = at;
        at = plainEnd(in, from, end, plain);
        record.appendPlain(in, from, at - from);
        recordBytes += at - from;
        checkLimits();
    }

    private static int plainEnd(char[] in, int from, int end, boolean[] plain) {
        int i = from;
        while (i < end && in[i] < plain.length && plain[in[i]]) {
            i++;
        }
        return i;
    }

    /** A table, because every character of a file is looked at twice. */
    private static boolean[] plain(int delimiter, int escape) {
        boolean[] plain = new boolean[0x80];
        for (int c = ' '; c < plain.length; c++) {
            plain[c] = c != '"' && c != delimiter && c != escape;
        }
        return plain;
    }

    private void append(int c) {
        record.append((char) c);
        recordBytes += Utf8.length((char) c);
        checkLimits();
        if (c == 0) {
            zero();
        }
    }

    private void checkLimits() {
        if (recordBytes - bytesBeforeCell > longestCell) {
            throw limit(String.format(
                    Locale.ROOT, "a cell longer than %,d bytes (limits.cell); is a quote never closed?", longestCell));
        }
        if (recordBytes > longestRecord) {
            throw limit(String.format(
                    Locale.ROOT,
                    "a record longer than %,d bytes (limits.record); is a quote never closed?",
                    longestRecord));
        }
    }

    private StructuralFault limit(String message) {
        int cellStart = record.cells() == 0 ? 0 : record.cellStart(record.cells() - 1);
        return new StructuralFault(Problem.of("PM-1208", record.source(cellStart), message));
    }

    private void zero() {
        record.fault(source.zero(record, record.length() - 1));
    }

    private int read() throws IOException {
        return at < end ? in[at++] : refill();
    }

    private int refill() throws IOException {
        try {
            before += end;
            end = text.read(buffer);
            at = 0;
            return end < 0 ? END : in[at++];
        } catch (UndecodableByteException e) {
            throw new StructuralFault(source.undecodable(e, line));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
