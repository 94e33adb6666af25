package dev.promptmeter.dataset;

import java.io.IOException;
import java.util.List;

/** Looks at the header and the first 20 records to tell which character separates their cells. */
final class DelimiterDetection {

    private static final int RECORDS = 21;
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};

    private final DatasetSpec spec;
    private final SourceFile source;

    DelimiterDetection(DatasetSpec spec, SourceFile source) {
        this.spec = spec;
        this.source = source;
    }

    /**
     * {@return the spec with the delimiter to use}
     *
     * @throws DatasetException if the delimiter in force does not fit and another one does
     */
    DatasetSpec settle() {
        if (spec.delimiter() == DatasetSpec.AUTO) {
            char found = candidate();
            return spec.withDelimiter(found == DatasetSpec.AUTO ? ',' : found);
        }
        if (columns(spec.delimiter()) > 1) {
            return spec;
        }
        char better = candidate();
        if (better != DatasetSpec.AUTO && better != spec.delimiter()) {
            throw new DatasetException(List.of(suggestion(better)));
        }
        return spec;
    }

    private Problem suggestion(char better) {
        String name = better == '\t' ? "tab" : String.valueOf(better);
        String quoted = better == '\t' ? "tab" : "'" + better + "'";
        var first = new StringBuilder();
        try (var records = records(spec.delimiter())) {
            if (records.advance()) {
                first.append(records.record().chars(), 0, records.record().length());
            }
            int cells = records.record().cells();
            String what = cells == 1
                    ? "one column '" + Shown.text(first.toString()) + "'"
                    : "the rows do not have equal numbers of cells";
            return Problem.of(
                    "PM-1206",
                    Source.line(spec.shown(), records.record().line()),
                    what + ": is the delimiter " + quoted + "?  add  --delimiter " + quoted + "  or  delimiter: \""
                            + name + "\"");
        } catch (StructuralFault e) {
            return e.problem();
        } catch (IOException e) {
            throw SourceFile.unreadable(spec, e);
        }
    }

    /** {@return the candidate that gives the most columns, the same number in every record; AUTO if none gives more than one} */
    private char candidate() {
        char best = DatasetSpec.AUTO;
        int most = 1;
        for (char candidate : CANDIDATES) {
            int columns = columns(candidate);
            if (columns > most) {
                most = columns;
                best = candidate;
            }
        }
        return best;
    }

    /** {@return how many cells each of the first records has, or 0 if they differ or a record is broken} */
    private int columns(char delimiter) {
        int columns = 0;
        try (var records = records(delimiter)) {
            for (int i = 0; i < RECORDS && records.advance(); i++) {
                int cells = records.record().cells();
                if (records.record().fault() != null || i > 0 && cells != columns) {
                    return 0;
                }
                columns = cells;
            }
            return columns;
        } catch (StructuralFault e) {
            // The pass over the whole file meets the same fault and reports it; up to there the records may well agree.
            return columns;
        } catch (IOException e) {
            throw SourceFile.unreadable(spec, e);
        }
    }

    private CsvRecords records(char delimiter) {
        return new CsvRecords(spec.withDelimiter(delimiter), source, source.open());
    }
}
