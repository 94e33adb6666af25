package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.promptmeter.chat.openai.RawServer;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key reaches the endpoint and nothing else. */
class KeySafetyTest {

    private static final String KEY = "canary-6f1d2b9a-key";

    @TempDir
    Path folder;

    private Ended run(String key, String... more) {
        Settings settings = Settings.builder().set("key", KEY).build();
        try (Simulator simulator = Simulator.start(settings)) {
            String data = Program.file(
                    folder,
                    "cases.csv",
                    "id,prompt,expected\na,Paris,Paris\nb,Say " + key.replace("\"", "") + ",Rome\n");
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    data,
                    "-o",
                    folder.resolve("run").toString(),
                    "--model",
                    "m",
                    "--api-key-env",
                    "CANARY",
                    "--base-url",
                    simulator.baseUri().toString(),
                    "-vv"));
            arguments.addAll(List.of(more));
            return Program.run(Map.of("CANARY", key), arguments.toArray(String[]::new));
        }
    }

    private void assertThatNobodySaw(String key, Ended ended) throws IOException {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        assertThat(ended.out() + ended.err()).doesNotContain(key, base64);
        if (!Files.exists(folder.resolve("run"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .noneMatch(file -> Program.text(file).contains(key)
                            || Program.text(file).contains(base64));
        }
    }

    @Test
    void aRunThatPassesShowsItNowhereAlthoughAPromptHoldsIt() throws IOException {
        Ended ended = run(KEY, "--gate", "errorRate <= 1%");

        assertThat(ended.code()).isZero();
        assertThatNobodySaw(KEY, ended);
    }

    /** The simulator streams its answer token by token, so that no event holds the whole key. */
    @Test
    void aStreamThatRepeatsItInPiecesShowsItNowhere() throws IOException {
        Ended ended = run(KEY, "--stream", "--exit-zero");

        assertThat(ended.code()).isZero();
        assertThat(Program.text(folder.resolve("run/results.jsonl"))).contains("Say ***", "contained_key");
        assertThatNobodySaw(KEY, ended);
    }

    @Test
    void aRunThatFailsShowsItNowhere() throws IOException {
        Ended ended = run(KEY);

        assertThat(ended.code()).isEqualTo(100);
        assertThatNobodySaw(KEY, ended);
    }

    @Test
    void aWrongKeyEndsTheRunWith3AndIsShownNowhere() throws IOException {
        Ended ended = run("wrong-key-0815", "--no-preflight");

        assertThat(ended.code()).isEqualTo(3);
        assertThatNobodySaw("wrong-key-0815", ended);
    }

    @Test
    void aRefusalThatRepeatsTheKeyShowsItNowhere() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", KeySafetyTest::refuseAndRepeat);
        server.start();
        try {
            Ended ended = Program.run(
                    Map.of("CANARY", KEY),
                    "run",
                    Program.file(folder, "cases.csv", "id,prompt\na,Paris\nb,Rome\nc,Bern\n"),
                    "-o",
                    folder.resolve("run").toString(),
                    "--model",
                    "m",
                    "--api-key-env",
                    "CANARY",
                    "--base-url",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                    "--no-preflight",
                    "--title",
                    "asked with " + KEY,
                    "-j",
                    "1");

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.out()).contains("HTTP 401: bad key Bearer *");
            assertThatNobodySaw(KEY, ended);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void eachOriginOfARunGetsItsOwnKeyAlone() throws IOException {
        String answer = RawServer.json("{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}");
        try (RawServer one = RawServer.saying(answer);
                RawServer other = RawServer.saying(answer)) {
            String suite = Program.file(folder, "promptmeter.yaml", """
                    version: 1
                    name: two
                    models:
                      - { id: a, baseUrl: "%s", model: m, apiKeyEnv: KEY_A }
                      - { id: b, baseUrl: "%s", model: m, apiKeyEnv: KEY_B }
                    prompts: [{ id: p, text: "{{prompt}}" }]
                    datasets: [{ file: cases.csv }]
                    """.formatted(one.base(), other.base()));
            Program.file(folder, "cases.csv", "prompt\nSay hi\n");

            Ended ended = Program.run(
                    Map.of("KEY_A", "key-of-a-0815", "KEY_B", "key-of-b-4711"),
                    "run",
                    suite,
                    "-o",
                    folder.resolve("run").toString(),
                    "--no-preflight");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(one.requests()).isNotEmpty().allMatch(each -> each.head().contains("Bearer key-of-a-0815"));
            assertThat(one.requests()).noneMatch(each -> each.head().contains("key-of-b"));
            assertThat(other.requests())
                    .isNotEmpty()
                    .allMatch(each -> each.head().contains("Bearer key-of-b-4711"));
        }
    }

    /** What a suite says of a preset must not send its key elsewhere. */
    @Test
    void aSuiteThatMovesAPresetSendsNobodyItsKey() throws IOException {
        try (RawServer elsewhere = RawServer.saying("")) {
            String suite = Program.file(folder, "promptmeter.yaml", """
                    version: 1
                    name: moved
                    models: [{ id: a, preset: openai, baseUrl: "%s", model: m }]
                    prompts: [{ id: p, text: "{{prompt}}" }]
                    datasets: [{ file: cases.csv }]
                    """.formatted(elsewhere.base()));
            Program.file(folder, "cases.csv", "prompt\nSay hi\n");
            String out = folder.resolve("run").toString();

            Ended ended = Program.run(Map.of("OPENAI_API_KEY", KEY), "run", suite, "-o", out);

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("PM-2003");
            assertThat(elsewhere.requests()).isEmpty();
            assertThatNobodySaw(KEY, ended);
        }
    }

    /** A file beside a suite comes with it: it may hold keys, and not decide by whose machine they go. */
    @Test
    void aFileBesideTheSuiteNamesNoProxy() throws IOException {
        try (RawServer proxy = RawServer.saying(RawServer.json("{}"))) {
            Program.file(
                    folder, ".env", "HTTP_PROXY=" + "http://" + proxy.base().getAuthority() + "\n");

            Ended ended = through("");

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("api.example.test");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    /** The host need not be known here: the proxy looks it up. */
    @Test
    void aProxyOfTheEnvironmentIsUsedAndItsPasswordNeverShown() throws IOException {
        String answer = RawServer.json("{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}");
        try (RawServer proxy = RawServer.saying(answer)) {
            String address = proxy.base().getAuthority();

            assertThat(through("http://" + address).code()).isZero();
            assertThat(proxy.requests().get(0).head()).startsWith("POST http://api.example.test/v1/chat/completions ");

            Ended refused = through("http://user:" + KEY + "@" + address);

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("PM-1014", "not shown");
            assertThatNobodySaw(KEY, refused);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    private Ended through(String proxy) {
        String suite = Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: proxied
                models: [{ id: a, baseUrl: "http://api.example.test/v1", model: m, auth: none }]
                prompts: [{ id: p, text: "{{prompt}}" }]
                datasets: [{ file: cases.csv }]
                run: { warmup: 0, retries: { max: 0 } }
                """);
        Program.file(folder, "cases.csv", "prompt\nSay hi\n");
        return Program.run(
                Map.of("HTTP_PROXY", proxy),
                "run",
                suite,
                "-o",
                folder.resolve("run" + proxy.length()).toString(),
                "--no-preflight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk.httpclient.HttpClient.log=headers", "jdk.httpclient.enableAllMethodRetry=true"})
    void aJvmThatWouldLogKeysOrRepeatRequestsIsRefused(String property) throws IOException {
        String name = property.split("=")[0];
        System.setProperty(name, property.split("=")[1]);
        try {
            Ended ended = run(KEY);

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("PM-1012").contains(name).contains("JAVA_TOOL_OPTIONS");
            assertThat(folder.resolve("run")).doesNotExist();
        } finally {
            System.clearProperty(name);
        }
    }

    private static void refuseAndRepeat(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = ("{\"error\":{\"message\":\"bad key " + key + "\"}}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aBrokenKeyIsRefusedWithoutBeingQuoted() throws IOException {
        Ended ended = run("\"" + KEY + "\"");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("PM-2002").contains("CANARY").contains("quotes");
        assertThatNobodySaw(KEY, ended);
    }

    @Test
    void aKeyIsFoundInTheFileOfVariables() throws IOException {
        Program.file(folder, "keys.env", "CANARY=" + KEY + "\n");
        Settings settings = Settings.builder().set("key", KEY).build();
        try (Simulator simulator = Simulator.start(settings)) {
            String data = Program.file(folder, "cases.csv", "id,prompt,expected\na,Paris,Paris\n");

            Ended ended = Program.run(
                    "run",
                    data,
                    "-o",
                    folder.resolve("run").toString(),
                    "--model",
                    "m",
                    "--api-key-env",
                    "CANARY",
                    "--base-url",
                    simulator.baseUri().toString(),
                    "--env-file",
                    folder.resolve("keys.env").toString());

            assertThat(ended.code()).isZero();
            assertThatNobodySaw(KEY, ended);
        }
    }

    @Test
    void aCiServerIsToldWhatToMaskBeforeAnythingElse() {
        Settings settings = Settings.builder().set("key", KEY).build();
        try (Simulator simulator = Simulator.start(settings)) {
            String data = Program.file(folder, "cases.csv", "id,prompt,expected\na,Paris,Paris\n");

            Ended ended = Program.run(
                    Map.of("CANARY", KEY, "GITHUB_ACTIONS", "true"),
                    "run",
                    data,
                    "-o",
                    folder.resolve("run").toString(),
                    "--model",
                    "m",
                    "--api-key-env",
                    "CANARY",
                    "--base-url",
                    simulator.baseUri().toString());

            assertThat(ended.err()).startsWith("::add-mask::" + KEY + "\n");
        }
    }
}
