package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, with a Maven and a Java that only say that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "maven says hello"
            echo "$*" >> "%s/maven-calls"
            mkdir -p target
            echo built > target/promptmeter-0.1.0-all.jar
            """;

    private static final String FAKE_JAVA = """
            #!/bin/sh
            for each in "$@"; do echo "$each"; done
            exit 7
            """;

    @TempDir
    Path folder;

    private Path home;

    /** What a call came to. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void lay() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("src/main/java"));
        Files.writeString(home.resolve("src/main/java/Some.java"), "class Some {}");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        executable(home.resolve("promptmeter"), Files.readString(Path.of("promptmeter"), StandardCharsets.UTF_8));
        executable(folder.resolve("bin/mvn"), FAKE_MAVEN.formatted(folder));
        executable(folder.resolve("jdk/bin/java"), FAKE_JAVA);
        version("17.0.15");
    }

    private void version(String version) throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended launch(String... arguments) throws Exception {
        return launch(folder.resolve("bin") + ":/usr/bin:/bin", List.of(arguments));
    }

    private Ended launch(String path, List<String> arguments) throws Exception {
        return launch(path, "", arguments);
    }

    private Ended launch(String path, String ownChecks, List<String> arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("promptmeter").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PROMPTMETER") || name.equals("XDG_CACHE_HOME"));
        builder.environment().put("PATH", path);
        builder.environment().put("PROMPTMETER_CLASSPATH", ownChecks);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("HOME", folder.resolve("user").toString());
        builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }

    private long builds() throws IOException {
        Path calls = folder.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private static void touch(Path file, long secondsFromNow) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }

    @Test
    void itIsASoundShellScript() throws Exception {
        Process check = new ProcessBuilder(
                        "sh", "-n", home.resolve("promptmeter").toString())
                .inheritIO()
                .start();

        assertThat(check.waitFor()).isZero();
    }

    @Test
    void itBuildsOnceAndThenStartsNoMaven() throws Exception {
        launch("--help");
        launch("--help");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void standardOutputBelongsToTheProgramAndTheExitCodeToo() throws Exception {
        Ended ended = launch("run", "it's a suite.yaml");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out()).doesNotContain("maven says hello").endsWith("run\nit's a suite.yaml\n");
        assertThat(ended.err()).startsWith("promptmeter: building");
    }

    @Test
    void withoutMavenItSaysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        for (String tool : List.of("dirname", "find", "readlink")) {
            executable(folder.resolve("bin").resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }

        Ended ended = launch(folder.resolve("bin").toString(), List.of("--help"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Maven is needed to build and none was found");
    }

    @Test
    void aSourceThatIsNewerThanTheJarMakesItBuildAgain() throws Exception {
        launch("--help");
        touch(home.resolve("src/main/java/Some.java"), 60);

        launch("--help");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aNewerPomMakesItBuildAgain() throws Exception {
        launch("--help");
        touch(home.resolve("pom.xml"), 60);

        launch("--help");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceMakesItBuildAgain() throws Exception {
        launch("--help");
        Files.delete(home.resolve("src/main/java/Some.java"));
        touch(home.resolve("src/main/java"), 60);

        launch("--help");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void testsDoNotMakeItBuildAgain() throws Exception {
        launch("--help");
        Files.createDirectories(home.resolve("src/test"));
        touch(home.resolve("src/test"), 60);

        launch("--help");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsIsShownAndEndsIt() throws Exception {
        executable(folder.resolve("bin/mvn"), "#!/bin/sh\necho 'cannot find symbol'\nexit 1\n");

        Ended ended = launch("--help");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot find symbol", "the build failed");
    }

    @Test
    void anOldJavaIsRefusedByName() throws Exception {
        version("11.0.2");

        Ended ended = launch("--help");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Java 17 or newer is needed", "version 11.0.2");
        assertThat(builds()).isZero();
    }

    @Test
    void itWorksThroughALinkAndFromAnywhere() throws Exception {
        Path real = home.resolve("promptmeter");
        Path link = Files.createSymbolicLink(folder.resolve("pm"), real);
        home = folder;
        Files.move(link, folder.resolve("promptmeter"));

        Ended ended = launch("--help");

        assertThat(ended.out())
                .contains(real.getParent()
                        .resolve("target/promptmeter-0.1.0-all.jar")
                        .toString());
    }

    @Test
    void aHomeThatCannotBeWrittenIsNoObstacle() throws Exception {
        Files.writeString(folder.resolve("user"), "a file where a folder should be");

        Ended ended = launch("--help");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void jarsOfOwnChecksStandBehindOurs() throws Exception {
        Ended ended = launch(folder.resolve("bin") + ":/usr/bin:/bin", "my checks.jar:more.jar", List.of("run", "a b"));

        String ours = home.resolve("target/promptmeter-0.1.0-all.jar").toString();
        assertThat(ended.out())
                .endsWith("-cp\n" + ours + ":my checks.jar:more.jar\ndev.promptmeter.cli.Main\nrun\na b\n");
        assertThat(launch("run", "a b").out()).endsWith("-jar\n" + ours + "\nrun\na b\n");
    }

    @Test
    void noProcessorIsTakenByTheOptimisingCompilerInARunOrASimulator() throws Exception {
        assertThat(launch("simulate").out()).contains("-XX:TieredStopAtLevel=1", "-Xmn32m");
        assertThat(launch("run").out()).contains("-XX:TieredStopAtLevel=1", "-Xmn32m");
    }
}
