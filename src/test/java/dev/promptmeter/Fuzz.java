package dev.promptmeter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feeds one part of the program with inputs like those of a checked-in corpus, one change or several away from them. An input that
 * brings out a fault is added to the corpus, as a line of {@code fuzz/TARGET.txt} with a JSON text.
 */
public final class Fuzz {

    private static final long SEED = TestScale.seed(20);
    private static final long NIGHTLY_NANOS = 300_000_000_000L;
    /** An input may take a second; a machine that does something else meanwhile may take ten times that. */
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private static final int LARGEST = 1 << 16;
    private static final List<String> GRAFTS = List.of(
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            ";",
            "\n",
            "\r",
            "\r\n",
            "\t",
            " ",
            "\0",
            "-",
            "+",
            "=",
            "@",
            "#",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "<",
            "/",
            "{{",
            "}}",
            "\\{{",
            "${",
            "null",
            "true",
            "1e999999999",
            "-0",
            "0.1",
            "9223372036854775808",
            "NaN",
            "\\u0000",
            "\\ud83d",
            "é",
            "漢",
            "😀",
            "\uFEFF",
            "\u202E",
            "\u2028",
            "\u001B[2J",
            "data:",
            "data: [DONE]\n\n",
            "event: error\n",
            "</script>",
            "]]>",
            "<!--",
            "- ",
            "? ",
            "!!x",
            "&a",
            "*a",
            "<<:",
            "---\n",
            "...");

    private final String target;
    private final List<byte[]> corpus;
    private final Random random = new Random(SEED);

    private Fuzz(String target) {
        this.target = target;
        this.corpus = corpus(target);
    }

    /** Takes one input. Whatever it throws is a fault, so it catches what the part of the program is declared to throw. */
    @FunctionalInterface
    public interface Part {

        /** Must end, soon, and throw nothing. */
        void take(byte[] input) throws Exception;
    }

    /** Tries every input of the corpus of that target and {@code inputs} more, 20,000 or about what 3 s allow; nightly for five minutes. */
    public static void run(String target, int inputs, Part part) {
        new Fuzz(target).run(inputs, part);
    }

    private void run(int inputs, Part part) {
        long begun = System.nanoTime();
        boolean nightly = TestScale.of(0, 1) == 1;
        try (SuiteLine line = SuiteLine.begin(20, "fuzz " + target, SEED)) {
            for (byte[] each : corpus) {
                take(each, part);
                line.count();
            }
            for (int i = 0; nightly ? System.nanoTime() - begun < NIGHTLY_NANOS : i < inputs; i++) {
                take(mutated(), part);
                line.count();
            }
        }
    }

    private void take(byte[] input, Part part) {
        long begun = System.nanoTime();
        try {
            part.take(input.clone());
        } catch (Exception | Error e) {
            throw new AssertionError(shown(input), e);
        }
        if (System.nanoTime() - begun > LONGEST_NANOS) {
            throw new AssertionError("took too long: " + shown(input));
        }
    }

    private String shown(byte[] input) {
        return target + ", seed " + SEED + ": "
                + JsonMapper.shared().writeValueAsString(new String(input, StandardCharsets.UTF_8)) + " = "
                + HexFormat.of().formatHex(input, 0, Math.min(input.length, 4_096));
    }

    private byte[] mutated() {
        byte[] input = any();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            input = changed(input);
        }
        return input.length > LARGEST ? Arrays.copyOf(input, LARGEST) : input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + random.nextInt(random.nextBoolean() ? 3 : 20));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(input);
            case 1 -> spliced(input, at, at, Arrays.copyOfRange(input, at, to));
            case 2 -> Arrays.copyOf(input, at);
            case 3 -> spliced(input, at, input.length, tail());
            default ->
                spliced(input, at, to, GRAFTS.get(random.nextInt(GRAFTS.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] out = input.clone();
        if (out.length > 0) {
            out[random.nextInt(out.length)] = (byte) random.nextInt(256);
        }
        return out;
    }

    private byte[] tail() {
        byte[] other = any();
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] graft) {
        byte[] out = new byte[from + graft.length + input.length - to];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(graft, 0, out, from, graft.length);
        System.arraycopy(input, to, out, from + graft.length, input.length - to);
        return out;
    }

    private static List<byte[]> corpus(String target) {
        try (InputStream in = Fuzz.class.getResourceAsStream("/fuzz/" + target + ".txt")) {
            List<byte[]> corpus = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.isBlank())
                    .forEach(each -> corpus.add(
                            JsonMapper.shared().readValue(each, String.class).getBytes(StandardCharsets.UTF_8)));
            return corpus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
