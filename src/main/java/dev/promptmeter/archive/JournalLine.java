package dev.promptmeter.archive;

import java.nio.charset.StandardCharsets;
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
    private static final HexFormat HEX = HexFormat.of();

    private JournalLine() {}

    /**
     * {@return the line of a record, line feed included}
     *
     * @param number sequence number
     * @param object the record as a JSON object of its own
     */
    static byte[] frame(long number, byte[] object) {
        byte[] count = ("\",\"n\":" + number + ",").getBytes(StandardCharsets.US_ASCII);
        int start = OPENING.length + DIGITS;
        byte[] line = new byte[start + count.length + object.length];
        System.arraycopy(OPENING, 0, line, 0, OPENING.length);
        System.arraycopy(count, 0, line, start, count.length);
        System.arraycopy(object, 1, line, start + count.length, object.length - 1);
        line[line.length - 1] = '\n';
        String sum = HEX.toHexDigits(crc(line, line.length - 1));
        System.arraycopy(sum.getBytes(StandardCharsets.US_ASCII), 0, line, OPENING.length, DIGITS);
        return line;
    }

    /** {@return whether those bytes, line feed left out, have the form of a record and agree with their checksum} */
    static boolean sound(byte[] line, int length) {
        if (length < CHECKED_FROM + 2 || line[length - 1] != '}') {
            return false;
        }
        for (int i = 0; i < OPENING.length; i++) {
            if (line[i] != OPENING[i]) {
                return false;
            }
        }
        String written = new String(line, OPENING.length, DIGITS, StandardCharsets.ISO_8859_1);
        return line[14] == '"' && line[15] == ',' && written.equals(HEX.toHexDigits(crc(line, length)));
    }

    private static int crc(byte[] line, int end) {
        CRC32C crc = new CRC32C();
        crc.update(line, CHECKED_FROM, end - CHECKED_FROM);
        return (int) crc.getValue();
    }
}
