package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonChecksTest {

    private static final String WITH_ID = "{\"type\":\"object\",\"required\":[\"id\"]}";

    @Test
    void aCodeFenceFailsAndNamesTheCheckThatLooksInside() {
        String fenced = "```json\n{\"id\":1}\n```";

        Score whole = judge("is-json", fenced);
        Score inside = judge("contains-json: " + WITH_ID, fenced);

        assertThat(Cells.word(whole)).isEqualTo("fail");
        assertThat(whole.reason()).contains("'contains-json'").contains("line 1 column 1");
        assertThat(Cells.word(inside)).isEqualTo("pass");
    }

    @Test
    void theReasonSaysWhereItBreaks() {
        assertThat(judge("is-json", "{\"a\":1,\n\"b\":}").reason())
                .startsWith("not JSON: line 2 column 5: Unexpected character ('}'");
        assertThat(judge("is-json", "{} {}").reason())
                .isEqualTo("not JSON: line 1 column 4: something stands behind the value");
        assertThat(judge("is-json", "").reason()).isEqualTo("not JSON: the text is empty");
        assertThat(judge("is-json: " + WITH_ID, "{}").reason()).isEqualTo("required property 'id' not found");
        assertThat(judge("is-json: {\"items\":{\"type\":\"string\"}}", "[\"a\",2]")
                        .reason())
                .isEqualTo("at /1: integer found, string expected");
    }

    @Test
    void nestingAndDigitsHaveALimit() {
        assertThat(Cells.word(judge("is-json", "[".repeat(200) + "]".repeat(200))))
                .isEqualTo("pass");
        assertThat(judge("is-json", "[".repeat(201) + "]".repeat(201)).reason())
                .isEqualTo("not JSON: nested deeper than 200 levels");
        assertThat(Cells.word(judge("is-json", "9".repeat(1_000)))).isEqualTo("pass");
        assertThat(judge("is-json", "9".repeat(1_001)).reason()).contains("more than 1000 digits");
        assertThat(judge("is-json", "[1e99999999999]").reason()).contains("too large");
    }

    @Test
    void aSchemaWithARemoteReferenceIsRefusedWithoutAConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/schema.json";
            server.setSoTimeout(50);

            for (String schema : new String[] {
                "{\"$ref\":\"" + url + "\"}",
                "{\"properties\":{\"default\":{\"$ref\":\"" + url + "\"}}}",
                "{\"$schema\":\"" + url + "\"}",
                "{\"allOf\":[{\"$dynamicRef\":\"" + url + "#a\"}]}"
            }) {
                assertThatThrownBy(() -> judge("is-json: " + schema, "{\"default\":1}"))
                        .isInstanceOfSatisfying(
                                CheckException.class, e -> assertThat(e.code()).isEqualTo("PM-1405"));
            }
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aSchemaMayReferToItself() {
        String tree = "{\"$id\":\"https://example.com/tree\",\"type\":\"object\",\"properties\":"
                + "{\"kids\":{\"type\":\"array\",\"items\":{\"$ref\":\"https://example.com/tree\"}},\"n\":{\"$ref\":\"#/$defs/n\"}},"
                + "\"$defs\":{\"n\":{\"type\":\"integer\"}}}";

        assertThat(Cells.word(judge("is-json: " + tree, "{\"n\":1,\"kids\":[{\"n\":2}]}")))
                .isEqualTo("pass");
        assertThat(judge("is-json: " + tree, "{\"n\":1,\"kids\":[{\"n\":\"2\"}]}")
                        .reason())
                .startsWith("at /kids/0/n");
    }

    @Test
    void theIdOfOneSchemaIsUnknownToTheNext() {
        judge("is-json: {\"$id\":\"https://example.com/a\",\"type\":\"integer\"}", "1");

        assertThatThrownBy(() -> judge("is-json: {\"$ref\":\"https://example.com/a\"}", "1"))
                .hasMessageContaining("nothing is fetched");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 30})
    void aSchemaThatMultipliesItsWorkEndsUnscored(int levels) {
        StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/a0\",\"$defs\":{");
        for (int i = 0; i < levels; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            schema.append("\"a")
                    .append(i)
                    .append("\":{\"allOf\":[")
                    .append(next)
                    .append(',')
                    .append(next)
                    .append("]},");
        }
        schema.append("\"a").append(levels).append("\":{}}}");

        Score score = judge("is-json: " + schema, "1");

        assertThat(Cells.word(score)).isEqualTo(levels == 2 ? "pass" : "unscored");
    }

    @Test
    void aPatternOfASchemaThatIsTooMuchForALongTextEndsUnscored() {
        String schema = "{\"pattern\":\"(a?b?c?d?e?){100}x$\"}";

        Score large = judge("is-json: " + schema, '"' + "a".repeat(500_000) + '"');
        Score small = judge("is-json: " + schema, "\"abcdex\"");

        assertThat(large).isEqualTo(new Score.Unscored("comparing with the schema took too much work"));
        assertThat(Cells.word(small)).isEqualTo("pass");
    }

    @Test
    void aSchemaThatOnlyRefersToItselfEndsUnscored() {
        Score score = judge("is-json: {\"$ref\":\"#\"}", "1");

        // Which of the two limits is met first depends on how deep the stack already is.
        assertThat(score)
                .isIn(
                        new Score.Unscored("comparing with the schema took too much work"),
                        new Score.Unscored("comparing with the schema went too deep"));
    }

    static Stream<String> mixedBrackets() {
        Random random = new Random(11);
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            mixed.append("[]{}\",:1".charAt(random.nextInt(8)));
        }
        return Stream.of(
                mixed.toString(),
                "{[".repeat(100_000),
                "[".repeat(200_000),
                "[[]".repeat(66_000),
                "{\"a\":".repeat(40_000),
                "[\"".repeat(100_000),
                "[1,".repeat(66_000),
                ("[" + "[1],".repeat(100) + "1]").repeat(490));
    }

    @ParameterizedTest
    @MethodSource("mixedBrackets")
    void lookingForJsonIn200KbOfBracketsEndsWithinASecond(String text) {
        PreparedCheck any = Scorers.builtIn().prepare(Cells.cell("contains-json"));
        PreparedCheck withId = Scorers.builtIn().prepare(Cells.cell("contains-json: " + WITH_ID));

        long start = System.nanoTime();
        any.judge(Answers.saying(text));
        Score score = withId.judge(Answers.saying(text)).score();

        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        assertThat(Cells.word(score)).isIn("fail", "unscored");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theScanEndsWhereTheParserEnds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("[");
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(new String[] {"[", "]", "{", "}", "\"a\"", ":", ",", "1", "true", " ", "\"\\\"\"", "null"}
                        [random.nextInt(12)]);
            }
            JsonScan.Found found = JsonScan.at(text.toString().toCharArray(), 0);
            String part = text.substring(0, Math.min(text.length(), found.end()));

            assertThat(Cells.word(judge("is-json", part))).as(part).isEqualTo(found.whole() ? "pass" : "fail");
        }
    }

    private static Score judge(String cell, String text) {
        Check check = Cells.cell(cell);
        return Cells.judge(check, Answers.saying(text));
    }
}
