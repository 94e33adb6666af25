package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request may be, and what a wrong one gets. */
class RequestsTest {

    private static final Script FORTY_TWO =
            Script.of(Rule.when(Match.contains("6 x 7")).answer("forty-two"));

    private static Simulator with(String... settings) {
        Settings.Builder builder = Settings.builder().script(FORTY_TWO);
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        return Simulator.start(builder.build());
    }

    @Test
    void aConnectionServesManyRequestsAlsoPipelinedOnes() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("first"), "");
            client.send("POST /v1/chat/completions", plain("second"), "");

            String first = client.readAnswer();
            String second = client.readAnswer();

            assertThat(first).contains("\"content\":\"first\"");
            assertThat(second).contains("\"content\":\"second\"");
            assertThat(simulator.ledger().entries())
                    .extracting(entry -> entry.caller().request())
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void chunkedRequestsThatComeByteByByteAreRead() throws Exception {
        String body = plain("chunked");
        String half = Integer.toHexString(20) + "\r\n" + body.substring(0, 20) + "\r\n";
        String rest = Integer.toHexString(body.length() - 20) + "\r\n" + body.substring(20) + "\r\n0\r\n\r\n";
        String all =
                "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + half + rest;
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {

            for (char c : all.toCharArray()) {
                client.raw(String.valueOf(c));
            }

            assertThat(client.readAnswer()).contains("\"content\":\"chunked\"");
        }
    }

    @Test
    void aClientThatExpectsContinueGetsIt() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            String body = plain("patience");
            client.raw("POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");

            String interim = client.readAnswer();
            client.raw(body);

            assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.readAnswer()).contains("\"content\":\"patience\"");
        }
    }

    @Test
    void aBodyOver16MebibytesGets413() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.raw("POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nContent-Length: 16777217\r\n\r\n");

            assertThat(client.readToEnd().head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [1]                                                          | $
                    {"messages":[{"role":"user","content":"x"}]}                 | model
                    {"model":"m"}                                                | messages
                    {"model":"m","messages":[]}                                  | messages
                    {"model":"m","messages":[{"role":"robot","content":"x"}]}    | messages[0].role
                    {"model":"m","messages":[{"role":"user"}]}                   | messages[0].content
                    {"model":"m","messages":[{"role":"user","content":[1]}]}     | messages[0].content
                    {"model":"m","messages":[{"role":"user","content":"x"}],"stream":1} | stream
                    {"model":"m","messages":[{"role":"user","content":"x"}],"n":0}      | n
                    {"model":"m","messages":[{"role":"user","content":"x"}],"temperature":3} | temperature
                    {"model":"m","messages":[{"role":"user","content":"x"},]}    | $
                    """)
    void aBadRequestNamesTheJsonPath(String body, String path) throws Exception {
        try (Simulator simulator = with("--strict", "on")) {

            Socketry.Received received = ask(simulator, body);

            assertThat(received.head()).startsWith("HTTP/1.1 400 ");
            assertThat(received.body()).contains("\"param\":\"" + path + "\"");
            assertThat(simulator.ledger().entries().get(0).outcome()).isEqualTo(LedgerEntry.Outcome.REFUSED);
        }
    }

    @Test
    void theClientsOwnIdIsEchoedOnlyIfItIsValid() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "X-Client-Request-Id: pm-1:a_b.c\r\n");
            String echoed = client.readAnswer();
            client.send("POST /v1/chat/completions", plain("x"), "X-Client-Request-Id: two words\r\n");
            String dropped = client.readAnswer();

            assertThat(echoed).contains("x-client-request-id: pm-1:a_b.c\r\n");
            assertThat(dropped).doesNotContain("x-client-request-id");
            assertThat(simulator.ledger().entries())
                    .extracting(LedgerEntry::clientRequestId)
                    .containsExactly("pm-1:a_b.c", null);
        }
    }

    @Test
    void aKeyIsAskedForOnlyByCompletions() throws Exception {
        try (Simulator simulator = with("--key", "sk-secret");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "Authorization: Bearer sk-wrong\r\n");
            String wrong = client.readAnswer();
            client.send("POST /v1/chat/completions", plain("x"), "Authorization: Bearer sk-secret\r\n");
            String right = client.readAnswer();
            client.send("GET /v1/models", "", "");
            String models = client.readAnswer();

            assertThat(wrong)
                    .startsWith("HTTP/1.1 401 ")
                    .contains("invalid_api_key")
                    .doesNotContain("sk-");
            assertThat(right).startsWith("HTTP/1.1 200 ");
            assertThat(models).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aModelThatIsNotListedIsNotFound() throws Exception {
        try (Simulator simulator = with("--model", "other")) {
            assertThat(ask(simulator, plain("x")).text())
                    .startsWith("HTTP/1.1 404 ")
                    .contains("model_not_found");
        }
    }

    @Test
    void anUnknownRouteIs404AndInTheLedger() throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.send("GET /v1/nothing", "", "");

            assertThat(client.readAnswer()).startsWith("HTTP/1.1 404 ");
            assertThat(simulator.ledger().entries()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET /v1/models/%zz HTTP/1.1\\r\\n\\r\\n                                        | 200
                    GET /v1/models?id=%g HTTP/1.1\\r\\n\\r\\n                                      | 200
                    NONSENSE\\r\\n\\r\\n                                                           | 400
                    POST /v1/chat/completions HTTP/1.1\\r\\nContent-Length: -1\\r\\n\\r\\n             | 400
                    POST /v1/chat/completions HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-5\\r\\n | 400
                    POST /v1/chat/completions HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffff\\r\\n | 413
                    """)
    void brokenHttpIsRefusedAndTheSimulatorLivesOn(String bytes, int status) throws Exception {
        try (Simulator simulator = with();
                Socketry client = Socketry.connect(simulator)) {
            client.raw(bytes.replace("\\r", "\r").replace("\\n", "\n"));

            assertThat(client.readAnswer()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(ask(simulator, plain("still there")).body()).contains("still there");
        }
    }

    @Test
    void choicesThatWouldFillAllMemoryAreRefused() throws Exception {
        try (Simulator simulator = with()) {
            String many = plain("6 x 7").replace("\"model\"", "\"n\":2000000000,\"model\"");

            assertThat(ask(simulator, many).text()).startsWith("HTTP/1.1 400 ").contains("at most 128");
        }
    }
}
