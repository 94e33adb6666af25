package blackbox;

import dev.promptmeter.Canary;
import dev.promptmeter.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a user meets it: arguments and variables in, two streams and an exit code out. */
final class Program {

    private static final String KEY_NAME = "CANARY_OF_TESTS";

    private Program() {}

    /** What a call of the program came to. */
    record Ended(int code, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    static Ended run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Of the Java that happens to be here nothing is said. */
    static Ended run(Map<String, String> environment, String... arguments) {
        Ended ended = here(environment, arguments);
        String err = ended.err().replaceAll("(?m)^PM-6115 .*\\R", "");
        return new Ended(ended.code(), ended.out(), err);
    }

    /** {@return what it came to on this very machine} */
    static Ended here(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent(KEY_NAME, Canary.USUAL.key());
        int code = Main.run(stream(out), stream(err), variables, keyed(arguments));
        Ended ended = new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if (Canary.USUAL.in(ended.out() + ended.err()).isPresent()) {
            throw new AssertionError("the program shows the key");
        }
        return ended;
    }

    /** Whoever asks an endpoint without a key does it with one: no test may ever see it. */
    private static String[] keyed(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.contains("run") && words.contains("--base-url") && !words.contains("--api-key-env")) {
            words.addAll(List.of("--api-key-env", KEY_NAME));
        }
        return words.toArray(String[]::new);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    /** {@return the path of a new file with that text} */
    static String file(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the file of that run as JSON} */
    static JsonNode json(Path folder, String name) {
        return JsonMapper.shared().readTree(text(folder.resolve(name)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
