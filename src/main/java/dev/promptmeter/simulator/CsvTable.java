package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** An RFC 4180 table in which every cell knows its line and column. */
final class CsvTable {

    /** One cell; line and column count from 1 and name where it starts in the file. */
    record Cell(String text, int line, int column) {}

    private final String source;
    private int at;
    private int line = 1;
    private int lineStart;

    private CsvTable(String source) {
        this.source = source;
    }

    /** {@return the records of {@code source}, header included; blank lines are left out} */
    static List<List<Cell>> read(String source) {
        CsvTable table = new CsvTable(source);
        List<List<Cell>> records = new ArrayList<>();
        while (table.at < source.length()) {
            List<Cell> record = table.record();
            if (record.size() > 1 || !record.get(0).text().isEmpty()) {
                records.add(record);
            }
        }
        return records;
    }

    private List<Cell> record() {
        List<Cell> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (skip(','));
        if (at < source.length() && !skip('\n') && skip('\r')) {
            skip('\n');
        }
        line++;
        lineStart = at;
        return cells;
    }

    private Cell cell() {
        int atLine = line;
        int column = at - lineStart + 1;
        String text = at < source.length() && source.charAt(at) == '"' ? quoted(atLine, column) : plain();
        return new Cell(text, atLine, column);
    }

    private String plain() {
        int from = at;
        while (at < source.length() && ",\r\n".indexOf(source.charAt(at)) < 0) {
            at++;
        }
        return source.substring(from, at);
    }

    private String quoted(int fromLine, int column) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c != '"') {
                countLine(c);
                text.append(c);
            } else if (!skip('"')) {
                closed(fromLine, column);
                return text.toString();
            } else {
                text.append('"');
            }
        }
        throw new SimulatorException(new Problem(null, fromLine, column, "a quote opens here and is never closed"));
    }

    private void countLine(char c) {
        if (c == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void closed(int fromLine, int column) {
        if (at < source.length() && ",\r\n".indexOf(source.charAt(at)) < 0) {
            throw new SimulatorException(new Problem(
                    null, fromLine, column, "text after the closing quote; write a quote inside a cell as \"\""));
        }
    }

    private boolean skip(char wanted) {
        boolean found = at < source.length() && source.charAt(at) == wanted;
        if (found) {
            at++;
        }
        return found;
    }
}
