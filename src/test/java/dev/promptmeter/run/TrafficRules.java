package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.VirtualTraffic.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds for every schedule, whatever endpoints do; checked event by event, from what was sent and said alone. */
final class TrafficRules implements VirtualTraffic.Watcher {

    private static final long STEP = 50_000_000L;
    private static final long OPEN = 30_000_000_000L;

    private final Map<Lane, Watched> lanes = new HashMap<>();
    private final String name;
    private final int slots;
    private final int reopened;
    private final int perModel;
    private final double startsPerMinute;
    private double answers;
    private double drawn;
    private int probes;

    /** What is known of one lane. */
    private final class Watched {

        private long closedUntil;
        private long lastStart = -STEP;
        private int sinceClosed = reopened;
        private double level = Math.max(1, startsPerMinute / 6);
        private long levelAt;
        private Breaker.State state = Breaker.State.CLOSED;
        private long openedAt;
    }

    /** Takes the limits; infinity for no rate. */
    TrafficRules(String name, int slots, int perModel, double startsPerMinute) {
        this.name = name;
        this.slots = slots;
        this.reopened = Math.min(slots, perModel);
        this.perModel = perModel;
        this.startsPerMinute = startsPerMinute;
    }

    @Override
    public void begins(Sent sent, List<Sent> beside) {
        Watched lane = lanes.computeIfAbsent(sent.lane(), key -> new Watched());
        long now = sent.begun();

        assertThat(beside.size()).as(name + ": in flight").isLessThan(slots);
        assertThat(beside.stream().filter(each -> each.model().equals(sent.model())))
                .as(name + ": permits")
                .hasSizeLessThan(perModel);
        assertThat(now).as(name + ": the lane is closed").isGreaterThanOrEqualTo(lane.closedUntil);
        assertThat(sent.pending().waitNanos()).as(name + ": wait").isNotNegative();
        reopens(lane, now);
        paced(lane, now);
        probes(lane, sent, beside);
    }

    private void reopens(Watched lane, long now) {
        if (lane.sinceClosed > 0 && lane.sinceClosed < reopened) {
            assertThat(now - lane.lastStart).as(name + ": reopens step by step").isGreaterThanOrEqualTo(STEP);
        }
        lane.sinceClosed++;
        lane.lastStart = now;
    }

    private void paced(Watched lane, long now) {
        if (Double.isInfinite(startsPerMinute)) {
            return;
        }
        double filled = lane.level + (now - lane.levelAt) / 60e9 * startsPerMinute;
        lane.level = Math.min(Math.max(1, startsPerMinute / 6), filled) - 1;
        lane.levelAt = now;
        assertThat(lane.level).as(name + ": the bucket is overdrawn").isGreaterThan(-1e-6);
    }

    private void probes(Watched lane, Sent sent, List<Sent> beside) {
        lane.state = sent.lane().breaker();
        if (lane.state == Breaker.State.CLOSED) {
            return;
        }
        probes++;
        assertThat(sent.begun() - lane.openedAt).as(name + ": open").isGreaterThanOrEqualTo(OPEN);
        assertThat(beside.stream().filter(each -> each.lane() == sent.lane() && each.begun() > lane.openedAt))
                .as(name + ": one probe at a time")
                .isEmpty();
    }

    @Override
    public void ended(Sent sent, Exchange exchange, RetryRule.Decision again) {
        Watched lane = Objects.requireNonNull(lanes.get(sent.lane()));
        answers += exchange instanceof Answered ? 1 : 0;
        if (exchange instanceof Failed failed) {
            draw(failed, again);
            if (failed.retryAfter() != null && failed.retryAfter().toSeconds() <= 120) {
                lane.closedUntil = Math.max(
                        lane.closedUntil, sent.ends() + failed.retryAfter().toNanos());
                lane.sinceClosed = 0;
            }
        }
    }

    private void draw(Failed failed, RetryRule.Decision again) {
        boolean paced = failed.kind() == FailureKind.RATE || failed.retryAfter() != null;
        if (!paced && again instanceof RetryRule.Decision.Again) {
            drawn++;
            assertThat(drawn).as(name + ": retry budget").isLessThanOrEqualTo(Math.max(100, 2 * slots) + answers / 2);
        }
    }

    @Override
    public void told(Sent sent, long now) {
        Watched lane = Objects.requireNonNull(lanes.get(sent.lane()));
        Breaker.State state = sent.lane().breaker();
        if (state == Breaker.State.OPEN && lane.state != Breaker.State.OPEN) {
            lane.openedAt = now;
        }
        lane.state = state;
    }

    int probes() {
        return probes;
    }

    double answers() {
        return answers;
    }
}
