package dev.promptmeter.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The framing of one journal record: {@code {"c":"xxxxxxxx","n":…,"t":…}} and a line feed, where c is the CRC-32C of the bytes from
 * offset 16 up to the line feed.
 */
final class JournalLine {

    private static final byte[] OPENING = "{\"c\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_FROM = 16;
    private static final int DIGITS = 8;
    private static final byte[] NUMBER = "\",\"n\":".getBytes(StandardCharsets.US_ASCII);
    private static final int NUMBERED_FROM = OPENING.length + DIGITS + NUMBER.length;
    private static final HexFormat HEX = HexFormat.of();

    private JournalLine() {}

    /**
     * {@return the line of a record, line feed included}
     *
     * @param number sequence number
     * @param object the record as a JSON object of its own
     */
    static byte[] frame(long number, byte[] object) {
        byte[] line = new byte[length(number, object)];
        frame(number, object, line, 0);
        return line;
    }

    /** {@return the line of the record in that sound line, under another number, line feed included} */
    static byte[] renumbered(long number, byte[] bytes, int from, int length) {
        int start = contentFrom(bytes, from);
        byte[] object = new byte[from + length - start + 1];
        object[0] = '{';
        System.arraycopy(bytes, start, object, 1, object.length - 1);
        return frame(number, object);
    }

    /** {@return how many bytes that line takes} */
    static int length(long number, byte[] object) {
        return NUMBERED_FROM + digits(number) + object.length + 1;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** {@return where that line ends, which is put there} */
    static int frame(long number, byte[] object, byte[] into, int at) {
        int end = at + length(number, object) - 1;
        System.arraycopy(OPENING, 0, into, at, OPENING.length);
        System.arraycopy(NUMBER, 0, into, at + OPENING.length + DIGITS, NUMBER.length);
        int comma = at + NUMBERED_FROM + digits(number);
        int digit = comma;
        for (long rest = number; digit > at + NUMBERED_FROM; rest /= 10) {
            into[--digit] = (byte) ('0' + rest % 10);
        }
        into[comma] = ',';
        System.arraycopy(object, 1, into, comma + 1, object.length - 1);
        into[end] = '\n';
        putHex(crc(into, at, end - at), into, at + OPENING.length);
        return end + 1;
    }

    private static void putHex(int sum, byte[] into, int at) {
        for (int i = 0; i < DIGITS; i++) {
            into[at + i] = (byte) Character.forDigit(sum >>> 4 * (DIGITS - 1 - i) & 0xf, 16);
        }
    }

    /** {@return whether so many bytes from there, line feed left out, have the form of a record and agree with their checksum} */
    static boolean sound(byte[] bytes, int from, int length) {
        if (length < CHECKED_FROM + 2 || bytes[from + length - 1] != '}') {
            return false;
        }
        int digits = from + OPENING.length;
        boolean formed = Arrays.equals(bytes, from, digits, OPENING, 0, OPENING.length)
                && bytes[digits + DIGITS] == '"'
                && bytes[digits + DIGITS + 1] == ',';
        String written = new String(bytes, digits, DIGITS, StandardCharsets.ISO_8859_1);
        return formed && written.equals(HEX.toHexDigits(crc(bytes, from, length)));
    }

    /** {@return where between those offsets what every record begins with stands; -1 if nowhere} */
    static int opening(byte[] bytes, int from, int to) {
        for (int i = from; i <= to - OPENING.length; i++) {
            if (bytes[i] == OPENING[0] && Arrays.equals(bytes, i, i + OPENING.length, OPENING, 0, OPENING.length)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return a number that tells what a record says, whatever its sequence number: its length and its checksum} */
    static long content(byte[] object) {
        return content(object, 1, object.length - 1);
    }

    /** {@return the same of the record in a sound line} */
    static long contentOfLine(byte[] bytes, int from, int length) {
        int start = contentFrom(bytes, from);
        return content(bytes, start, from + length - start);
    }

    /** {@return whether the sequence number of the record in that sound line is the first member behind its checksum} */
    static boolean numbered(byte[] bytes, int from) {
        int start = from + OPENING.length + DIGITS;
        if (!Arrays.equals(bytes, start, start + NUMBER.length, NUMBER, 0, NUMBER.length)) {
            return false;
        }
        int end = start + NUMBER.length;
        while (bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return bytes[end] == ',';
    }

    /** The sequence number is the first member behind the checksum. */
    private static int contentFrom(byte[] bytes, int from) {
        int start = from + CHECKED_FROM;
        while (bytes[start] != ',') {
            start++;
        }
        return start + 1;
    }

    private static long content(byte[] bytes, int from, int length) {
        return (long) length << 32 | checksum(bytes, from, length) & 0xffff_ffffL;
    }

    private static int crc(byte[] bytes, int from, int length) {
        return checksum(bytes, from + CHECKED_FROM, length - CHECKED_FROM);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
