package dev.promptmeter.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The one way of values into CSV: RFC 4180, and no text that a spreadsheet takes for a formula. */
final class CsvCells {

    private static final int LONGEST_EXCEL_CELL = 32_767;
    private static final String CUT = "…[cut]";

    /** From here on a line is passed on before its end, so that no answer is held twice. */
    private static final int MANY = 8_192;

    private final Writer out;
    private final StringBuilder line = new StringBuilder(MANY);
    private final CsvForm form;
    private int inLine;

    CsvCells(Writer out, CsvForm form) {
        this.out = out;
        this.form = form;
    }

    /** Writes what stands before the first cell. */
    void begin() {
        write(form.beginning());
    }

    /** Writes a value by its type: numbers and truth values bare, texts in quotes, lists joined, a missing one empty. */
    void cell(@Nullable Object value) {
        if (value == null || value instanceof List<?> none && none.isEmpty()) {
            bare("");
        } else if (value instanceof BigDecimal number) {
            bare(number.toPlainString());
        } else if (value instanceof Number || value instanceof Boolean) {
            bare(value.toString());
        } else {
            text(value instanceof List<?> list ? joined(list) : value.toString());
        }
    }

    private static String joined(List<?> list) {
        StringJoiner joined = new StringJoiner(";");
        list.forEach(each -> joined.add(String.valueOf(each)));
        return joined.toString();
    }

    /** Writes a word of ours as it is. */
    void bare(String word) {
        next();
        write(word);
    }

    /** Writes foreign text. An apostrophe in front keeps it from acting; a reader drops exactly that one. */
    void text(String text) {
        boolean prefixed = form.safety() == CsvForm.Safety.PREFIXED && acts(text);
        String stored = storable(text);
        String cell = fitting(prefixed ? "'" + stored : stored);
        next();
        write("\"");
        write(cell.indexOf('"') < 0 ? cell : cell.replace("\"", "\"\""));
        write("\"");
    }

    /** Texts of a run are written dozens to a line: none is copied only to stand behind a comma. */
    private void next() {
        if (inLine++ > 0) {
            write(",");
        }
    }

    private String fitting(String cell) {
        if (form.reader() == CsvForm.Reader.ANY || cell.length() <= LONGEST_EXCEL_CELL) {
            return cell;
        }
        int end = LONGEST_EXCEL_CELL - CUT.length();
        return cell.substring(0, Character.isHighSurrogate(cell.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static boolean acts(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return "'\t\r\n\0".indexOf(text.charAt(0)) >= 0 || "=+-@＝＋－＠".indexOf(firstTelling(text)) >= 0;
    }

    /** {@return the first character that a spreadsheet would look at; a letter if there is none} */
    private static char firstTelling(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ignored = Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.CONTROL
                    || c == '"';
            if (!ignored) {
                return c;
            }
        }
        return 'a';
    }

    /** {@return the text without what no CSV reader or no UTF-8 file can hold} */
    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c == 0 ? 0x2400 : lone(c) ? 0xFFFD : c));
        return out.toString();
    }

    private static boolean lone(int codePoint) {
        return codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
    }

    void endLine() {
        write(form.lineEnd());
        flush();
        inLine = 0;
    }

    private void write(String text) {
        if (line.length() + text.length() > MANY) {
            flush();
        }
        if (text.length() > MANY) {
            pass(text);
        } else {
            line.append(text);
        }
    }

    /** Passes on what is written so far. */
    void flush() {
        if (!line.isEmpty()) {
            pass(line.toString());
            line.setLength(0);
        }
    }

    private void pass(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
