package dev.promptmeter.dataset;

import java.util.HexFormat;
import java.util.Map;

/** Ids made from the variables, so that neither an edited check nor an inserted row renames anything. */
final class ContentIds implements RowIds {

    private final HashIndex distinct = new HashIndex();
    // Most contents stand once, and nothing is kept of those.
    private final IntList repetitions = new IntList();
    private final IntList earlierOnes = new IntList();
    private int rows;

    @Override
    public String claim(RowCells cells, Map<String, String> vars) {
        long content = ContentHash.first48Bits(vars);
        int known = distinct.add(content);
        int row = rows++;
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
        IntList kept = earlierOnes;
        return (row, cells, vars) -> id(ContentHash.first48Bits(vars), kept.get(row));
    }
}
