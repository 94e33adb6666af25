package dev.promptmeter.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cases for tests that stand in a file of tab-separated lines. */
final class Tables {

    private Tables() {}

    /** {@return the cells of each line that is neither blank nor a comment, the empty ones at its end included} */
    static List<String[]> rows(String name) {
        try (InputStream in = Tables.class.getResourceAsStream("/score/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such table: " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
