package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Intent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class JournalLineTest {

    private static final String NOTE =
            "{\"c\":\"fe533573\",\"n\":1,\"t\":\"note\",\"at\":\"2026-01-14T09:12:03.000000Z\","
                    + "\"kind\":\"start\",\"v\":1,\"run\":\"20260114-0912-k3f9\"}";
    private static final String ROW =
            "{\"c\":\"c353164a\",\"n\":2,\"t\":\"row\",\"dataset\":\"sums\",\"row\":\"r1\",\"line\":2,"
                    + "\"sha\":\"8dff9654a8a58f65a1b366135a0a517313a02221ea399ad094ff5d9bfe8ed45f\","
                    + "\"vars\":{\"prompt\":\"6 x 7?\"},\"checks\":[{\"type\":\"equals\",\"value\":\"42\"}]}";
    private static final String INTENT = "{\"c\":\"aa9b32bd\",\"n\":3,\"t\":\"intent\","
            + "\"key\":\"0782af4fed7505f7e74cae6709fbd35e85176e0ba07ac007df9068b18e16e5d9\","
            + "\"case\":[\"sums\",\"r1\",\"default\",\"sim\"],\"repeat\":1,\"attempt\":1,"
            + "\"req\":\"pm-336335bc-0782af4fed75-1-1\","
            + "\"body\":\"{\\\"model\\\":\\\"sim-small\\\",\\\"messages\\\":[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"6 x 7?\\\"}]}\"}";
    private static final String ANSWER =
            "{\"c\":\"48b0891d\",\"n\":4,\"t\":\"answer\",\"req\":\"pm-336335bc-0782af4fed75-1-1\","
                    + "\"end\":\"complete\",\"status\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"text\":"
                    + "\"{\\\"choices\\\":[{\\\"index\\\":0,\\\"message\\\":{\\\"role\\\":\\\"assistant\\\",\\\"content\\\":\\\"42\\\"},"
                    + "\\\"finish_reason\\\":\\\"stop\\\"}],\\\"usage\\\":{\\\"prompt_tokens\\\":9,\\\"completion_tokens\\\":1,"
                    + "\\\"total_tokens\\\":10}}\"},\"times\":{\"plan\":81000000,\"permit\":81004000,\"start\":81090000,"
                    + "\"sent\":81150000,\"head\":131400000,\"byte\":131450000,\"end\":131460000},"
                    + "\"stamps\":[162,50360000],\"flags\":[\"cold\"]}";
    private static final String SCORE = "{\"c\":\"73b24204\",\"n\":5,\"t\":\"score\","
            + "\"key\":\"0782af4fed7505f7e74cae6709fbd35e85176e0ba07ac007df9068b18e16e5d9\","
            + "\"case\":[\"sums\",\"r1\",\"default\",\"sim\"],\"repeat\":1,\"req\":\"pm-336335bc-0782af4fed75-1-1\","
            + "\"class\":\"ok\",\"finish\":\"stop\",\"tokens\":{\"prompt\":9,\"completion\":1,\"total\":10},"
            + "\"verdict\":\"pass\",\"score\":1,\"checks\":[{\"check\":0,\"verdict\":\"pass\",\"score\":1}]}";

    static final List<String> VECTORS = List.of(NOTE, ROW, INTENT, ANSWER, SCORE);

    @ParameterizedTest
    @FieldSource("VECTORS")
    void linesWrittenElsewhereAreSound(String line) {
        byte[] bytes = utf8(line);

        assertThat(JournalLine.sound(bytes, 0, bytes.length)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("VECTORS")
    void framingTheSameRecordGivesTheSameLine(String line) {
        int content = line.indexOf("\"t\":");
        long number = RecordHead.of(utf8(line), 0, utf8(line).length).number();

        byte[] framed = JournalLine.frame(number, utf8("{" + line.substring(content)));

        assertThat(new String(framed, StandardCharsets.UTF_8)).isEqualTo(line + "\n");
    }

    @ParameterizedTest
    @FieldSource("VECTORS")
    void anyFlippedBitIsNoticed(String line) {
        byte[] bytes = utf8(line);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(JournalLine.sound(bytes, 0, bytes.length))
                    .as("bit %d", bit)
                    .isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @ParameterizedTest
    @FieldSource("VECTORS")
    void aLineThatIsCutIsNoticed(String line) {
        byte[] bytes = utf8(line);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(JournalLine.sound(bytes, 0, length))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void anIntentIsWrittenAsTheFormatSays() {
        String body = "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}";
        var intent = new Intent(
                new CaseId("sums", "r1", "default", "sim", 1),
                "0782af4fed7505f7e74cae6709fbd35e85176e0ba07ac007df9068b18e16e5d9",
                1,
                "pm-336335bc-0782af4fed75-1-1",
                0,
                null,
                utf8(body));

        byte[] line = JournalLine.frame(3, IntentRecord.encode(intent, Redactor.NONE));

        assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo(INTENT + "\n");
    }

    @Test
    void anAnswerWrittenElsewhereIsRead() {
        RecordedAnswer answer = AnswerReading.of(Json.MAPPER.createParser(ANSWER), 1_000_000_000);

        assertThat(answer.requestId()).isEqualTo("pm-336335bc-0782af4fed75-1-1");
        assertThat(answer.end()).isNull();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(162).startsWith(utf8("{\"choices\""));
        assertThat(answer.times().start()).isEqualTo(1_081_090_000L);
        assertThat(answer.times().firstByte()).isEqualTo(1_131_450_000L);
        assertThat(answer.stamps()).containsExactly(162, 50_360_000);
        assertThat(answer.flags()).isEqualTo(Set.of("cold"));
    }

    @Test
    void theContentOfALineIsThatOfItsRecordWhateverItsNumber() {
        byte[] record = utf8("{\"t\":\"row\",\"row\":\"r1\"}");
        byte[] line = JournalLine.frame(123_456, record);

        assertThat(JournalLine.contentOfLine(line, 0, line.length - 1)).isEqualTo(JournalLine.content(record));
        assertThat(JournalLine.content(utf8("{\"t\":\"row\",\"row\":\"r2\"}")))
                .isNotEqualTo(JournalLine.content(record));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
