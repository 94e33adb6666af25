package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Suite 18 of the test plan: the events of a stream do not depend on where its buffers end, and a cut is seen for what it is. */
class StreamDecoderSuiteTest {

    private static final String PAR = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Par\"}}]}\n\n";
    private static final String IS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"is \ud83d\ude00\"}}]}\n\n";
    private static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static final List<String> SHAPES = List.of(
            PAR + IS + STOP + USAGE + DONE,
            PAR + IS + DONE,
            PAR + STOP,
            ": comment\n\n" + PAR + ": again\n" + IS + DONE,
            "event: message\n" + PAR + "event: error\ndata: no\n\n" + DONE,
            "id: 1\nretry: 5\n" + PAR + "foo: bar\n" + STOP,
            "data:no blank\n\ndata:  two\n\n" + DONE,
            "data\n\ndata:\n\n" + PAR,
            "data: {\ndata: \"choices\":[]\ndata: }\n\n" + DONE,
            "data: caf\u00e9 \u6771\u4eac \u2028 \u0085 \ud83d\ude00\n\n",
            "DATA: a\n data: b\n\n" + PAR,
            PAR + "data: cut",
            PAR + "data: cut\n",
            PAR + "event: error\n\n",
            "\n\n\n" + PAR + "\n\n" + DONE,
            "event\ndata: a\n\nevent:\ndata: b\n\n",
            "data: [DONE]\n",
            "data: \"[DONE]\"\n\n" + DONE,
            "data: a\ndata\ndata: c\n\n",
            "");

    private static List<byte[]> vectors() {
        List<byte[]> vectors = new ArrayList<>();
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (String shape : SHAPES) {
                String mark = vectors.size() % 2 == 0 ? "" : "\uFEFF";
                vectors.add((mark + shape.replace("\n", end)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return vectors;
    }

    @Test
    void everySplitOfEveryVectorGivesTheSameEvents() {
        try (SuiteLine line = SuiteLine.begin(18, "stream decoder, splits", 0)) {
            for (byte[] vector : vectors()) {
                List<String> whole = decoded(vector, vector.length);
                for (int split = 0; split <= vector.length; split++) {
                    assertThat(decoded(vector, split))
                            .as("%s split at %d", new String(vector, StandardCharsets.UTF_8), split)
                            .isEqualTo(whole);
                }
                line.count();
            }
            assertThat(line.cases()).isEqualTo(60);
        }
    }

    private static List<String> decoded(byte[] bytes, int split) {
        List<String> events = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(new SseDecoder.Sink() {
            @Override
            public void data(byte[] buffer, int from, int to, long end) {
                add("data", buffer, from, to, end);
            }

            @Override
            public void error(byte[] buffer, int from, int to, long end) {
                add("error", buffer, from, to, end);
            }

            @Override
            public void unclosed(byte[] buffer, int from, int to, long end) {
                add("unclosed", buffer, from, to, end);
            }

            private void add(String kind, byte[] buffer, int from, int to, long end) {
                events.add(kind + " " + new String(buffer, from, to - from, StandardCharsets.UTF_8) + " @" + end);
            }
        });
        decoder.feed(bytes, 0, split);
        decoder.feed(bytes, split, bytes.length);
        decoder.finish();
        return events;
    }

    @Test
    void aStreamCutAnywhereIsTruncatedUnlessItsEndHadCome() {
        long seed = TestScale.seed(1);
        Random random = new Random(seed);
        byte[] whole = (PAR + IS + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8);
        int firstEvent = PAR.length();
        int mark = (PAR + IS + STOP).getBytes(StandardCharsets.UTF_8).length - 2;
        OpenAiAnswerReader reader = new OpenAiAnswerReader();
        try (SuiteLine line = SuiteLine.begin(18, "stream decoder, cuts", seed)) {
            for (int i = 0; i < TestScale.of(200, 10_000); i++) {
                int cut = random.nextInt(whole.length + 1);
                Recorded recorded = Recorded.stream(Arrays.copyOf(whole, cut));

                Exchange exchange = reader.read(
                        random.nextBoolean()
                                ? recorded.answer()
                                : recorded.ended(FailureKind.RESET).answer());

                if (cut >= mark) {
                    assertThat(exchange).as("cut at %d", cut).isInstanceOf(Answered.class);
                } else if (cut >= firstEvent) {
                    Failed failed = (Failed) exchange;
                    assertThat(failed.kind()).as("cut at %d", cut).isEqualTo(FailureKind.TRUNCATED);
                    assertThat("Paris \ud83d\ude00").startsWith(failed.partial().text());
                } else {
                    assertThat(((Failed) exchange).kind())
                            .as("cut at %d", cut)
                            .isIn(FailureKind.TRUNCATED, FailureKind.MALFORMED_SUCCESS);
                }
                line.count();
            }
        }
    }
}
