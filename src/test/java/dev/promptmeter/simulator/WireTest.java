package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

    private static final Script FORTY_TWO =
            Script.of(Rule.when(Match.contains("6 x 7")).answer("forty-two"));

    private static Simulator with(String... settings) {
        Settings.Builder builder = Settings.builder().script(FORTY_TWO);
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        return Simulator.start(builder.build());
    }

    private static String stable(String text) {
        return text.replaceAll("\"created\":\\d+", "\"created\":0").replaceAll("sim-[0-9a-f]{16}-", "sim-KEY-");
    }

    @Test
    void aPlainAnswerIsExactlyTheseBytes() throws Exception {
        try (Simulator simulator = with("--cost", "both")) {

            Socketry.Received received = ask(simulator, plain("What is 6 x 7?"));

            assertThat(stable(received.text())).isEqualTo("""
                            HTTP/1.1 200 OK\r
                            Content-Type: application/json\r
                            Content-Length: 447\r
                            Connection: close\r
                            x-sim-request: 1\r
                            x-inference-id: sim-KEY-1\r
                            x-aimlapi-credits-used: 34\r
                            \r
                            {"id":"chatcmpl-sim-000000000001","object":"chat.completion","created":0,"model":"m",\
                            "choices":[{"index":0,"message":{"role":"assistant","content":"forty-two","refusal":null},\
                            "finish_reason":"stop","logprobs":null}],\
                            "usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14,\
                            "prompt_tokens_details":{"cached_tokens":0},\
                            "completion_tokens_details":{"reasoning_tokens":0}},\
                            "meta":{"usage":{"credits_used":34,"usd_spent":0.000017}}}""");
            assertThat(received.ending()).isEqualTo("fin");
        }
    }

    @Test
    void aStreamIsRoleThenTokensThenFinishThenUsageThenDone() throws Exception {
        try (Simulator simulator = with("--cost", "meta")) {

            Socketry.Received received = ask(simulator, streamed("What is 6 x 7?"));

            String chunk = "data: {\"id\":\"chatcmpl-sim-000000000001\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":0,\"model\":\"m\",\"choices\":[";
            assertThat(received.head()).contains("text/event-stream").contains("Transfer-Encoding: chunked");
            assertThat(stable(received.entity()).split("\n\n"))
                    .containsExactly(
                            chunk + choice("{\"role\":\"assistant\",\"content\":\"\"}", "null") + "]}",
                            chunk + choice("{\"content\":\"fort\"}", "null") + "]}",
                            chunk + choice("{\"content\":\"y-tw\"}", "null") + "]}",
                            chunk + choice("{\"content\":\"o\"}", "null") + "]}",
                            chunk + choice("{}", "\"stop\"") + "]}",
                            chunk + "],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14,"
                                    + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
                                    + "\"completion_tokens_details\":{\"reasoning_tokens\":0}},"
                                    + "\"meta\":{\"usage\":{\"credits_used\":34,\"usd_spent\":0.000017}}}",
                            "data: [DONE]");
            assertThat(received.body()).endsWith("0\r\n\r\n");
        }
    }

    private static String choice(String delta, String finish) {
        return "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}";
    }

    @Test
    void javaNetHttpReadsBothForms() throws Exception {
        try (Simulator simulator = with()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            var request = java.net.http.HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/chat/completions"));

            HttpResponse<String> whole = client.send(
                    request.POST(BodyPublishers.ofString(plain("6 x 7"))).build(), BodyHandlers.ofString());
            HttpResponse<String> events = client.send(
                    request.POST(BodyPublishers.ofString(streamed("6 x 7"))).build(), BodyHandlers.ofString());

            assertThat(whole.body()).contains("\"content\":\"forty-two\"");
            assertThat(events.body()).endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/models                            | {"object":"list","data":[{"id":"a/b",
                    /v1/models?id=c&include=pricing       | "pricing":{"prompt":"0.0000005","completion":"0.000002"}
                    /v1/models?id=unknown                 | "data":[]}
                    /v1/models/a/b                        | {"id":"a/b","object":"model"
                    /v1/models/unknown                    | model_not_found
                    """)
    void modelsAreListedFilteredAndPriced(String path, String expected) throws Exception {
        try (Simulator simulator = with("--model", "a/b", "--model", "c", "--price", "0.5,2");
                Socketry client = Socketry.connect(simulator)) {
            client.send("GET " + path, "", "");

            assertThat(client.readAnswer()).contains(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    openai   | {"error":{"message":"Not found","type":"invalid_request_error","param":null,"code":"not_found"}}
                    vllm     | {"error":{"message":"Not found","type":"invalid_request_error","param":null,"code":404}}
                    vllm-old | {"object":"error","message":"Not found","type":"invalid_request_error","param":null,"code":404}
                    string   | {"error":"Not found"}
                    fastapi  | {"detail":[{"loc":["body","messages"],"msg":"Not found","type":"value_error"}]}
                    vendor   | "statusCode":"404"
                    html     | <title>404 Not Found</title>
                    """)
    void everyErrorShapeHasItsBody(String shape, String expected) throws Exception {
        try (Simulator simulator = with("--errors", shape, "--fault", "status:404")) {
            assertThat(ask(simulator, plain("x")).body()).contains(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"asked, 0", "always, 1", "never, 0", "running, 6", "null, 5"})
    void usageInAStreamThatDoesNotAskFollowsTheMode(String mode, int times) throws Exception {
        try (Simulator simulator = with("--usage", mode)) {
            String body = ask(simulator, plain("6 x 7").replace("\"model\"", "\"stream\":true,\"model\""))
                    .entity();

            assertThat(body.split("\"usage\":", -1)).hasSize(times + 1);
        }
    }

    @Test
    void anAnswerIsCutAtTheLimitOfTokensAndSaysSo() throws Exception {
        try (Simulator simulator = with()) {
            String limited = plain("6 x 7").replace("\"model\"", "\"max_tokens\":2,\"model\"");

            String body = ask(simulator, limited).body();

            assertThat(body).contains("\"content\":\"forty-tw\"").contains("\"finish_reason\":\"length\"");
            assertThat(body).contains("\"completion_tokens\":2");
        }
    }

    @Test
    void everyChoiceIsSentAndBilled() throws Exception {
        try (Simulator simulator = with()) {
            String two = plain("6 x 7").replace("\"model\"", "\"n\":2,\"model\"");

            String body = ask(simulator, two).body();

            assertThat(body).contains("{\"index\":1,").contains("\"completion_tokens\":6");
            assertThat(simulator.ledger().billedPicodollars()).isEqualTo((9 + 6 * 2) * 1_000_000L);
        }
    }

    @Test
    void aProfileSetsDefaultsAndFlagsWin() throws Exception {
        try (Simulator vendor = with("--profile", "aimlapi");
                Simulator mixed = with("--profile", "aimlapi", "--status", "202")) {
            assertThat(ask(vendor, plain("6 x 7")).text())
                    .startsWith("HTTP/1.1 201 ")
                    .contains("\"credits_used\"");
            assertThat(ask(mixed, plain("6 x 7")).head()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void textSurvivesInEveryForm() throws Exception {
        List<String> hard = List.of("Zürich 🚀 \\u2028 \\\"q\\\" \\\\ \\n\\t\\u0001", "\\ud83d alone");
        try (Simulator simulator = with()) {
            for (String text : hard) {
                String said = ((Json.Text) JsonReader.read("\"" + text + "\"")).text();

                Json answer = JsonReader.read(ask(simulator, plain(text)).body());

                assertThat(answer.toString()).contains(said);
                assertThat(assembled(ask(simulator, streamed(text)).entity())).isEqualTo(said);
            }
        }
    }

    private static String assembled(String stream) {
        StringBuilder text = new StringBuilder();
        for (String event : stream.split("\n\n")) {
            if (!event.equals("data: [DONE]")
                    && JsonReader.read(event.substring(6)) instanceof Json.Obj chunk
                    && chunk.get("choices") instanceof Json.Arr choices
                    && !choices.items().isEmpty()
                    && ((Json.Obj) choices.items().get(0)).get("delta") instanceof Json.Obj delta
                    && delta.get("content") instanceof Json.Text content) {
                text.append(content.text());
            }
        }
        return text.toString();
    }
}
