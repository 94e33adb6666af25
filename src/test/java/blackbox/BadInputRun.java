package blackbox;

import blackbox.Program.Ended;
import dev.promptmeter.chat.openai.RawServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the catalogue, carried out.
 *
 * @param ended what the program came to
 * @param sent the requests that the endpoint got
 * @param out the run folder, whether or not it is there
 */
record BadInputRun(Ended ended, List<RawServer.Request> sent, Path out) {

    static final String KEY_NAME = "CANARY";
    private static final String USUAL_DATA = "id,prompt\na,Say hi\nb,Say more\n";

    /** {@return what came of that row in that folder, with that key where the row has none of its own} */
    static BadInputRun of(BadInput row, Path folder, String key) throws IOException {
        return of(row, folder, key, Locale.getDefault());
    }

    /** {@return the same where people write in that way, unless the row itself says how they do} */
    static BadInputRun of(BadInput row, Path folder, String key, Locale locale) throws IOException {
        Path out = out(row, folder);
        List<JsonNode> answers = row.row().path("answers").valueStream().toList();
        Locale usual = Locale.getDefault();
        try (RawServer server = new RawServer(new OddAnswers(answers))) {
            String base = row.text("base").orElse(server.base().toString());
            Locale.setDefault(row.text("locale").map(Locale::forLanguageTag).orElse(locale));
            String[] arguments = arguments(row, folder, base).toArray(String[]::new);
            Ended ended = Program.run(environment(row, key), arguments);
            return new BadInputRun(ended, List.copyOf(server.requests()), out);
        } finally {
            Locale.setDefault(usual);
        }
    }

    private static Path out(BadInput row, Path folder) {
        return Path.of(row.text("out").orElse("FOLDER/run").replace("FOLDER", folder.toString()));
    }

    private static Map<String, String> environment(BadInput row, String key) {
        Map<String, String> environment = new HashMap<>();
        environment.put(KEY_NAME, row.text("key").orElse(key).replace("KEY", key));
        row.lists("env").forEach((name, value) -> environment.put(name, value.get(0)));
        if (row.row().path("key").isNull()) {
            environment.remove(KEY_NAME);
        }
        return environment;
    }

    private static List<String> arguments(BadInput row, Path folder, String base) throws IOException {
        Path data = folder.resolve("cases.csv");
        write(data, row.text("data").orElse(USUAL_DATA), row.text("charset").orElse("UTF-8"));
        prepare(row, folder);
        List<String> arguments = new ArrayList<>();
        arguments.add(row.text("command").orElse("run"));
        boolean direct = row.text("suite").isEmpty();
        if (row.text("word").isPresent()) {
            arguments.add(row.text("word").get().replace("FOLDER", folder.toString()));
        } else if (direct) {
            arguments.add(data.toString());
        } else {
            Path suite = folder.resolve("promptmeter.yaml");
            write(suite, row.text("suite").get().replace("BASE", base), "UTF-8");
            arguments.add(suite.toString());
        }
        if (direct) {
            arguments.addAll(List.of("--model", "m", "--base-url", base, "--api-key-env", KEY_NAME));
        }
        if (arguments.get(0).equals("run")) {
            arguments.addAll(List.of("-o", out(row, folder).toString(), "--no-preflight", "--warmup", "0"));
            arguments.addAll(direct ? List.of("-j", "1") : List.of());
            arguments.addAll(List.of("--report", row.text("reports").orElse("json,jsonl,csv")));
            arguments.addAll(List.of("--retries", row.text("retries").orElse("0"), "--timeout", "10s"));
        }
        row.texts("args").forEach(each -> arguments.add(each.replace("FOLDER", folder.toString())));
        return arguments;
    }

    private static void prepare(BadInput row, Path folder) throws IOException {
        if (row.text("make").isPresent()) {
            Files.createDirectories(Path.of(row.text("make").get().replace("FOLDER", folder.toString())));
        }
        if (row.text("link").isPresent()) {
            Path word = Path.of(row.text("word").orElseThrow().replace("FOLDER", folder.toString()));
            Files.createSymbolicLink(word, Path.of(row.text("link").get()));
        }
    }

    private static void write(Path file, String text, String charset) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(Charset.forName(charset)));
    }

    String said() {
        return ended.out() + ended.err();
    }

    /** {@return the text of the user's message of each request} */
    List<String> prompts() {
        return sent.stream().map(BadInputRun::prompt).toList();
    }

    private static String prompt(RawServer.Request request) {
        List<JsonNode> messages = JsonMapper.shared()
                .readTree(request.body())
                .path("messages")
                .valueStream()
                .toList();
        return messages.get(messages.size() - 1).path("content").asString();
    }

    /** {@return the results in dataset order; none if there is no such file} */
    List<JsonNode> results() {
        Path file = out.resolve("results.jsonl");
        return !Files.exists(file)
                ? List.of()
                : Program.text(file)
                        .lines()
                        .skip(1)
                        .map(JsonMapper.shared()::readTree)
                        .toList();
    }
}
