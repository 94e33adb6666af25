package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is looked up before the first request, but a server that lists none is no obstacle. */
class PreflightTest {

    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Paris\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    @TempDir
    Path folder;

    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> answer(exchange, lookups, 404, "{}"));
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, questions, 200, ANSWER));
        server.start();
    }

    private static void answer(HttpExchange exchange, AtomicInteger count, int status, String body) {
        count.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Ended run(String... more) {
        String data = Program.file(folder, "cases.csv", "prompt,expected\nThe capital of France?,Paris\n");
        List<String> arguments = new ArrayList<>(List.of("run", data, "--model", "m", "--base-url"));
        arguments.add("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        arguments.addAll(List.of("-o", folder.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void aMissingListOnlyWarns() {
        Ended ended = run();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("PM-6105").contains("could not be looked up: HTTP 404");
        assertThat(lookups).hasValue(1);
        assertThat(questions).hasValue(1);
    }

    @Test
    void aFolderThatCannotBeUsedIsFoundBeforeAnybodyIsAsked() {
        Program.file(folder, "run", "a file");

        Ended ended = run();

        assertThat(ended.code()).as(ended.err()).isEqualTo(5);
        assertThat(lookups).hasValue(0);
    }

    @Test
    void aFolderThatWasThereStaysThereAndCanBeUsed() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        listAnotherModel();

        assertThat(run().code()).isEqualTo(3);
        assertThat(folder.resolve("run")).isEmptyDirectory();

        server.removeContext("/v1/models");

        assertThat(run().code()).isZero();
    }

    private void listAnotherModel() {
        server.removeContext("/v1/models");
        server.createContext("/v1/models", exchange -> answer(exchange, lookups, 200, "{\"data\":[{\"id\":\"mm\"}]}"));
    }

    @Test
    void aModelThatIsNotThereLeavesNoFolderBehind() {
        listAnotherModel();

        Ended ended = run();

        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2102");
        assertThat(questions).hasValue(0);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aFlagLeavesItOut() {
        assertThat(run("--no-preflight").code()).isZero();

        assertThat(lookups).hasValue(0);
    }

    @Test
    void soDoesTheSuite() {
        assertThat(run("--set", "run.preflight=off").code()).isZero();

        assertThat(lookups).hasValue(0);
    }
}
