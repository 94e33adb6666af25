package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.report.AsciiText;
import dev.promptmeter.run.Load;
import dev.promptmeter.score.CaseVerdict;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarBlockTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String UP_AND_CLEAR = "\r\u001B[6A\u001B[0J";
    private static final RunLine RUN = new RunLine(
            "promptmeter 0.1.0",
            "support-bot",
            "4 cases",
            "20260114-0912-k3f9",
            new Load.Closed(16),
            "reports/20260114-0912-k3f9");

    private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

    private static ProgressState state(int models, String lastFailure) {
        var lane = new ProgressState.Lane(
                "m", Map.of(CaseVerdict.PASS, 1L, CaseVerdict.FAIL, 1L), 1_200_000_000L, null, null, null);
        var lanes = IntStream.range(0, models).mapToObj(i -> lane).toList();
        return new ProgressState(4, lane, lanes, 12, lastFailure);
    }

    private static List<String> shown(BarBlock block, ProgressState state) {
        return block.show(List.of(), state, 2 * SECOND).lines().toList();
    }

    @Test
    void itSaysHowFarTheRunIsAndWhatItCameToSoFar() {
        List<String> lines =
                shown(new BarBlock(RUN, 100, AS_IT_IS), state(1, "refunds/r1 · v2 · gpt  equals: differs"));

        assertThat(lines)
                .containsExactly(
                        "promptmeter 0.1.0   support-bot   4 cases",
                        "run 20260114-0912-k3f9   closed loop, 16 in flight   → reports/20260114-0912-k3f9",
                        " 2/4  ━━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  50 %   2.0 s, about 2.0 s left",
                        " pass 1   fail 1   error 0   skip 0   cost unknown   1.0/s   2 in flight",
                        " p50 1.2 s   p95 –   p99 –   cut off by length 12",
                        " last fail  refunds/r1 · v2 · gpt  equals: differs");
    }

    @Test
    void itNeverHasMoreThanElevenLines() {
        assertThat(shown(new BarBlock(RUN, 100, AS_IT_IS), state(64, "r1"))).hasSize(11);
    }

    @Test
    void theTimeThatIsLeftIsWholeOnAnOrdinaryTerminal() {
        var lane = new ProgressState.Lane("m", Map.of(CaseVerdict.PASS, 33_000L), 1_000L, null, null, null);
        var state = new ProgressState(100_000, lane, List.of(lane), 0, null);

        String bar = new BarBlock(RUN, 80, AS_IT_IS)
                .show(List.of(), state, 62 * SECOND)
                .lines()
                .toList()
                .get(2);

        assertThat(bar).isEqualTo(" 33,000/100,000  ━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  33 %   1m02s, about 2m06s left");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        List<String> lines = shown(new BarBlock(RUN, 40, AS_IT_IS), state(3, "x".repeat(200)));

        assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) < 40);
        assertThat(lines).noneMatch(line -> line.contains("model"));
    }

    @Test
    void signsThatBecomeLongerInAsciiWidenNoLine() {
        List<String> lines =
                shown(new BarBlock(RUN, 40, AsciiText::of), state(1, "größer · v2 · gpt  score ≥ 0.5 → ±0.1"));

        assertThat(lines).allMatch(line -> line.length() < 40);
        assertThat(lines.get(1)).isEqualTo("run 20260114-0912-k3f9   closed loop...");
    }

    @Test
    void itIsRepaintedInPlaceWithNewsAboveIt() {
        BarBlock block = new BarBlock(RUN, 100, AS_IT_IS);
        block.show(List.of(), state(1, "r1"), SECOND);

        String again = block.show(List.of("FAIL r2"), state(1, "r2"), SECOND);

        assertThat(again).startsWith(UP_AND_CLEAR + "FAIL r2\npromptmeter 0.1.0");
        assertThat(block.end()).isEqualTo(UP_AND_CLEAR);
        assertThat(block.end()).isEmpty();
    }
}
