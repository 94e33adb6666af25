package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turns the bytes of a file into text: UTF-8, no byte order mark, never more than a limit, looked at before anything parses it. */
final class SuiteText {

    static final long SUITE_LIMIT = 1 << 20;
    static final long PROMPT_LIMIT = 4 << 20;

    private SuiteText() {}

    /**
     * Reads a whole file.
     *
     * @param name of the file in messages
     * @throws SuiteException if it is missing, too large or not UTF-8
     */
    static String read(Path file, String name, long limit) {
        try {
            if (!Files.isRegularFile(file)) {
                String what = Files.exists(file) ? "is not a regular file" : "does not exist";
                throw fault("PM-1111", name, "the file " + what);
            }
            if (Files.size(file) > limit) {
                throw fault("PM-1101", name, "is larger than " + (limit >> 20) + " MiB");
            }
            return decode(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw fault("PM-1111", name, "the file cannot be read: " + e.getMessage());
        }
    }

    private static String decode(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw fault("PM-1101", name, "is not UTF-8: save it as UTF-8");
        }
    }

    private static SuiteException fault(String code, String name, String text) {
        return new SuiteException(List.of(Problem.of(code, new Source(name, 0, 0), text)));
    }
}
