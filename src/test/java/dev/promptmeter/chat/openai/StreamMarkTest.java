package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.TestScale;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StreamMarkTest {

    private static final Pattern LINE = Pattern.compile("(?<=^|[\\r\\n])data:[ \\t]*\\[DONE][ \\t]*[\\r\\n]");
    private static final List<String> PIECES = List.of(
            "data:",
            "data: ",
            "data: [DONE]\n",
            "data: [DONE]",
            "[DONE]",
            "[DONE",
            "DONE]",
            "]",
            "E",
            "N",
            " ",
            " ",
            "\t",
            "\n",
            "\n",
            "\r");

    private static boolean endsWithin(String received, int from) {
        return StreamMark.endsWithin(received.getBytes(StandardCharsets.US_ASCII), from, received.length());
    }

    @Test
    void theMarkIsFoundWhereverABufferEnds() {
        String stream = "data: {}\n\ndata:\t[DONE] \n";

        for (int from = 0; from < stream.length(); from++) {
            assertThat(endsWithin(stream, from)).as("from %d", from).isTrue();
        }
        assertThat(endsWithin(stream, stream.length())).isFalse();
    }

    @Test
    void anyBytesHoldItWhereALineOfItEndsInTheNewestOfThem() {
        Random random = new Random(TestScale.seed(7));
        int found = 0;
        for (int round = 0; round < TestScale.of(20_000, 2_000_000); round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            int from = random.nextInt(text.length() + 1);
            boolean expected = false;
            for (Matcher line = LINE.matcher(text); line.find(); ) {
                expected |= line.end() > from;
            }

            assertThat(endsWithin(text.toString(), from))
                    .as("%s from %d", text, from)
                    .isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isPositive();
    }
}
