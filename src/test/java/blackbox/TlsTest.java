package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import com.sun.net.httpserver.HttpServer;
import dev.promptmeter.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a run trusts: certificates of the JVM and those it is given, for the name it asked, in their time. */
class TlsTest {

    private static final String KEY = "canary-tls-5b2d8064";
    private static final byte[] ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Paris\"},\"finish_reason\":\"stop\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path shelf;

    @TempDir
    Path folder;

    private static Path good;
    private static Path authority;
    private static Path other;

    private final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    static void make() throws Exception {
        Certificates certificates = new Certificates(shelf);
        good = certificates.make("good", "dns:localhost,ip:127.0.0.1");
        authority = certificates.makeExpired("expired", "dns:localhost,ip:127.0.0.1");
        other = certificates.make("other", "dns:elsewhere.example");
    }

    private Ended run(Path shown, String... more) throws Exception {
        HttpServer server = new Certificates(shelf).server(shown);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        try {
            return run("https://localhost:" + server.getAddress().getPort() + "/v1", more);
        } finally {
            server.stop(0);
        }
    }

    private Ended run(String url, String... more) throws IOException {
        String data = Program.file(folder, "cases.csv", "id,prompt,expected\na,Capital of France?,Paris\n");
        List<String> arguments = new ArrayList<>(List.of("run", data, "--model", "m", "--warmup", "0"));
        arguments.addAll(List.of("--base-url", url, "--api-key-env", "CANARY", "--retries", "0"));
        arguments.addAll(List.of("-o", folder.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return Program.run(Map.of("CANARY", KEY), arguments.toArray(String[]::new));
    }

    @Test
    void aCertificateThatIsGivenIsTrusted() throws Exception {
        Ended ended = run(good, "--ca-cert", good.toString(), "--no-preflight");

        assertThat(ended.err()).doesNotContain("PM-");
        assertThat(ended.code()).isZero();
        assertThat(requests).hasValue(1);
    }

    @Test
    void oneThatNobodySignedIsNot() throws Exception {
        assertRefused(run(good), "--ca-cert FILE adds trust");
    }

    @Test
    void oneOfAnotherTimeIsNot() throws Exception {
        assertRefused(run(shelf.resolve("expired.pem"), "--ca-cert", authority.toString()), "has expired");
    }

    @Test
    void oneOfAnotherHostIsNot() throws Exception {
        assertRefused(run(other, "--ca-cert", other.toString()), "localhost");
    }

    @Test
    void withoutPreflightNothingIsSentEither() throws Exception {
        Ended ended = run(good, "--no-preflight");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("tls");
        assertThat(requests).hasValue(0);
    }

    private void assertRefused(Ended ended, String why) {
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2103").contains(why);
        assertThat(requests).hasValue(0);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", ""})
    void aFileWithoutACertificateIsRefusedWithItsName(String text) throws Exception {
        String file = Program.file(folder, "trust.pem", text);

        Ended ended = run("https://localhost:9/v1", "--ca-cert", file);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1013  " + file + "  the file of --ca-cert holds ");
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws Exception {
        Ended ended = run(
                "https://localhost:9/v1",
                "--ca-cert",
                folder.resolve("none.pem").toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1013").contains("does not exist");
    }
}
