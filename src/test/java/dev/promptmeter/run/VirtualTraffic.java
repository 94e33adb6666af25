package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.score.CheckSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run's traffic on a clock that only moves from one event to the next: one thread stands for all workers and for the endpoint. Tells a
 * watcher of everything that begins and ends.
 */
final class VirtualTraffic implements Ticker {

    private static final String RUN = "20260114-0912-k3f9";

    private final PriorityQueue<Sent> inFlight = new PriorityQueue<>(Comparator.comparingLong(Sent::ends));
    private final Server server;
    private final Watcher watcher;
    private final Traffic traffic;
    private final CaseFeeder feeder;
    private final Map<Pending, Integer> results = new HashMap<>();
    private final MemoryRecorder recorder = new MemoryRecorder();
    private long now;

    /** A request that is on its way. */
    record Sent(Pending pending, long begun, long ends, String reply) {

        Lane lane() {
            return pending.passage().route().lane();
        }

        String model() {
            return pending.asked().model().id();
        }
    }

    /** What an endpoint does with a request. */
    @FunctionalInterface
    interface Server {

        /** {@return what it says, as {@link ScriptedEndpoint} is told it, and after how long} */
        Reply reply(Pending pending, long now);
    }

    /** What an endpoint says and after how long. */
    record Reply(String text, Duration after) {}

    /** Told of what happens. */
    interface Watcher {

        /** A request begins, beside those that are in flight. */
        void begins(Sent sent, List<Sent> beside);

        /** A request is over; {@code again} says whether another follows. */
        void ended(Sent sent, Exchange exchange, RetryRule.Decision again);

        /** Its lane has been told. */
        void told(Sent sent, long now);
    }

    VirtualTraffic(RunPlan plan, Server server, Watcher watcher) {
        this.server = server;
        this.watcher = watcher;
        Cases cases = new CaseSource(plan, Unrecorded.INSTANCE);
        this.feeder = new CaseFeeder(cases, plan.load().slots());
        var surroundings = new Runner.Surroundings(RUN, Unrecorded.INSTANCE, History.NONE, this);
        this.traffic = new Traffic(plan, surroundings, feeder);
    }

    /** Runs to the end; {@return how many repeats got a result, which is one for each} */
    int run() throws InterruptedException {
        try (feeder) {
            for (Pending next = traffic.queue().take();
                    next != null;
                    next = traffic.queue().take()) {
                begin(next);
            }
            while (!inFlight.isEmpty()) {
                finish();
            }
        }
        traffic.recordTo(recorder);
        return results.size();
    }

    private void begin(Pending pending) {
        if (pending.passage().leftOut() != null
                || (pending.start() != null && pending.start().missed())) {
            result(pending);
            return;
        }
        // What is planned is handed out a moment early, to be got ready.
        StartGate start = pending.startsByPlan() ? pending.start() : null;
        long begun = start == null ? now : start.permit();
        Reply reply = server.reply(pending, begun);
        Sent sent = new Sent(pending, begun, begun + reply.after().toNanos(), reply.text());
        watcher.begins(sent, List.copyOf(inFlight));
        inFlight.add(sent);
    }

    private void result(Pending pending) {
        if (results.merge(pending, 1, Integer::sum) > 1) {
            throw new AssertionError("two results for " + pending.asked().id().text());
        }
        traffic.queue().done(pending);
    }

    private void finish() {
        Sent sent = inFlight.remove();
        now = Math.max(now, sent.ends());
        Exchange exchange = exchange(sent);
        Pending pending = sent.pending();
        RetryRule.Decision decision = new RetryRule.Decision.Final();
        if (exchange instanceof Answered) {
            pending.add(attempt(null), exchange);
            traffic.earned();
        } else {
            pending.add(attempt((Failed) exchange), exchange);
            decision = traffic.decide(pending, pending, (Failed) exchange);
        }
        watcher.ended(sent, exchange, decision);
        if (decision instanceof RetryRule.Decision.Again again) {
            pending.waitUntil(now + again.waitNanos(), again.waitNanos());
            traffic.queue().later(pending);
        } else {
            result(pending);
        }
        watcher.told(sent, now);
    }

    private Exchange exchange(Sent sent) {
        var times = new Times(sent.begun(), sent.begun(), sent.begun(), null, null, null, now);
        byte[] body = sent.reply().getBytes(StandardCharsets.UTF_8);
        return ScriptedEndpoint.reader()
                .read(new RecordedAnswer("pm-1", false, null, "", 200, Map.of(), body, times, new long[0], Set.of()));
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void waitOn(Object monitor, long nanos) {
        if (!inFlight.isEmpty() && inFlight.peek().ends() <= now + nanos) {
            finish();
        } else {
            now += nanos;
        }
    }

    @Override
    public void waitOn(Object monitor) {
        if (inFlight.isEmpty()) {
            throw new AssertionError("stuck: everybody waits, and for nobody");
        }
        finish();
    }

    List<CourseEvent> events() {
        return recorder.events();
    }

    /** {@return any case} */
    static Case asked() {
        var row = new Row("r1", 2, Map.of(), Map.of(), List.of(), RowOptions.NONE);
        Model model = TestPlan.asking(new ScriptedEndpoint())
                .plan()
                .datasets()
                .get(0)
                .models()
                .get(0);
        return new Case(new CaseId("sums", "r1", "default", "sim", 1), row, model, new byte[30], "k", CheckSet.NONE);
    }

    /** {@return an attempt that came to that; null for an answer} */
    static Attempt attempt(@Nullable Failed failed) {
        return new Attempt(
                1,
                "pm-1",
                failed == null ? (Integer) 200 : failed.status(),
                failed == null ? null : failed.kind(),
                null,
                0,
                failed == null ? Billed.YES : failed.billed(),
                Cost.NOTHING);
    }
}
