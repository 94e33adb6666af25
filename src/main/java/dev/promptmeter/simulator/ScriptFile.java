package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Opens a script file and finds out what is in it. */
final class ScriptFile {

    private ScriptFile() {}

    static Script read(Path file) {
        String name = file.toString();
        try {
            String source = decode(Files.readAllBytes(file), name);
            return name.toLowerCase(Locale.ROOT).endsWith(".json") ? ScriptJson.read(source) : ScriptCsv.read(source);
        } catch (SimulatorException e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem -> problem.file() == null ? problem.in(name) : problem)
                    .toList();
            throw new SimulatorException(problems);
        } catch (IOException e) {
            throw new SimulatorException(
                    new Problem(name, null, null, "the script cannot be read (" + e + "); is the path right?"));
        }
    }

    private static String decode(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw undecodable(bytes, name);
        }
    }

    private static SimulatorException undecodable(byte[] bytes, String name) {
        // Decoding with replacement finds the place: the first line that changes when it is encoded again.
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        int start = 0;
        for (int line = 0; line < lines.length; line++) {
            byte[] again = lines[line].getBytes(StandardCharsets.UTF_8);
            int end = Math.min(bytes.length, start + again.length);
            int differs = Arrays.mismatch(again, Arrays.copyOfRange(bytes, start, end));
            if (differs >= 0) {
                int column = new String(bytes, start, differs, StandardCharsets.UTF_8).length() + 1;
                return new SimulatorException(
                        new Problem(name, line + 1, column, "these bytes are not UTF-8; save the file as UTF-8"));
            }
            start = end + 1;
        }
        return new SimulatorException(new Problem(name, null, null, "the file is not UTF-8; save it as UTF-8"));
    }
}
