package dev.promptmeter.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What the beginning of a file gives away about the whole. */
final class FirstBytes {

    private static final Map<String, String> BINARY = Map.ofEntries(
            Map.entry("504b0304", "a ZIP archive or an Excel or OpenDocument file"),
            Map.entry("d0cf11e0a1b11ae1", "an old Excel or Word file"),
            Map.entry("255044462d", "a PDF file"),
            Map.entry("1f8b", "a gzip file"),
            Map.entry("28b52ffd", "a Zstandard file"),
            Map.entry("fd377a585a00", "an xz file"),
            Map.entry("377abcaf271c", "a 7-Zip archive"),
            Map.entry("89504e470d0a1a0a", "a PNG image"),
            Map.entry("ffd8ff", "a JPEG image"),
            Map.entry("53514c69746520666f726d6174203300", "an SQLite database"),
            Map.entry("5041523115", "a Parquet file"),
            Map.entry("4f626a01", "an Avro file"),
            Map.entry("7f454c46", "a program"),
            Map.entry("7b5c727466", "an RTF document"),
            Map.entry("fffe0000", "UTF-32 text"),
            Map.entry("0000feff", "UTF-32 text"));

    private final byte[] bytes;

    FirstBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return what the file is if it is a well-known format that no reader of text can use} */
    Optional<String> binaryFormat() {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 32));
        return BINARY.entrySet().stream()
                .filter(format -> hex.startsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@return the encoding that a byte order mark declares} */
    Optional<Charset> declared() {
        if (startsWith(0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return startsWith(0xfe, 0xff) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /** {@return how many bytes the byte order mark takes, 0 without one} */
    int markLength() {
        return declared()
                .map(charset -> charset.equals(StandardCharsets.UTF_8) ? 3 : 2)
                .orElse(0);
    }

    /** {@return the byte order mark itself} */
    byte[] mark() {
        return Arrays.copyOf(bytes, markLength());
    }

    /** {@return the name of the encoding that would explain zero bytes in a text} */
    Optional<String> guessBehindZeros() {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        int many = Math.max(1, bytes.length / 8);
        if (zeros[1] >= many && zeros[0] * 4 < zeros[1]) {
            return Optional.of("UTF-16LE");
        }
        return zeros[0] >= many && zeros[1] * 4 < zeros[0] ? Optional.of("UTF-16BE") : Optional.empty();
    }

    private boolean startsWith(int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
