package dev.promptmeter.dataset;

import dev.promptmeter.dataset.RecordGuard.LineEnd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Cuts characters into lines that end with LF or CRLF and holds them to the limits. A CR alone ends no line: to JSON it is a blank. */
final class JsonlLines implements Closeable {

    private final DatasetSpec spec;
    private final SourceFile source;
    private final DecodedText text;
    private final RecordText record;
    private final CharBuffer buffer = CharBuffer.allocate(32 * 1024);
    private final char[] in = buffer.array();
    private final Set<LineEnd> lineEnds = EnumSet.noneOf(LineEnd.class);
    private long before;
    private int at;
    private int end;
    private int line;
    private int bytes;

    JsonlLines(DatasetSpec spec, SourceFile source, DecodedText text) {
        this.spec = spec;
        this.source = source;
        this.text = text;
        this.record = new RecordText(spec.shown(), RecordText.Quoting.JSON);
    }

    RecordText record() {
        return record;
    }

    Set<LineEnd> lineEnds() {
        return lineEnds;
    }

    /**
     * {@return whether there was another line, blank ones included}
     *
     * @throws StructuralFault if what follows in the file cannot be told
     */
    boolean advance() throws IOException {
        record.begin(++line, before + at);
        bytes = 0;
        if (at == end && !refill()) {
            return false;
        }
        do {
            int from = at;
            while (at < end && in[at] != '\n') {
                at++;
            }
            take(from);
        } while (at == end && refill());
        if (at < end) {
            endLine();
        }
        return true;
    }

    private void take(int from) {
        bytes += Utf8.length(in, from, at);
        if (bytes > spec.limits().recordBytes()) {
            throw new StructuralFault(Problem.of(
                    "PM-1208",
                    Source.line(spec.shown(), line),
                    String.format(
                            Locale.ROOT,
                            "a line longer than %,d bytes (limits.record)",
                            spec.limits().recordBytes())));
        }
        int start = record.length();
        record.append(in, from, at - from);
        for (int i = from; i < at; i++) {
            if (in[i] == 0) {
                record.fault(source.zero(record, start + i - from));
            }
        }
    }

    private void endLine() {
        at++;
        boolean pair = record.length() > 0 && record.chars()[record.length() - 1] == '\r';
        lineEnds.add(pair ? LineEnd.CRLF : LineEnd.LF);
        if (pair) {
            record.dropLast();
        }
    }

    private boolean refill() throws IOException {
        try {
            before += end;
            end = Math.max(0, text.read(buffer));
            at = 0;
            return end > 0;
        } catch (UndecodableByteException e) {
            throw new StructuralFault(source.undecodable(e, line));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
