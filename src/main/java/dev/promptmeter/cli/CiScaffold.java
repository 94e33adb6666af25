package dev.promptmeter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that has a CI server run a suite.
 *
 * @param file where it is written
 * @param text what stands in it
 * @param key the variable, and the secret, that holds the key
 */
record CiScaffold(Path file, String text, String key) {

    private static final String USUAL_KEY = "AIMLAPI_API_KEY";
    private static final Pattern KEY = Pattern.compile("(?m)^[^#\n]*\\bapiKeyEnv:\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]*");

    /** Where each server looks for its file, and where it stands beside one that is there already. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "github", List.of(".github/workflows/promptmeter.yml"),
            "gitlab", List.of(".gitlab-ci.yml", "promptmeter.gitlab-ci.yml"),
            "jenkins", List.of("Jenkinsfile", "promptmeter.Jenkinsfile"));

    private static final Map<String, String> TEMPLATES =
            Map.of("github", "github.yml", "gitlab", "gitlab.yml", "jenkins", "Jenkinsfile");

    /** {@return the file for that server; it stands at the root of the repository that the folder is in} */
    static CiScaffold of(String server, Path folder) throws IOException {
        Path root = root(folder);
        String directory =
                root.relativize(folder.toAbsolutePath().normalize()).toString().replace('\\', '/');
        if (!PLAIN.matcher(directory).matches()) {
            throw new CliException(
                    "PM-1015",
                    "the folder '" + directory + "' has characters that a CI file cannot name safely; choose another");
        }
        String key = key(folder.resolve(Reading.DEFAULT_SUITE));
        String text = Scaffold.resource(TEMPLATES.get(server))
                .replace("{{folder}}", directory.isEmpty() ? "" : directory + "/")
                .replace("{{directory}}", directory.isEmpty() ? "." : directory)
                .replace("{{key}}", key);
        return new CiScaffold(shown(place(root, PLACES.get(server))), text, key);
    }

    /** {@return the nearest folder above that is a repository of git; the folder itself if there is none} */
    private static Path root(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return start;
    }

    private static Path place(Path root, List<String> names) {
        return names.stream()
                .map(root::resolve)
                .filter(file -> !Files.exists(file))
                .findFirst()
                .orElseGet(() -> root.resolve(names.get(0)));
    }

    /** {@return the file as a person in the working directory would type it} */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** {@return the variable that the suite takes its first key from} */
    private static String key(Path suite) throws IOException {
        if (!Files.isRegularFile(suite)) {
            return USUAL_KEY;
        }
        Matcher named = KEY.matcher(Files.readString(suite, StandardCharsets.UTF_8));
        return named.find() ? named.group(1) : USUAL_KEY;
    }

    /** {@return what is left to do by hand} */
    String next() {
        String include = file.endsWith("promptmeter.gitlab-ci.yml")
                ? "Include it: 'include: promptmeter.gitlab-ci.yml' in .gitlab-ci.yml.\n"
                : "";
        return include + "CI: store the key as the secret " + key
                + ", and commit promptmeter.jar beside the suite or set PROMPTMETER_URL and PROMPTMETER_SHA256.\n";
    }
}
