package dev.promptmeter.dataset;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first pass: reads every row, keeps 64 bits of each, and collects all that is wrong. Good for one use. */
final class Scan {

    private final DatasetSpec spec;
    private final SourceFile source;
    private final Notation notation;
    private final RowInspector inspector;
    private final Faults faults;
    private final Warnings warnings = new Warnings();
    private final LongList hashes = new LongList();
    private final EncodedTwice encodedTwice = new EncodedTwice();

    Scan(DatasetSpec spec, SourceFile source, Notation notation, RowInspector inspector) {
        this.spec = spec;
        this.source = source;
        this.notation = notation;
        this.inspector = inspector;
        this.faults = new Faults(spec.shown());
    }

    DatasetFile run() {
        MessageDigest digest = ContentHash.sha256();
        try (var records = Records.open(spec, source, source.open(digest))) {
            return read(records, digest);
        } catch (StructuralFault e) {
            faults.add(e.problem());
            faults.raise();
            throw e;
        } catch (IOException e) {
            throw SourceFile.unreadable(spec, e);
        }
    }

    private DatasetFile read(Records records, MessageDigest digest) throws IOException {
        Columns columns = records.columns(this::report);
        boolean soundHeader = faults.none();
        RowIds ids = columns.id() >= 0 ? new ExplicitIds(columns.id(), this::report) : new ContentIds();
        var parser = new RowParser(spec, columns, notation, this::report);
        while (records.advance()) {
            RowCells cells = sound(records, columns);
            Row row = cells == null ? null : row(parser, cells, ids);
            if (row != null && soundHeader) {
                inspector
                        .inspect(row)
                        .forEach(problem -> report(records.record().withExcerpt(problem)));
            }
        }
        warnOfWholeFile(records);
        faults.raise();
        var info = new DatasetInfo(
                spec.id(),
                spec.shown(),
                source.length(),
                HexFormat.of().formatHex(digest.digest()),
                hashes.size(),
                columns.names(),
                spec.format() == DatasetSpec.Format.JSONL ? "" : String.valueOf(spec.delimiter()),
                source.charset().name());
        var reading = new SecondPass(spec, source, columns, notation, hashes, ids.settled());
        return new DatasetFile(info, warnings.list(), reading);
    }

    /** {@return the cells of the current record, or null if it is no row, which was reported} */
    private @Nullable RowCells sound(Records records, Columns columns) {
        RecordText record = records.record();
        if (record.fault() != null) {
            report(record.fault());
            return null;
        }
        if (records.empty()) {
            report(Problem.of(
                    Warnings.SEPARATORS_ONLY,
                    Source.line(spec.shown(), record.line()),
                    "a row without any text is left out"));
            return null;
        }
        Problem count = records.misfit(columns);
        if (count != null) {
            report(count);
            return null;
        }
        hashes.add(ContentHash.of(record));
        encodedTwice.add(record);
        return records.cells(columns);
    }

    private @Nullable Row row(RowParser parser, RowCells cells, RowIds ids) {
        Map<String, String> vars = parser.vars(cells);
        String id = ids.claim(cells, vars);
        Row row = parser.row(cells, id == null ? "" : id, vars);
        return id == null ? null : row;
    }

    private void report(Problem problem) {
        if (problem.warning()) {
            warnings.add(problem);
        } else {
            faults.add(problem);
        }
    }

    private void warnOfWholeFile(Records records) {
        if (records.lineEnds().size() > 1) {
            report(Problem.of(
                    Warnings.MIXED_LINE_ENDS,
                    Source.line(spec.shown(), 0),
                    "lines end in different ways: " + records.lineEnds()));
        }
        encodedTwice.warning(spec.shown()).ifPresent(this::report);
    }
}
