package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files that have a CI server run a suite, key by key. */
class CiScaffoldTest {

    @TempDir
    Path repository;

    private Path suite;

    @BeforeEach
    void lay() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        suite = repository.resolve("evals/bot");
    }

    private JsonNode written(String server, String file) throws IOException {
        Ended ended = Program.run("init", suite.toString(), "--ci", server);
        assertThat(ended.code()).as(ended.err()).isZero();
        return YAMLMapper.builder().build().readTree(text(file));
    }

    private String text(String file) throws IOException {
        return Files.readString(repository.resolve(file), StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    @Test
    void gitHubEvaluatesPullRequestsAndEveryNightWithTheRightToReadAlone() throws IOException {
        JsonNode workflow = written("github", ".github/workflows/promptmeter.yml");

        assertThat(names(workflow)).containsExactly("name", "on", "permissions", "concurrency", "jobs");
        assertThat(names(workflow.path("on"))).containsExactly("pull_request", "schedule", "workflow_dispatch");
        assertThat(workflow.path("on").path("schedule").get(0).path("cron").asString())
                .isEqualTo("17 3 * * *");
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(names(workflow.path("jobs"))).containsExactly("eval", "comment");
    }

    @Test
    void gitHubTakesOnlyInputsThatItsActionsKnow() throws IOException {
        JsonNode jobs = written("github", ".github/workflows/promptmeter.yml").path("jobs");
        List<String> used = new ArrayList<>();
        for (JsonNode job : jobs) {
            for (JsonNode step : job.path("steps")) {
                if (step.has("uses")) {
                    used.add(step.path("uses").asString() + " " + names(step.path("with")));
                }
            }
        }

        assertThat(used)
                .containsExactly(
                        "actions/checkout@v6 [fetch-depth, persist-credentials]",
                        "actions/setup-java@v5 [distribution, java-version]",
                        "actions/cache@v5 [path, key, restore-keys]",
                        "actions/upload-artifact@v7 [name, path, if-no-files-found, retention-days]",
                        "actions/download-artifact@v8 [name, path]");
    }

    @Test
    void gitHubGivesTheKeyToOneStepOfTrustedCode() throws IOException {
        JsonNode workflow = written("github", ".github/workflows/promptmeter.yml");
        JsonNode eval = workflow.path("jobs").path("eval");
        JsonNode step = step(eval, "Evaluate");

        assertThat(eval.path("if").asString())
                .isEqualTo("${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name =="
                        + " github.repository }}");
        assertThat(step.path("env").path("AIMLAPI_API_KEY").asString()).isEqualTo("${{ secrets.AIMLAPI_API_KEY }}");
        assertThat(text(".github/workflows/promptmeter.yml").split("secrets\\.", -1))
                .hasSize(2);
        assertThat(workflow.toString()).doesNotContain("\"pull_request_target\"");
        assertThat(eval.path("steps")
                        .get(0)
                        .path("with")
                        .path("persist-credentials")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void gitHubComparesWithTheBranchThatIsMergedInto() throws IOException {
        JsonNode eval = written("github", ".github/workflows/promptmeter.yml")
                .path("jobs")
                .path("eval");
        JsonNode step = step(eval, "Evaluate");

        assertThat(eval.path("steps").get(0).path("with").path("fetch-depth").asInt())
                .isZero();
        assertThat(step.path("run").asString()).contains("--baseline \"git:origin/$BASE\"");
        assertThat(step.path("env").path("BASE").asString())
                .isEqualTo("${{ github.base_ref || github.event.repository.default_branch }}");
        assertThat(eval.path("defaults").path("run").path("working-directory").asString())
                .isEqualTo("evals/bot");
        assertThat(eval.path("outputs").path("verdict").asString())
                .isEqualTo("${{ steps." + step.path("id").asString() + ".outputs.verdict }}");
    }

    @Test
    void gitHubCommentsFromAJobThatMayDoNothingElse() throws IOException {
        JsonNode jobs = written("github", ".github/workflows/promptmeter.yml").path("jobs");
        JsonNode comment = jobs.path("comment");

        assertThat(comment.path("permissions").toString()).isEqualTo("{\"pull-requests\":\"write\"}");
        assertThat(jobs.path("eval").has("permissions")).isFalse();
        assertThat(comment.path("needs").asString()).isEqualTo("eval");
        assertThat(comment.path("steps").toString()).doesNotContain("checkout", "promptmeter.jar");
        assertThat(comment.path("steps").get(1).path("run").asString().lines().count())
                .isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"'', POST repos/o/r/issues/5/comments", "'77\n88', PATCH repos/o/r/issues/comments/77"})
    void oneCommentIsPostedAndThenEdited(String found, String call) throws Exception {
        JsonNode comment = written("github", ".github/workflows/promptmeter.yml")
                .path("jobs")
                .path("comment");
        Program.file(repository, "out/comment.md", "<!-- promptmeter:bot -->\n## text\n");
        String tool = Program.file(
                repository,
                "bin/gh",
                "#!/bin/sh\necho \"$@\" >> calls\ncase \"$*\" in *--paginate*) printf '%s\\n' \"$FOUND\" ;; esac\n");
        assertThat(Path.of(tool).toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-eo",
                        "pipefail",
                        "-c",
                        comment.path("steps").get(1).path("run").asString())
                .directory(repository.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", repository.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(Map.of("REPO", "o/r", "NUMBER", "5", "FOUND", found));

        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(text("calls")).contains("--method " + call + " --field body=@out/comment.md");
    }

    private static JsonNode step(JsonNode job, String name) {
        for (JsonNode step : job.path("steps")) {
            if (step.path("name").asString("").equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name);
    }

    @Test
    void gitLabEvaluatesMergeRequestsAndKeepsTestsAndFiles() throws IOException {
        JsonNode file = written("gitlab", ".gitlab-ci.yml");
        JsonNode job = file.path("promptmeter");

        assertThat(names(file)).containsExactly("promptmeter", "promptmeter-comment");
        assertThat(names(job))
                .containsExactly(
                        "stage",
                        "image",
                        "timeout",
                        "interruptible",
                        "rules",
                        "cache",
                        "before_script",
                        "script",
                        "artifacts");
        assertThat(job.path("rules").get(0).path("if").asString())
                .isEqualTo("$CI_PIPELINE_SOURCE == \"merge_request_event\"");
        assertThat(job.path("rules").get(1).path("if").asString()).contains("\"schedule\"");
        assertThat(job.path("artifacts").path("when").asString()).isEqualTo("always");
        assertThat(job.path("artifacts").path("reports").path("junit").asString())
                .isEqualTo("evals/bot/out/junit*.xml");
        assertThat(job.path("artifacts").path("paths").get(0).asString()).isEqualTo("evals/bot/out/");
        assertThat(job.path("artifacts").path("expose_as").asString()).isEqualTo("Promptmeter");
        assertThat(job.path("before_script").get(0).asString()).isEqualTo("cd \"evals/bot\"");
        assertThat(job.path("before_script").get(1).asString())
                .isEqualTo("git fetch --depth=1 origin \"+refs/heads/$BASE:refs/remotes/origin/$BASE\"");
        assertThat(file.path("promptmeter-comment")
                        .path("rules")
                        .get(0)
                        .path("if")
                        .asString())
                .contains("$PROMPTMETER_GITLAB_TOKEN");
    }

    @Test
    void jenkinsEndsByTheExitCodeAndKeepsTestsAndFiles() throws IOException {
        Program.run("init", suite.toString(), "--ci", "jenkins");
        String file = text("Jenkinsfile");

        assertThat(file)
                .contains("dir('evals/bot')")
                .contains("withCredentials([string(credentialsId: 'AIMLAPI_API_KEY', variable: 'AIMLAPI_API_KEY')])")
                .contains("if (code == 102) {\n                                unstable(")
                .contains(
                        "junit testResults: 'evals/bot/out/junit*.xml', allowEmptyResults: true, skipMarkingBuildUnstable: true")
                .contains("archiveArtifacts artifacts: 'evals/bot/out/**', allowEmptyArchive: true");
        assertThat(file.chars().filter(c -> c == '{').count())
                .isEqualTo(file.chars().filter(c -> c == '}').count());
    }

    /** Whatever a file has the program do must be something that it does. */
    @ParameterizedTest
    @CsvSource({"github, .github/workflows/promptmeter.yml", "gitlab, .gitlab-ci.yml", "jenkins, Jenkinsfile"})
    void everyFlagOfEveryFileIsOneOfRun(String server, String name) throws IOException {
        Program.run("init", suite.toString(), "--ci", server);
        String file = text(name);
        String help = Program.run("run", "--help").out();

        Matcher call = Pattern.compile("java -jar promptmeter\\.jar run (.*)").matcher(file);
        assertThat(call.find()).isTrue();
        Set<String> known = Set.of("--baseline");
        Matcher flag = Pattern.compile("(?<= )--?[a-z-]+").matcher(" " + call.group(1));
        while (flag.find()) {
            assertThat(help.contains(flag.group()) || known.contains(flag.group()))
                    .as(flag.group())
                    .isTrue();
        }
        assertThat(file).doesNotContain("{{folder}}", "{{directory}}", "{{key}}");
    }

    @Test
    void aSuiteThatIsThereIsLeftAloneAndNamesTheKey() throws IOException {
        String own = Program.file(
                repository, "promptmeter.yaml", "# apiKeyEnv: NOT_THIS\nmodels: [{ id: m, apiKeyEnv: \"MY_KEY\" }]\n");

        Ended ended = Program.run("init", repository.toString(), "--ci", "github");

        assertThat(ended.code()).isZero();
        assertThat(Files.readString(Path.of(own))).startsWith("# apiKeyEnv: NOT_THIS");
        assertThat(repository.resolve("datasets")).doesNotExist();
        assertThat(text(".github/workflows/promptmeter.yml"))
                .contains("MY_KEY: ${{ secrets.MY_KEY }}")
                .contains("working-directory: \".\"")
                .contains("path: \"out/\"");
        assertThat(ended.out()).contains("the secret MY_KEY");
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws IOException {
        Program.file(repository, ".gitlab-ci.yml", "own: {}\n");
        Program.file(repository, ".github/workflows/promptmeter.yml", "own: {}\n");

        Ended beside = Program.run("init", suite.toString(), "--ci", "gitlab");
        Ended refused = Program.run("init", suite.toString(), "--ci", "github");

        assertThat(text(".gitlab-ci.yml")).isEqualTo("own: {}\n");
        assertThat(text("promptmeter.gitlab-ci.yml")).startsWith("# Promptmeter as a quality gate");
        assertThat(beside.out()).contains("include: promptmeter.gitlab-ci.yml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("PM-1011").contains("promptmeter.yml exists");
        assertThat(text(".github/workflows/promptmeter.yml")).isEqualTo("own: {}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "$(id)", "a'b", "{{key}}"})
    void aFolderThatAFileCannotNameSafelyIsRefused(String name) {
        Ended ended = Program.run("init", repository.resolve(name).toString(), "--ci", "jenkins");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1015");
        assertThat(repository.resolve(name)).doesNotExist();
    }
}
