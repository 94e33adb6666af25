package dev.promptmeter.dataset;

import java.util.HexFormat;
import java.util.Map;

/** Ids made from the variables, so that neither an edited check nor an inserted row renames anything. */
final class ContentIds implements RowIds {

    private static final int OCCURRENCE_BITS = 16;
    private static final int MOST = (1 << OCCURRENCE_BITS) - 1;

    private final HashIndex distinct = new HashIndex();
    private final IntList counts = new IntList();

    /** The 48 bits of each row with its occurrence, so that the second pass need not hash the row again. */
    private final LongList claimed = new LongList();

    /** Occurrences that do not fit in there, by row. */
    private final LongIntMap more = new LongIntMap();

    @Override
    public String claim(RowCells cells, Map<String, String> vars) {
        long content = ContentHash.first48Bits(vars);
        int earlier = distinct.add(content);
        int occurrence = 1;
        if (earlier < 0) {
            counts.add(1);
        } else {
            occurrence = counts.get(earlier) + 1;
            counts.set(earlier, occurrence);
        }
        int row = claimed.add(content << OCCURRENCE_BITS | Math.min(occurrence, MOST));
        if (occurrence >= MOST) {
            more.put(row, occurrence);
        }
        return id(content, occurrence);
    }

    private static String id(long content, int occurrence) {
        String id = "h" + HexFormat.of().toHexDigits(content, 12);
        return occurrence == 1 ? id : id + "~" + occurrence;
    }

    @Override
    public Settled settled() {
        LongList kept = claimed.trimmed();
        LongIntMap often = more;
        return (row, cells, vars) -> {
            long own = kept.get(row);
            int occurrence = (int) own & MOST;
            return id(own >>> OCCURRENCE_BITS, occurrence < MOST ? occurrence : often.get(row));
        };
    }
}
