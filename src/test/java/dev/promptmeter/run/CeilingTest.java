package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CeilingTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<CourseEvent> events = new ArrayList<>();
    private final Ceiling adaptive = new Ceiling(new Load.Adaptive(100), events::add);

    private static Exchange exchange(String reply) {
        byte[] body = reply.getBytes(StandardCharsets.UTF_8);
        Times times = new Times(0, 0, 0, null, null, null, 0);
        return ScriptedEndpoint.reader()
                .read(new RecordedAnswer("pm-1", false, null, "", 200, Map.of(), body, times, new long[0], Set.of()));
    }

    private static void ended(Ceiling ceiling, String reply, int attempts, long now) {
        Pending pending = new Pending(VirtualTraffic.asked(), History.Past.NOTHING);
        for (int i = 0; i < attempts; i++) {
            pending.add(VirtualTraffic.attempt(null), exchange(ScriptedEndpoint.ok("Paris")));
        }
        ceiling.ended(pending, exchange(reply), now);
    }

    /** So many answers while as many as may be are in flight. */
    private void round(int answers) {
        adaptive.admits(adaptive.limit() - 1);
        for (int i = 0; i < answers; i++) {
            ended(adaptive, ScriptedEndpoint.ok("Paris"), 1, SECOND);
        }
    }

    @Test
    void doublesRoundByRoundWhileAllGoesWell() {
        assertThat(adaptive.limit()).isEqualTo(8);

        round(7);
        assertThat(adaptive.limit()).isEqualTo(8);

        round(1);
        assertThat(adaptive.limit()).isEqualTo(16);

        round(16);
        round(32);
        round(64);
        assertThat(adaptive.limit()).isEqualTo(100);
    }

    @Test
    void growsOneByOneAfterTheFirstRefusal() {
        round(8);
        ended(adaptive, ScriptedEndpoint.failing(FailureKind.RATE), 1, SECOND);

        assertThat(adaptive.limit()).isEqualTo(11);

        round(11);

        assertThat(adaptive.limit()).isEqualTo(12);
    }

    @Test
    void cutsOnceInFifteenSecondsOrAsLongAsItIsToldToWait() {
        String soon = ScriptedEndpoint.failing(FailureKind.RATE);
        ended(adaptive, soon, 1, SECOND);
        ended(adaptive, soon, 1, 2 * SECOND);

        assertThat(adaptive.limit()).isEqualTo(5);

        ended(adaptive, ScriptedEndpoint.failing(FailureKind.RATE, Duration.ofSeconds(40)), 1, 17 * SECOND);
        ended(adaptive, soon, 1, 50 * SECOND);

        assertThat(adaptive.limit()).isEqualTo(3);

        ended(adaptive, soon, 1, 60 * SECOND);
        ended(adaptive, soon, 1, 80 * SECOND);
        ended(adaptive, soon, 1, 100 * SECOND);

        assertThat(adaptive.limit()).isEqualTo(1);
    }

    @Test
    void otherTroubleStopsGrowthForARoundWithoutACut() {
        ended(adaptive, ScriptedEndpoint.failing(FailureKind.SERVER), 1, SECOND);
        round(8);

        assertThat(adaptive.limit()).isEqualTo(8);

        round(8);

        assertThat(adaptive.limit()).isEqualTo(16);
    }

    @Test
    void answersAfterARetryAndRoundsThatWereNotFullSayNothing() {
        for (int i = 0; i < 20; i++) {
            ended(adaptive, ScriptedEndpoint.ok("Paris"), 2, SECOND);
        }
        for (int i = 0; i < 8; i++) {
            ended(adaptive, ScriptedEndpoint.ok("Paris"), 1, SECOND);
        }

        assertThat(adaptive.limit()).isEqualTo(8);
    }

    @Test
    void everyChangeIsAnEvent() {
        round(8);
        ended(adaptive, ScriptedEndpoint.failing(FailureKind.RATE), 1, 2 * SECOND);

        assertThat(events)
                .extracting(CourseEvent::concurrency, CourseEvent::text)
                .containsExactly(
                        tuple(16, "concurrency 8 to 16: a round went well"),
                        tuple(11, "concurrency 16 to 11: the endpoint answered 429"));
    }

    @Test
    void aFixedNumberIsOnlyHalvedWhereThisMachineRefuses() {
        Ceiling fixed = new Ceiling(new Load.Closed(64), events::add);
        ended(fixed, ScriptedEndpoint.failing(FailureKind.RATE), 1, SECOND);
        ended(fixed, ScriptedEndpoint.ok("Paris"), 1, SECOND);

        assertThat(fixed.limit()).isEqualTo(64);

        ended(fixed, ScriptedEndpoint.failing(FailureKind.LOCAL_LIMIT), 1, SECOND);
        ended(fixed, ScriptedEndpoint.failing(FailureKind.LOCAL_LIMIT), 1, SECOND);

        assertThat(fixed.limit()).isEqualTo(32);
        assertThat(fixed.admits(31)).isTrue();
        assertThat(fixed.admits(32)).isFalse();
    }
}
