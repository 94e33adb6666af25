package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.openai.RawServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("nightly")
class SmallHeapTest {

    private static final int EVENTS = 6_000_000;

    @TempDir
    Path folder;

    @Test
    void aStreamWithoutEndIsTooLargeAndEndsNothingElse() throws Exception {
        byte[] events = "data: {}\n\n".repeat(EVENTS / 100).getBytes(StandardCharsets.US_ASCII);
        try (RawServer server = new RawServer(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                connection.send(events);
            }
            connection.hangUp();
        })) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Path said = folder.resolve("said.txt");
            List<String> command = List.of(
                    java,
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.promptmeter.cli.Main",
                    "run",
                    Program.file(folder, "cases.csv", "id,prompt\na,one\n"),
                    "--model",
                    "m",
                    "--stream",
                    "--base-url",
                    server.base().toString(),
                    "--api-key-env",
                    "CANARY",
                    "--no-preflight",
                    "--retries",
                    "0",
                    "-o",
                    folder.resolve("run").toString());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("CANARY", "canary-2c9e5b1d80647f3a");

            int code = builder.redirectOutput(said.toFile()).start().waitFor();

            assertThat(code).as(Program.text(said)).isIn(3, 102);
            assertThat(Program.text(folder.resolve("run/results.jsonl"))).contains("too_large");
        }
    }
}
