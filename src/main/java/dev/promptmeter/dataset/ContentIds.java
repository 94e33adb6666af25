package dev.promptmeter.dataset;

import java.util.HexFormat;
import java.util.Map;

/** Ids made from the variables, so that neither an edited check nor an inserted row renames anything. */
final class ContentIds implements RowIds {

    private final HashIndex distinct = new HashIndex();
    private final IntList counts = new IntList();
    private final IntList occurrences = new IntList();
    private final IntList numbers = new IntList();
    private final ContentHash.Sha256 hash = new ContentHash.Sha256();

    @Override
    public String claim(RowCells cells, Map<String, String> vars) {
        long content = hash.first48Bits(vars);
        int earlier = distinct.add(content);
        int occurrence = 1;
        if (earlier < 0) {
            numbers.add(distinct.size() - 1);
            counts.add(1);
        } else {
            numbers.add(earlier);
            occurrence = counts.get(earlier) + 1;
            counts.set(earlier, occurrence);
        }
        occurrences.add(occurrence);
        return id(content, occurrence);
    }

    private static String id(long content, int occurrence) {
        String id = "h" + HexFormat.of().toHexDigits(content, 12);
        return occurrence == 1 ? id : id + "~" + occurrence;
    }

    @Override
    public Settled settled() {
        // That the text of the row is what it was is known by another hash.
        return (row, cells, vars) -> id(distinct.key(numbers.get(row)), occurrences.get(row));
    }
}
