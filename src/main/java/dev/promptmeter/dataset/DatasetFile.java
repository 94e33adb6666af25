package dev.promptmeter.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A CSV or JSON Lines file as a dataset. Reading takes two passes: {@link #scan} finds every fault before anything is sent, and {@link #open} hands
 * out rows only as long as they are the ones that were scanned. Keeps at most 64 bytes per row in between.
 */
public final class DatasetFile implements Dataset {

    private final DatasetInfo info;
    private final List<Problem> warnings;
    private final SecondPass pass;

    DatasetFile(DatasetInfo info, List<Problem> warnings, SecondPass pass) {
        this.info = info;
        this.warnings = List.copyOf(warnings);
        this.pass = pass;
    }

    /**
     * Reads a whole file once and shows every row to the inspector, in file order, skipped rows included.
     *
     * @throws DatasetException with every problem found, the inspector's included, up to 20 in file order and then counts
     */
    public static DatasetFile scan(DatasetSpec spec, Notation notation, RowInspector inspector) {
        SourceFile source = SourceFile.of(spec);
        DatasetSpec settled = settled(spec, source);
        return new Scan(settled, source, notation, inspector).run();
    }

    private static DatasetSpec settled(DatasetSpec spec, SourceFile source) {
        return spec.format() == DatasetSpec.Format.JSONL ? spec : new DelimiterDetection(spec, source).settle();
    }

    /**
     * Reads only the header, or of JSON Lines all keys, for those who need to know the columns before they can look at rows.
     *
     * @throws DatasetException if there is no header, or something is wrong with it
     */
    public static List<String> columns(DatasetSpec spec) {
        SourceFile source = SourceFile.of(spec);
        var faults = new Faults(spec.shown());
        try (var records = Records.open(settled(spec, source), source, source.open())) {
            List<String> names = records.columns(faults::add).names();
            faults.raise();
            return names;
        } catch (StructuralFault e) {
            throw new DatasetException(List.of(e.problem()));
        } catch (IOException e) {
            throw SourceFile.unreadable(spec, e);
        }
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    /** {@return what is odd about the dataset without being wrong, one per kind} */
    public List<Problem> warnings() {
        return warnings;
    }

    /** {@return whether the rows can be copied with their ids: a CSV file whose ids are made from its content} */
    public boolean lacksIds() {
        return pass.spec().format() == DatasetSpec.Format.CSV && pass.columns().id() < 0;
    }

    /**
     * Writes a copy with a column {@code __id} before all others, which changes no other byte; the stream stays open.
     *
     * @throws DatasetException if the file is no longer what was scanned
     */
    public void copyWithIds(OutputStream out) throws IOException {
        if (!lacksIds()) {
            throw new IllegalStateException("has ids, or is no CSV: " + info.file());
        }
        IdCopy.write(pass, out);
    }

    @Override
    public RowReader open() {
        return new FileRowReader(pass);
    }
}
