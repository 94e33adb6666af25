package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static Span span(long from, long to) {
        return new Span(from, to);
    }

    @Test
    void whatIsTakenOutLeavesTheRestInOrder() {
        List<Span> left = span(10, 100).without(List.of(span(80, 90), span(0, 15), span(30, 50), span(40, 60)));

        assertThat(left).containsExactly(span(15, 30), span(60, 80), span(90, 100));
        assertThat(Span.nanos(left)).isEqualTo(45);
    }

    @Test
    void whatLiesOutsideTakesNothing() {
        assertThat(span(10, 20).without(List.of(span(0, 10), span(20, 99)))).containsExactly(span(10, 20));
    }

    @Test
    void nothingIsLeftOfWhatIsTakenAsAWhole() {
        assertThat(span(10, 20).without(List.of(span(0, Long.MAX_VALUE)))).isEmpty();
    }

    @Test
    void noStretchEndsBeforeItBegins() {
        assertThatThrownBy(() -> span(20, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeThatSeveralStretchesCoverCountsOnce() {
        assertThat(Span.covered(List.of(span(50, 60), span(0, 20), span(10, 30))))
                .isEqualTo(40);
        assertThat(Span.covered(List.of())).isZero();
    }

    @Test
    void absencesAreFoundWhateverTheOrderOfTheStarts() {
        Watched shards = new Watched(new MachineLog(), List.of(), List.of(span(50, 60), span(0, 20), span(10, 30)));

        assertThat(shards.absences()).containsExactly(span(30, 50));
    }
}
