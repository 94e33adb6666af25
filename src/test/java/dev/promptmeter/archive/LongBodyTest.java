package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.TestScale;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Times;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

class LongBodyTest {

    private static final List<String> PIECES = List.of(
            "data: {\"choices\":[{\"delta\":{\"content\":\" parcel\"}}]}\n\n",
            "\\",
            "\"",
            "\r\n",
            "\t\b\f",
            "\u0000\u001f\u007f",
            "é漢😀",
            ",\"body\":{\"text\":\"",
            "\u2028/");

    private static byte[] record(byte[] body) {
        return AnswerRecord.encode(
                new RecordedAnswer(
                        "pm-1",
                        true,
                        null,
                        "a detail, with \",\"body\":{\"text\":\"",
                        200,
                        Map.of("server", ",\"body\":{\"text\":\"no"),
                        body,
                        new Times(1, 2, 3, null, null, null, 9),
                        new long[] {body.length, 7},
                        Set.of()),
                Redactor.NONE);
    }

    private static RecordedAnswer parsed(byte[] record) {
        try (JsonParser json = Json.MAPPER.createParser(record)) {
            return AnswerReading.of(json, 0);
        }
    }

    @Test
    void aLongBodyIsTakenOutOfItsRecordAsTheBytesThatItWas() {
        Random random = new Random(TestScale.seed(3));
        for (int round = 0; round < TestScale.of(200, 10_000); round++) {
            var body = new ByteArrayOutputStream();
            while (body.size() < 9_000) {
                body.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
            }
            byte[] record = record(body.toByteArray());

            LongBody taken = LongBody.in(record, 0, record.length);

            assertThat(taken).isNotNull();
            assertThat(taken.bytes()).isEqualTo(body.toByteArray());
            assertThat(taken.rest()).isEqualTo(emptied(body.size()));
        }
    }

    /** The record of an answer of that size without its body. */
    private static byte[] emptied(int size) {
        return new String(record(new byte[0]), StandardCharsets.UTF_8)
                .replace("\"stamps\":[0,7]", "\"stamps\":[" + size + ",7]")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsShortOrNoTextOrWrittenOtherwiseIsLeftWhereItIs() {
        byte[] bytes = new byte[9_000];
        Arrays.fill(bytes, (byte) 0xFF);
        byte[] binary = record(bytes);
        byte[] small = record("short".getBytes(StandardCharsets.UTF_8));
        byte[] foreign = new String(record("x".repeat(9_000).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
                .replaceFirst("xxx", "\\\\u00e9")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(LongBody.in(binary, 0, binary.length)).isNull();
        assertThat(LongBody.in(small, 0, small.length)).isNull();
        assertThat(LongBody.in(foreign, 0, foreign.length)).isNull();
        assertThat(parsed(foreign).body()).startsWith("é".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyThatWasTakenOutIsTheBodyOfTheAnswer() {
        byte[] body = "data: {}\n\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        byte[] record = record(body);
        LongBody taken = LongBody.in(record, 0, record.length);

        try (JsonParser json = Json.MAPPER.createParser(taken.rest())) {
            assertThat(AnswerReading.of(json, 0, taken.bytes()))
                    .usingRecursiveComparison()
                    .isEqualTo(parsed(record));
        }
    }
}
