package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {

    /** Writes each event as a line: what it is, its data, and where it ended. */
    private static final class Lines implements SseDecoder.Sink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void data(byte[] bytes, int from, int to, long end) {
            lines.add("data " + new String(bytes, from, to - from, StandardCharsets.UTF_8) + " @" + end);
        }

        @Override
        public void error(byte[] bytes, int from, int to, long end) {
            lines.add("error " + new String(bytes, from, to - from, StandardCharsets.UTF_8) + " @" + end);
        }

        @Override
        public void unclosed(byte[] bytes, int from, int to, long end) {
            lines.add("unclosed " + new String(bytes, from, to - from, StandardCharsets.UTF_8) + " @" + end);
        }
    }

    private static final List<String> VECTORS = List.of(
            "data: a\n\ndata: b\n\n",
            "data: a\r\n\r\ndata: b\r\n\r\n",
            "data: a\r\rdata: b\r\r",
            "\uFEFFdata: a\n\n",
            ": OPENROUTER PROCESSING\n\n: again\ndata: a\n\n",
            "data: {\ndata: \"a\":1\ndata: }\n\n",
            "event: error\ndata: no\n\nevent: message\ndata: yes\n\n",
            "data: caf\u00e9 \ud83d\ude00 \u2028 \u0085\n\n",
            "data\n\ndata:\n\ndata:  two blanks\n\n",
            "id: 1\nretry: 5\ndata: a\nother: x\n\n",
            "DATA: a\n data: b\n\ndata: c\n\n",
            "data: cut",
            "data: cut\n",
            "event: error\n\n",
            "\n\n\r\n\r\ndata: a\n\n\n\n");

    @Test
    void eventsAreCutAsTheFormatSays() {
        assertThat(whole(VECTORS.get(0))).containsExactly("data a @9", "data b @18");
        assertThat(whole(VECTORS.get(1))).containsExactly("data a @10", "data b @21");
        assertThat(whole(VECTORS.get(2))).containsExactly("data a @9", "data b @18");
        assertThat(whole(VECTORS.get(3))).containsExactly("data a @12");
        assertThat(whole(VECTORS.get(4))).containsExactly("data a @42");
        assertThat(whole(VECTORS.get(5))).containsExactly("data {\n\"a\":1\n} @29");
        assertThat(whole(VECTORS.get(6))).containsExactly("error no @23", "data yes @49");
        assertThat(whole(VECTORS.get(7))).containsExactly("data caf\u00e9 \ud83d\ude00 \u2028 \u0085 @25");
        assertThat(whole(VECTORS.get(8))).containsExactly("data  @6", "data  @13", "data  two blanks @32");
        assertThat(whole(VECTORS.get(9))).containsExactly("data a @33");
        assertThat(whole(VECTORS.get(10))).containsExactly("data c @27");
        assertThat(whole(VECTORS.get(11))).containsExactly("unclosed cut @9");
        assertThat(whole(VECTORS.get(12))).containsExactly("unclosed cut @10");
        assertThat(whole(VECTORS.get(13))).containsExactly("error  @14");
        assertThat(whole(VECTORS.get(14))).containsExactly("data a @15");
    }

    @Test
    void anySplitGivesTheSameEvents() {
        for (String vector : VECTORS) {
            byte[] bytes = vector.getBytes(StandardCharsets.UTF_8);
            List<String> expected = whole(vector);
            for (int cut = 0; cut <= bytes.length; cut++) {
                assertThat(pieces(bytes, cut)).as("%s cut at %d", vector, cut).isEqualTo(expected);
            }
            assertThat(byteByByte(bytes)).as(vector).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void anyPiecesOfAnyStreamGiveTheSameEvents(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                stream.append(VECTORS.get(random.nextInt(VECTORS.size())));
            }
            byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
            Lines lines = new Lines();
            SseDecoder decoder = new SseDecoder(lines);
            int at = 0;
            while (at < bytes.length) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
                decoder.feed(bytes, at, to);
                at = to;
            }
            decoder.finish();

            assertThat(lines.lines).isEqualTo(whole(stream.toString()));
        }
    }

    @Test
    void unknownFieldsAreCounted() {
        SseDecoder decoder = new SseDecoder(new Lines());
        byte[] bytes = "foo: 1\nDATA: 2\n data: 3\nid: 4\n\n".getBytes(StandardCharsets.UTF_8);

        decoder.feed(bytes, 0, bytes.length);

        assertThat(decoder.unknownFields()).isEqualTo(3);
    }

    @Test
    void aLineOverTheLimitEndsTheReading() {
        assertThat(overflows("data: " + "x".repeat(SseDecoder.LONGEST_LINE - 6) + "\n\n"))
                .isFalse();
        assertThat(overflows("data: " + "x".repeat(SseDecoder.LONGEST_LINE - 5) + "\n\n"))
                .isTrue();
    }

    @Test
    void anEventOverTheLimitEndsTheReading() {
        String line = "data: " + "x".repeat(1_000_000) + "\n";

        assertThat(overflows(line.repeat(4) + "\n")).isFalse();
        assertThat(overflows(line.repeat(5) + "\n")).isTrue();
    }

    private static boolean overflows(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        SseDecoder decoder = new SseDecoder(new Lines());
        for (int at = 0; at < bytes.length; at += 8_192) {
            decoder.feed(bytes, at, Math.min(bytes.length, at + 8_192));
        }
        decoder.finish();
        SseDecoder atOnce = new SseDecoder(new Lines());
        atOnce.feed(bytes, 0, bytes.length);
        assertThat(atOnce.overflowed()).isEqualTo(decoder.overflowed());
        return decoder.overflowed();
    }

    private static List<String> whole(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        return pieces(bytes, bytes.length);
    }

    private static List<String> pieces(byte[] bytes, int cut) {
        Lines lines = new Lines();
        SseDecoder decoder = new SseDecoder(lines);
        decoder.feed(bytes, 0, cut);
        decoder.feed(bytes, cut, bytes.length);
        decoder.finish();
        return lines.lines;
    }

    private static List<String> byteByByte(byte[] bytes) {
        Lines lines = new Lines();
        SseDecoder decoder = new SseDecoder(lines);
        for (byte b : bytes) {
            decoder.feed(new byte[] {b}, 0, 1);
        }
        decoder.finish();
        return lines.lines;
    }
}
