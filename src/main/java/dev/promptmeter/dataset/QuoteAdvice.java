package dev.promptmeter.dataset;

/** What to tell somebody whose quotes do not say what was meant. */
final class QuoteAdvice {

    static final String BACKSLASH =
            "Quotes are doubled, not escaped with a backslash; for a file that escapes them:  escape: backslash";

    private QuoteAdvice() {}

    static Problem textAfterClosingQuote(RecordText record, int offset) {
        String doubled = "Double the quotes inside a quoted cell:  \"say \"\"hi\"\"\"";
        boolean backslash = record.closedAfterBackslash() >= 0 && record.closedAfterBackslash() == offset - 2;
        return record.problem("PM-1204", offset, "text after a closing quote", backslash ? BACKSLASH : doubled);
    }

    /** {@return the fault of a row with more cells than the header} */
    static Problem tooManyCells(RecordText record, DatasetSpec spec, int expected) {
        if (record.closedAfterBackslash() >= 0 && record.bareQuote() >= 0) {
            return record.problem(
                    "PM-1204",
                    record.closedAfterBackslash(),
                    "a backslash before a closing quote breaks the cell",
                    BACKSLASH);
        }
        String counts = record.cells() + " cells, but the header has " + expected;
        int offset = record.cellStart(expected);
        if (record.bareQuote() < 0) {
            return record.problem("PM-1202", offset, counts + ": a cell with the delimiter in it must be quoted");
        }
        String advice = "a cell with commas must be quoted, inner quotes doubled";
        String row = corrected(record, spec.delimiter());
        boolean found = count(row, spec.delimiter()) == expected;
        return found
                ? record.problem("PM-1202", offset, counts + ": " + advice, "Perhaps:  " + Shown.visible(row))
                : record.problem("PM-1202", offset, counts + ": " + advice);
    }

    /** {@return the row as it would be if every quote, wherever it stands, opened or closed a stretch without separators} */
    private static String corrected(RecordText record, char delimiter) {
        var out = new StringBuilder();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.chars()[i];
            if (c == delimiter && !quoted) {
                out.append(correctedCell(cell.toString(), delimiter)).append(delimiter);
                cell.setLength(0);
            } else {
                quoted ^= c == '"';
                cell.append(c);
            }
        }
        return out.append(correctedCell(cell.toString(), delimiter)).toString();
    }

    private static String correctedCell(String cell, char delimiter) {
        String bare = Blanks.strip(cell);
        if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
            return bare;
        }
        boolean plain = cell.indexOf('"') < 0 && cell.indexOf(delimiter) < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static int count(String row, char delimiter) {
        int cells = 1;
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            quoted ^= row.charAt(i) == '"';
            cells += row.charAt(i) == delimiter && !quoted ? 1 : 0;
        }
        return cells;
    }
}
