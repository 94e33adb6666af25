package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.cli.Main;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Odd surroundings: a poor locale, no home, another time zone, a reader that leaves, somebody who looks at the process. */
class SurroundingsTest {

    private static final String KEY = "canary-9c1e5b2d80647f3a";
    private static final String TEXT = "Grüße 漢字 😀";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path poor;

    @TempDir
    Path folder;

    private static String commandLine = "";
    private static String output = "";

    /** One process in all of it at once: a poor locale, no home, and somebody who looks at it while it waits for its answer. */
    @BeforeAll
    static void runInPoorSurroundings() throws Exception {
        if (!OS.LINUX.isCurrentOs()) {
            return;
        }
        try (Simulator simulator = Simulator.start(Script.of())) {
            simulator.pause();
            Process process = start(simulator);
            Child.await(() -> simulator.summaryJson().contains("\"inFlight\":1"));
            commandLine = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.UTF_8);
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            Child.await(() -> Program.text(poor.resolve("output.txt")).contains("JNI global refs"));
            simulator.resume();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        output = Program.text(poor.resolve("output.txt"));
    }

    private static Process start(Simulator simulator) throws IOException {
        String data = Program.file(poor, "cases.csv", "id,prompt\na," + TEXT + "\n");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Duser.home=/nonexistent", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.promptmeter.cli.Main", "run", data, "--model", "m", "--warmup", "0", "-v"));
        command.addAll(List.of("-o", poor.resolve("run").toString(), "--report", "csv,json"));
        command.addAll(
                List.of("--base-url", simulator.baseUri().toString(), "--api-key-env", "CANARY", "--no-preflight"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Map.of("CANARY", KEY, "LC_ALL", "C", "HOME", "/nonexistent"));
        return builder.redirectErrorStream(true)
                .redirectOutput(poor.resolve("output.txt").toFile())
                .start();
    }

    @AfterAll
    static void count() {
        try (SuiteLine line = SuiteLine.begin(29, "locale and encoding", TestScale.seed(29))) {
            line.count();
            line.count();
        }
    }

    /** Turkish has letters of its own, Arabic digits of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab"})
    void anotherLocaleChangesNoByteOfWhatIsKept(String tag) {
        List<String> usual = kept("usual");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(kept("other")).isEqualTo(usual);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Rows, requests and results without what differs from run to run. */
    private List<String> kept(String name) {
        String data = Program.file(folder, "cases.csv", "id,prompt,__expected\nI,TITLE ı 1.5,numeric-last(0.5): 1.5\n");
        String out = folder.resolve(name).toString();
        Program.run("run", data, "-o", out, "--warmup", "0", "--report", "csv,json");
        List<String> kept = new ArrayList<>();
        for (String line : Program.text(folder.resolve(name).resolve("journal.jsonl"))
                .lines()
                .toList()) {
            JsonNode record = JsonMapper.shared().readTree(line);
            kept.add(record.path("vars") + " " + record.path("checks") + " "
                    + (record.path("t").asString().equals("intent")
                            ? record.path("body").asString()
                            : ""));
        }
        String[] lines =
                Program.text(folder.resolve(name).resolve("results.csv")).split("\n");
        kept.add(lines[0]);
        return kept;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPoorLocaleChangesNoByteOfWhatIsKept() {
        assertThat(Program.text(poor.resolve("run/journal.jsonl"))).contains(TEXT);
        assertThat(Program.text(poor.resolve("run/results.csv"))).contains(TEXT);
        assertThat(output).doesNotContain("Gr??");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noHomeIsNeeded() {
        assertThat(output).contains("exit 0");
    }

    /** Command line and threads are there for everybody on the machine. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessShowsNeitherKeyNorPromptToWhoeverLooksAtIt() {
        String threads = output.substring(output.indexOf("Full thread dump"), output.indexOf("JNI global refs"));

        assertThat(commandLine).contains("dev.promptmeter.cli.Main").doesNotContain(KEY, TEXT);
        assertThat(threads).contains("promptmeter-").doesNotContain(KEY, TEXT);
    }

    @Test
    void anotherTimeZoneInMidRunChangesNoTime() {
        TimeZone usual = TimeZone.getDefault();
        String data = Program.file(folder, "cases.csv", "id,prompt\na,one\nb,two\nc,three\n");
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:20ms"))) {
            Thread turner = new Thread(SurroundingsTest::turn);
            turner.start();
            Program.run(
                    Map.of("CANARY", KEY),
                    "run",
                    data,
                    "-o",
                    folder.resolve("run").toString(),
                    "--model",
                    "m",
                    "--base-url",
                    simulator.baseUri().toString(),
                    "--api-key-env",
                    "CANARY",
                    "--warmup",
                    "0",
                    "-j",
                    "1");
            turner.interrupt();
        } finally {
            TimeZone.setDefault(usual);
        }

        List<JsonNode> results = Program.text(folder.resolve("run/results.jsonl"))
                .lines()
                .skip(1)
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(results)
                .extracting(each -> each.at("/timeMs/startedAt").asString())
                .isSorted();
        assertThat(results).allMatch(each -> each.at("/timeMs/latencyMs").asDouble() >= 20);
    }

    private static void turn() {
        String[] zones = {"Pacific/Kiritimati", "Etc/GMT+12", "Australia/Lord_Howe"};
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            TimeZone.setDefault(TimeZone.getTimeZone(zones[i % zones.length]));
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aReaderThatLeavesCostsNoResult() {
        PrintStream closed = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        String data = Program.file(folder, "cases.csv", "id,prompt,expected\na,one,one\nb,two,other\n");

        int code = Main.run(
                closed,
                closed,
                Map.of(),
                "run",
                data,
                "-o",
                folder.resolve("run").toString());

        assertThat(code).isEqualTo(100);
        assertThat(Program.text(folder.resolve("run/results.jsonl")).lines()).hasSize(3);
    }
}
