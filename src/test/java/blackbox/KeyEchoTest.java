package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.Canary;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.openai.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint that repeats the key it was sent, in every place and spelling: it is in no file and no stream of the run. */
class KeyEchoTest {

    private static final long SEED = TestScale.seed(27);
    private static SuiteLine line;

    @TempDir
    Path folder;

    /** How one answer repeats a key. */
    private interface Echo {

        byte[] answer(String key) throws IOException;
    }

    @BeforeAll
    static void begin() {
        line = SuiteLine.begin(27, "secret canary", SEED);
    }

    @AfterAll
    static void end() {
        line.close();
    }

    static Stream<Arguments> echoes() {
        Random random = new Random(SEED);
        List<String> keys = List.of(
                String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong()),
                "sk-\"quoted'<tag>&" + Long.toHexString(random.nextLong()),
                "%2F~`\\back\\slash|" + Long.toHexString(random.nextLong()));
        return Stream.iterate(0, i -> i + 1)
                .limit(TestScale.of(1, 3))
                .flatMap(i -> kinds().map(kind -> Arguments.of(kind.name(), kind, keys.get(i))));
    }

    /** A place and a spelling. */
    private record Kind(String name, Echo echo) {}

    private static Stream<Kind> kinds() {
        return Stream.of(
                kind("text of the answer", key -> json(answer(quoted("it is " + key)))),
                kind("escapes of JSON", key -> json(answer('"' + escaped(key) + '"'))),
                kind("escapes within escapes", key -> json(answer('"' + escaped(escaped(key)) + '"'))),
                kind("Base64", key -> json(answer(quoted(base64("key: Bearer " + key + "!"))))),
                kind(
                        "Base64 with escaped slashes",
                        key -> json(answer(quoted(base64("Bearer " + key)).replace("/", "\\/")))),
                kind("every character with a percent sign", key -> json(answer(quoted(spelled("%%%02x", key))))),
                kind("every character as a reference of HTML", key -> json(answer(quoted(spelled("&#%d;", key))))),
                kind("references of HTML in hexadecimal", key -> json(answer(quoted(spelled("&#x%X;", key))))),
                kind("quoted twice", key -> json(answer(quoted(quoted(quoted(key)))))),
                kind("percent signs", key -> json(answer(quoted(URLEncoder.encode(key, StandardCharsets.UTF_8))))),
                kind(
                        "tool call",
                        key -> json(message(
                                "{\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                                        + "\"arguments\":" + quoted("{\"key\":" + quoted(key) + "}") + "}}]}"))),
                kind("refusal", key -> json(message("{\"content\":null,\"refusal\":" + quoted(key) + "}"))),
                kind(
                        "reasoning",
                        key -> json(message("{\"content\":\"hi\",\"reasoning_content\":" + quoted(key) + "}"))),
                kind(
                        "name of a member",
                        key -> json("{" + quoted(key) + ":1," + answer("\"hi\"").substring(1))),
                kind(
                        "name of the model",
                        key -> json("{\"model\":" + quoted(key) + ","
                                + answer("\"hi\"").substring(1))),
                kind(
                        "finish reason",
                        key -> json("{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":" + quoted(key)
                                + "}]}")),
                kind(
                        "error",
                        key -> said(
                                "401 Unauthorized", "", "{\"error\":{\"message\":" + quoted("bad key " + key) + "}}")),
                kind(
                        "code of an error",
                        key -> said("400 Bad Request", "", "{\"error\":{\"code\":" + quoted(key) + "}}")),
                kind("title of a page", key -> said("502 Bad Gateway", "", "<html><title>" + html(key) + "</title>")),
                kind("text of the status", key -> said("500 " + key, "", "{}")),
                kind("header that is kept", key -> said("200 OK", "x-request-id: " + key + "\r\n", answer("\"hi\""))),
                kind(
                        "name of a header",
                        key -> said(
                                "200 OK",
                                "x-ratelimit-" + Integer.toHexString(key.hashCode()) + ": " + key
                                        + "\r\nx-ratelimit-limit: " + key + "\r\n",
                                answer("\"hi\""))),
                kind(
                        "way of a redirect",
                        key -> said(
                                "307 Temporary Redirect",
                                "Location: http://127.0.0.1:9/" + URLEncoder.encode(key, StandardCharsets.UTF_8)
                                        + "\r\n",
                                "")),
                kind(
                        "host of a redirect",
                        key -> said("308 Permanent Redirect", "Location: http://" + key + ".example/\r\n", "")),
                kind(
                        "echoed request id",
                        key -> said("200 OK", "X-Client-Request-Id: " + key + "\r\n", answer("\"hi\""))),
                kind("gzip", key -> gzip(answer(quoted(key)))),
                kind(
                        "bytes that are no text",
                        key -> ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\u00ff\u00fe " + key)
                                .getBytes(StandardCharsets.ISO_8859_1)),
                kind("no HTTP at all", key -> (key + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)),
                kind("event of a stream", key -> stream(event(quoted(key)))),
                kind("comment of a stream", key -> stream(": " + key + "\n\n" + event("\"hi\""))),
                kind(
                        "error in a stream",
                        key -> stream(event("\"hi\"") + "data: {\"error\":{\"message\":" + quoted(key) + "}}\n\n")));
    }

    private static Kind kind(String name, Echo echo) {
        return new Kind(name, echo);
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return out.toString();
    }

    private static String spelled(String form, String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(String.format(Locale.ROOT, form, c)));
        return out.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String html(String text) {
        UnaryOperator<String> and = each -> each.replace("&", "&amp;");
        return and.apply(text).replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String message(String message) {
        return "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"stop\"}]}";
    }

    private static String answer(String content) {
        return message("{\"content\":" + content + "}");
    }

    private static String event(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":" + content + "}}]}\n\n";
    }

    private static byte[] json(String body) {
        return said("200 OK", "", body);
    }

    private static byte[] stream(String events) {
        return said("200 OK", "Content-Type: text/event-stream\r\n", events + "data: [DONE]\n\n");
    }

    private static byte[] said(String status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(packed.toByteArray());
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("echoes")
    void isShownNowhere(String name, Kind kind, String key) throws Exception {
        line.count();
        byte[] answer = kind.echo().answer(key);
        RawServer.Script script = connection -> {
            connection.send(answer);
            if (!new String(answer, StandardCharsets.ISO_8859_1).contains("Content-Length")) {
                connection.hangUp();
            }
        };
        try (RawServer server = new RawServer(script)) {
            Ended ended = run(server, key, name.contains("stream") ? "--stream" : "--no-preflight");
            Ended again = Program.run("report", folder.resolve("run").toString());

            assertThat(server.requests().get(0).head()).contains("Authorization: Bearer " + key);
            assertThat(ended.code()).as(ended.err()).isNotIn(1, 2, 5);
            assertThat(again.code()).as(again.err()).isZero();
            Canary canary = Canary.of(key);
            assertThat(canary.in(ended.out() + ended.err() + again.out() + again.err()))
                    .isEmpty();
            assertThat(canary.below(folder.resolve("run"))).isEmpty();
        }
    }

    private Ended run(RawServer server, String key, String flag) {
        return Program.run(
                Map.of("ECHOED", key),
                "run",
                Program.file(folder, "cases.csv", "id,prompt\na,Say hi\n"),
                "-o",
                folder.resolve("run").toString(),
                "--model",
                "m",
                "--base-url",
                server.base().toString(),
                "--api-key-env",
                "ECHOED",
                "--warmup",
                "0",
                "--retries",
                "0",
                "-vv",
                flag);
    }
}
