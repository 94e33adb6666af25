package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.TokenSource;
import org.junit.jupiter.api.Test;

class StreamEventsTest {

    private static final EventTimes TIMES =
            new EventTimes(new Times(0, 0, 0, null, null, 5L, 99), new long[] {1_000, 5, 1_000_000, 7});

    private final StreamEvents events = new StreamEvents();

    private void add(long end, EventClass brought) {
        events.add(end, brought.bit());
    }

    @Test
    void manyEventsAreKeptInTheirOrder() {
        for (int i = 1; i <= 5_000; i++) {
            add(i * 10L, EventClass.CONTENT);
            events.state(2L * i);
        }

        OutputEvents output = events.output(TIMES);

        assertThat(output.count()).isEqualTo(5_000);
        assertThat(output.instants()[99]).isEqualTo(5);
        assertThat(output.instants()[100]).isEqualTo(12);
        assertThat(output.tokens()).hasSize(5_000).containsOnly(2);
        assertThat(output.source()).isEqualTo(TokenSource.USAGE_RUNNING);
    }

    @Test
    void moreTokensThanAnAnswerCanHaveAreNotBelieved() {
        add(10, EventClass.CONTENT);
        events.state(1);
        add(20, EventClass.CONTENT);
        events.state(1L << 53);

        OutputEvents output = events.output(TIMES);

        assertThat(output.tokens()).isNull();
        assertThat(output.source()).isEqualTo(TokenSource.NONE);
    }

    @Test
    void statementsThatBeginLateSayNothingOfWhatCameBefore() {
        for (int i = 1; i <= 40; i++) {
            add(i, EventClass.CONTENT);
        }
        events.state(40);

        assertThat(events.output(TIMES).tokens()).isNull();
    }

    @Test
    void theFirstAndTheLastOfAClassAreFound() {
        add(10, EventClass.EMPTY);
        add(20, EventClass.REASONING);
        add(30, EventClass.CONTENT);
        add(40, EventClass.FINISH);

        assertThat(events.first(EventClass.OUTPUT)).isEqualTo(20);
        assertThat(events.first(EventClass.ANSWER)).isEqualTo(30);
        assertThat(events.last(EventClass.OUTPUT)).isEqualTo(30);
        assertThat(events.first(EventClass.TERMINAL)).isEqualTo(40);
        assertThat(events.first(EventClass.ERROR.bit())).isNull();
        assertThat(events.last(EventClass.ERROR.bit())).isNull();
    }
}
