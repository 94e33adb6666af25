package dev.promptmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfCheckTest {

    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n";

    @Test
    void everyBarHasItsFigures() throws Exception {
        List<String> progress = new ArrayList<>();
        SelfCheck.Size small = new SelfCheck.Size(Duration.ofMillis(150), 4, 5);
        try (Simulator simulator = Simulator.start(Settings.builder().build())) {
            List<SelfCheck.Line> lines =
                    SelfCheck.run(simulator.baseUri(), ProcessHandle.current(), small, progress::add);

            assertThat(lines).extracting(SelfCheck.Line::name).containsExactly("S1", "S2", "S3", "S4");
            assertThat(lines.get(1).figures()).contains("requests/s from one client on 4 connections");
            assertThat(lines.get(3).figures()).contains("at 5 streams x 50 events/s");
            assertThat(lines.get(3).passed()).isNotNull();
            assertThat(simulator.ledger().entries()).hasSize(5).allMatch(LedgerEntry::answered);
        }
        assertThat(progress).containsExactly("plain answers", "streams back to back", "lateness of 5 streams");
    }

    @Test
    void aBarThatNothingDecidesIsOpenAndNotPassed() {
        assertThat(new SelfCheck.Line("S2", "many", null)).hasToString("S2   open  many");
        assertThat(new SelfCheck.Line("S4", "late", false)).hasToString("S4   MISS  late");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, CHUNKED})
    void anAnswerEndsWithItsLastByteWhereverItIsCut(String answer) {
        for (int cut = 1; cut < answer.length(); cut++) {
            AnswerEnd end = new AnswerEnd();

            assertThat(end.take(bytes(answer.substring(0, cut))))
                    .as("cut at %d", cut)
                    .isFalse();
            assertThat(end.take(bytes(answer.substring(cut))))
                    .as("cut at %d", cut)
                    .isTrue();
            assertThat(end.take(bytes(answer))).as("the next answer").isTrue();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
