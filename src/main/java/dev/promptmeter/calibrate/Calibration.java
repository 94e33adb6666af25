package dev.promptmeter.calibrate;

import dev.promptmeter.calibrate.Phase.Delivery;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.openai.Deadlines;
import dev.promptmeter.chat.openai.EndpointSettings;
import dev.promptmeter.chat.openai.HttpClients;
import dev.promptmeter.chat.openai.OpenAiEndpoint;
import dev.promptmeter.run.MachineWatch;
import dev.promptmeter.run.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the client's own error against a simulator's truth stamps, level by level, then how many events a second it bears.
 *
 * <p>It asks with the endpoint, the decoder and the stamps of a run.
 */
public final class Calibration {

    private static final int CLOCK_EXCHANGES = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CalibrationPlan plan;
    private final Truth truth;
    private final Asking.Client client;
    private final Consumer<String> progress;

    private Calibration(CalibrationPlan plan, Truth truth, Asking.Client client, Consumer<String> progress) {
        this.plan = plan;
        this.truth = truth;
        this.client = client;
        this.progress = progress;
    }

    /**
     * {@return what the client's error is against that simulator}
     *
     * @param progress told in a few words of what is done next
     * @throws IOException if the simulator does not answer
     * @throws InterruptedException if this thread was interrupted
     */
    public static CalibrationResult run(CalibrationPlan plan, Truth truth, Consumer<String> progress)
            throws IOException, InterruptedException {
        return run(plan, truth, progress, System::nanoTime);
    }

    /** As the other; the client's instants are taken from that clock, which a test may make slow. */
    static CalibrationResult run(CalibrationPlan plan, Truth truth, Consumer<String> progress, LongSupplier clientClock)
            throws IOException, InterruptedException {
        try (HttpClients clients = new HttpClients()) {
            OpenAiEndpoint endpoint = new OpenAiEndpoint(
                    new EndpointSettings(
                            truth.baseUri(), null, Map.of("x-sim-stamps", "1"), Deadlines.DEFAULT, "promptmeter"),
                    clients);
            return new Calibration(plan, truth, new Asking.Client(endpoint, clientClock), progress).run();
        }
    }

    private CalibrationResult run() throws IOException, InterruptedException {
        progress.accept("comparing clocks");
        ClockOffset offset = clock();
        List<Level> levels = new ArrayList<>();
        for (int inFlight : plan.inFlight()) {
            levels.add(level(inFlight, offset));
        }
        progress.accept("open loop of " + Math.round(plan.startsPerSecond()) + " starts a second");
        configure(truth, plan.gapNanos(), CalibrationPlan.plainLatencyNanos(1));
        Spread lag = new OpenLoop(client.endpoint(), truth.baseUri()).lag(plan.startsPerSecond(), plan.openLoopNanos());
        progress.accept("looking for the highest rate of events");
        return new CalibrationResult(plan, offset, levels, lag, new Ladder(plan, truth, client).climb(offset));
    }

    private ClockOffset clock() throws IOException {
        List<ClockReading> readings = new ArrayList<>();
        for (int i = 0; i < CLOCK_EXCHANGES; i++) {
            readings.add(truth.clock());
        }
        return ClockOffset.of(readings);
    }

    private Level level(int inFlight, ClockOffset offset) throws IOException, InterruptedException {
        ChatRequest stream = Phase.request(plan.eventsPerStream(inFlight), Delivery.STREAM);
        long gap = plan.gapNanos();
        configure(truth, gap, CalibrationPlan.plainLatencyNanos(inFlight));
        progress.accept(inFlight + " in flight: warming up");
        Phase.of(client, new Phase.Plan("warm-" + inFlight, inFlight, plan.warmUpNanos(), gap, stream));
        truth.forget();

        progress.accept(inFlight + " in flight: streams of " + Math.round(plan.eventsPerSecond()) + " events a second");
        QuietRecorder seen = new QuietRecorder();
        long spread = plan.spreadNanos(inFlight, gap);
        Phase streams =
                watched(seen, new Phase.Plan("stream-" + inFlight, inFlight, plan.streamNanos(), spread, stream));
        Lateness lateness = Lateness.of(summary(truth));

        progress.accept(inFlight + " in flight: plain answers");
        long latency = CalibrationPlan.plainLatencyNanos(inFlight);
        ChatRequest plain = Phase.request(plan.eventsPerStream(inFlight), Delivery.PLAIN);
        Phase answers =
                Phase.of(client, new Phase.Plan("plain-" + inFlight, inFlight, plan.plainNanos(), latency, plain));
        return level(inFlight, new Measured(streams, answers, offset, lateness, Parks.of(seen.notes())));
    }

    private Phase watched(QuietRecorder seen, Phase.Plan streams) throws InterruptedException {
        try (MachineWatch watch = MachineWatch.begin(Ticker.system(), seen)) {
            Phase phase = Phase.of(client, streams);
            watch.end();
            return phase;
        }
    }

    private record Measured(Phase streams, Phase answers, ClockOffset offset, Lateness lateness, Parks parks) {}

    private Level level(int inFlight, Measured measured) throws IOException {
        Ledger ledger = Ledger.of(truth.ledger());
        Phase streams = measured.streams();
        Phase answers = measured.answers();
        Arrivals arrivals = Arrivals.of(streams.taken(), measured.offset(), streams.window());
        long failed = streams.failed() + answers.failed() + arrivals.unmatched();
        return new Level(
                inFlight,
                new Level.Counts(
                        streams.taken().size(),
                        streams.events(),
                        answers.taken().size(),
                        failed),
                arrivals.errors().spread(),
                ledger.ttft(streams.taken()).spread(),
                ledger.latency(answers.taken()).spread(),
                new Level.Cost(
                        streams.cpuPer(streams.events()),
                        answers.cpuPer(answers.taken().size())),
                measured.lateness(),
                measured.parks());
    }

    static JsonNode summary(Truth truth) throws IOException {
        return JSON.readTree(truth.summary());
    }

    /** Sets the time between two events of a stream, and that of a whole plain answer unless it is null. */
    static void configure(Truth truth, long gapNanos, @Nullable Long latencyNanos) throws IOException {
        String gap = "\"interToken\":\"" + micros(gapNanos) + "\",\"ttft\":\"" + micros(gapNanos / 4) + "\"";
        truth.configure(
                "{" + gap + (latencyNanos == null ? "" : ",\"latency\":\"" + micros(latencyNanos) + "\"") + "}");
    }

    private static String micros(long nanos) {
        return "fixed:" + Math.max(1, nanos / 1_000) + "us";
    }
}
