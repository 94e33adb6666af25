package dev.promptmeter.dataset;

import java.util.HexFormat;
import java.util.Map;

/** Ids made from the variables, so that neither an edited check nor an inserted row renames anything. */
final class ContentIds implements RowIds {

    private final HashIndex distinct = new HashIndex();
    private final ContentHash.Sha256 hash = new ContentHash.Sha256();

    /** The content of each row, so that the second pass need not hash it again. */
    private final LongList contents = new LongList();

    // Most contents stand once, and nothing is kept of those.
    private final IntList repetitions = new IntList();
    private final IntList earlierOnes = new IntList();

    @Override
    public String claim(RowCells cells, Map<String, String> vars) {
        long content = hash.first48Bits(vars);
        int known = distinct.add(content);
        int row = contents.add(content);
        if (known < 0) {
            return id(content, 0);
        }
        int earlier = repetitions.get(known) + 1;
        repetitions.set(known, earlier);
        earlierOnes.set(row, earlier);
        return id(content, earlier);
    }

    private static String id(long content, int earlier) {
        String id = "h" + HexFormat.of().toHexDigits(content, 12);
        return earlier == 0 ? id : id + "~" + (earlier + 1);
    }

    @Override
    public Settled settled() {
        LongList kept = contents;
        IntList before = earlierOnes;
        // That the text of the row is what it was is known by another hash.
        return (row, cells, vars) -> id(kept.get(row), before.get(row));
    }
}
