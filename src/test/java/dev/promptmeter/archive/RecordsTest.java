package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.Times;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Intent;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

class RecordsTest {

    private static final Times TIMES = new Times(1, 2, 3, 4L, null, 6L, 7);

    /** What a record must carry unharmed: markup, line ends, controls, characters beyond 16 bits, and half of one. */
    static final List<String> HOSTILE = List.of(
            "",
            "6 x 7?",
            "</script><!-- \" ' ` \\ / \\u0041 {{x}}",
            "line\r\nline\u2028line\u0085\t\u0000\u001b[31m",
            "Zürich 東京 😀 \u202edesrever",
            "half a pair \ud83d and the other half \ude00",
            "{\"c\":\"00000000\",\"n\":1}\n");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aRowComesBackAsItWas(int text) {
        String hostile = HOSTILE.get(text);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("prompt", hostile);
        vars.put("other \"name\"", hostile);
        var options = new RowOptions(hostile, 0.75, hostile, hostile, hostile, hostile, 7, hostile);
        Check check =
                Check.of("equals", hostile).withMetric("tone").withWeight(0.5).not();
        var row = new Row("r1", 2, vars, Map.of("tag", List.of(hostile, "eu")), List.of(check), options);

        Row read = RowRecord.decode(tree(RowRecord.encode("sums", row, List.of(), Redactor.NONE)));

        assertThat(read).isEqualTo(row);
        assertThat(read.vars().keySet()).containsExactly("prompt", "other \"name\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void anAnswerComesBackByteForByte(int text) {
        byte[] body = HOSTILE.get(text).getBytes(StandardCharsets.UTF_8);

        assertThat(reread(answer(body, Set.of("cold", "stamps_merged"))))
                .satisfies(read -> assertThat(read.body()).isEqualTo(body))
                .usingRecursiveComparison()
                .isEqualTo(answer(body, Set.of("cold", "stamps_merged")));
    }

    /** Journals of older versions were written that way, and a record's bytes tell whether it says the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void aBodyIsWrittenInTheBytesThatItsTextWouldTake(int text) {
        byte[] body = HOSTILE.get(text).getBytes(StandardCharsets.UTF_8);

        byte[] asBytes = Json.object(json -> {
            json.writeName("text");
            Json.writeText(json, body);
        });

        assertThat(asBytes).isEqualTo(Json.object(json -> json.writeStringProperty("text", HOSTILE.get(text))));
    }

    @ParameterizedTest
    @ValueSource(ints = {3_000, 7_900, 8_100, 40_000, 1_200_000})
    void aRecordIsWholeHoweverManyPiecesItComesIn(int length) {
        byte[] body = "\"Zürich\" 😀\n".repeat(length / 10).getBytes(StandardCharsets.UTF_8);

        assertThat(reread(answer(body, Set.of())).body()).isEqualTo(body);
        assertThat(tree(Json.object(json -> json.writeBinaryProperty("b64", body)))
                        .path("b64")
                        .binaryValue())
                .isEqualTo(body);
    }

    @Test
    void bytesThatAreNotTextComeBackByteForByte() {
        byte[] body = {'o', 'k', (byte) 0xc3, '(', (byte) 0xff, 0, '\n'};
        byte[] record = AnswerRecord.encode(answer(body, Set.of()), Redactor.NONE);

        assertThat(tree(record).path("body").has("b64")).isTrue();
        assertThat(AnswerReading.of(parser(record), 0).body()).isEqualTo(body);
    }

    @Test
    void everyFailureOfTheTransportKeepsItsName() {
        for (FailureKind kind : FailureKind.values()) {
            var failed = new RecordedAnswer(
                    "pm-1", true, kind, "reset by peer", null, Map.of(), new byte[0], TIMES, new long[0], Set.of());

            assertThat(reread(failed)).usingRecursiveComparison().isEqualTo(failed);
        }
    }

    @Test
    void theKeyIsMaskedByteForByteAndTheAnswerSaysSo() {
        var redactor = Redactor.of(List.of(Secret.of("sk-abc123def456")));
        byte[] body = "your key sk-abc123def456 is fine".getBytes(StandardCharsets.UTF_8);

        RecordedAnswer read = AnswerReading.of(parser(AnswerRecord.encode(answer(body, Set.of()), redactor)), 0);

        assertThat(new String(read.body(), StandardCharsets.UTF_8)).isEqualTo("your key *************** is fine");
        assertThat(read.body()).hasSameSizeAs(body);
        assertThat(read.flags()).containsExactly("contained_key");
    }

    @Test
    void noRecordHoldsTheKey() {
        var redactor = Redactor.of(List.of(Secret.of("sk-abc123def456")));
        String text = "say sk-abc123def456";
        var row = new Row("r1", 2, Map.of("prompt", text), Map.of(), List.of(), RowOptions.NONE);
        var id = new CaseId("sums", "r1", "default", "sim", 1);
        var intent = new Intent(id, "0".repeat(64), 1, "pm-1", 0, null, text.getBytes(StandardCharsets.UTF_8));
        CaseResult result = failing(id, row, text);

        for (byte[] record : List.of(
                RowRecord.encode("sums", row, List.of(), redactor),
                IntentRecord.encode(intent, redactor),
                ScoreRecord.encode(result, asked(result), redactor))) {
            assertThat(new String(record, StandardCharsets.UTF_8)).doesNotContain("sk-abc123def456");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aScoreComesBackWithEveryOutcome(int text) {
        String reason = HOSTILE.get(text);
        var row = new Row("r1", 2, Map.of(), Map.of(), List.of(), RowOptions.NONE);
        CaseResult result = failing(new CaseId("sums", "r1", "default", "sim", 1), row, reason);
        List<Check> checks = result.outcomes().stream().map(Outcome::check).toList();

        ScoreRecord.Verdict read =
                ScoreReading.of(parser(ScoreRecord.encode(result, asked(result), Redactor.NONE)), checks);

        assertThat(read.grade()).isEqualTo(result.grade());
        assertThat(read.grade().reason()).isEqualTo(reason);
    }

    private static Case asked(CaseResult result) {
        Model model = TestPlan.asking(new ScriptedEndpoint())
                .plan()
                .datasets()
                .get(0)
                .models()
                .get(0);
        return new Case(result.id(), result.row(), model, new byte[0], "0".repeat(64), CheckSet.NONE);
    }

    private static CaseResult failing(CaseId id, Row row, @Nullable String reason) {
        List<Outcome> outcomes = List.of(
                new Outcome(Check.of("equals", "42"), new Score.Graded(0.1 + 0.2, false, String.valueOf(reason))),
                new Outcome(Check.of("contains", "4"), Score.pass("")),
                new Outcome(Check.of("latency", "1s"), new Score.Skipped("not measured")),
                group(),
                new Outcome(Check.of("is-json", null), new Score.Unscored("no schema")));
        Grade grade = new Grade(CaseVerdict.FAIL, 1.0 / 3, reason, null, outcomes);
        return new CaseResult(id, row, grade, null, List.of(), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    private static Outcome group() {
        Check part = Check.of("contains", "4").withWeight(3).withMetric("digits");
        Check group = Check.of("assert-set", null).withParts(List.of(Check.of("is-empty", null), part));
        return new Outcome(
                group,
                new Score.Graded(0.75, true, "1 of 2"),
                List.of(
                        new Outcome(group.parts().get(0), Score.fail("not empty")),
                        new Outcome(group.parts().get(1), Score.pass(""))));
    }

    @Test
    void aGroupOfARowComesBackWithItsChecks() {
        var row = new Row("r1", 2, Map.of(), Map.of(), List.of(group().check()), RowOptions.NONE);

        Row read = RowRecord.decode(tree(RowRecord.encode("sums", row, List.of(), Redactor.NONE)));

        assertThat(read.checks()).isEqualTo(row.checks());
    }

    private static RecordedAnswer answer(byte[] body, Set<String> flags) {
        Map<String, String> headers = Map.of("content-type", "text/plain; \"x\"", "retry-after", "5");
        return new RecordedAnswer("pm-1", true, null, "", 200, headers, body, TIMES, new long[] {5, 1, 2, 0}, flags);
    }

    private static RecordedAnswer reread(RecordedAnswer answer) {
        return AnswerReading.of(parser(AnswerRecord.encode(answer, Redactor.NONE)), 0);
    }

    private static JsonNode tree(byte[] record) {
        return Json.MAPPER.readTree(line(record));
    }

    private static JsonParser parser(byte[] record) {
        return Json.MAPPER.createParser(line(record));
    }

    private static byte[] line(byte[] record) {
        byte[] line = JournalLine.frame(1, record);
        assertThat(new String(line, 0, line.length - 1, StandardCharsets.UTF_8)).doesNotContain("\n");
        return line;
    }
}
