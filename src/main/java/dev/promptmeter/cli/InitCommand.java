package dev.promptmeter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a first suite that runs without a key and without a network. */
final class InitCommand implements Command {

    private static final Flag FORCE = Flag.toggle("--force", "overwrite files that are there");
    private static final Flag CI = Flag.value(
                    "--ci",
                    "SERVER",
                    "and the file for github, gitlab or jenkins; beside a suite that is there, only that")
            .as(Rule.word("github", "gitlab", "jenkins"));
    private static final Topic LATER = Topic.of("Later", Flag.later("--preset", Flag.Kind.VALUE));
    private static final String SCHEMA = "promptmeter.schema.json";

    /** Files by their place in the new folder; the values are resources beside this class. */
    private static final Map<String, String> FILES = files();

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("promptmeter.yaml", "promptmeter.yaml");
        files.put("datasets/quickstart.csv", "quickstart.csv");
        files.put("simulator.csv", "simulator.csv");
        files.put(".gitignore", "gitignore");
        return files;
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public String summary() {
        return "write a first suite with its dataset; it runs without a key";
    }

    @Override
    public String words() {
        return "[DIR]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topic.of("Files", CI, FORCE), LATER);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter init demo && cd demo && promptmeter run",
                "promptmeter init --ci github                      # a quality gate for pull requests, run every night");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        Path folder = Path.of(given.words().isEmpty() ? "" : given.words().get(0));
        String server = given.find(CI);
        CiScaffold ci = server == null ? null : CiScaffold.of(server, folder);
        Map<Path, String> contents = new LinkedHashMap<>();
        if (ci == null || !Files.exists(folder.resolve(Reading.DEFAULT_SUITE))) {
            contents.putAll(suite(folder));
        }
        if (ci != null) {
            contents.put(ci.file(), ci.text());
        }
        if (!given.has(FORCE)) {
            contents.keySet().forEach(InitCommand::refuse);
        }
        for (Map.Entry<Path, String> file : contents.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        session.console().result(done(contents, given) + (ci == null ? "" : ci.next()));
        return 0;
    }

    private static Map<Path, String> suite(Path folder) throws IOException {
        Map<Path, String> contents = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            contents.put(folder.resolve(file.getKey()), Scaffold.resource(file.getValue()));
        }
        contents.put(folder.resolve(SCHEMA), SchemaCommand.text());
        return contents;
    }

    private static void refuse(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException("PM-1011", file + " exists; nothing was overwritten (--force overwrites)");
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(
                file,
                text,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static String done(Map<Path, String> contents, Given given) {
        StringBuilder out = new StringBuilder();
        contents.keySet().forEach(file -> out.append("wrote ").append(file).append('\n'));
        String enter = given.words().isEmpty()
                ? ""
                : "cd " + ShellWords.join(given.words().subList(0, 1)) + " && ";
        return out.append("\nNow: ").append(enter).append("promptmeter run\n").toString();
    }
}
