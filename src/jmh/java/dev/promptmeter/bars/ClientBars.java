package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a case costs beside a bare client, and what the simulator costs beside the same (B1, B13). */
final class ClientBars implements Bar {

    private static final int ROUNDS = 5;
    private static final int REQUESTS = 50_000;
    private static final String IN_FLIGHT = "64";

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition("B1", "CPU of a case / of a bare java.net.http call", Limit.atMostTimes(1.25, "µs")),
                new Definition(
                        "B13", "CPU of the simulator / of the bare client, a call", Limit.atMostTimes(0.5, "µs")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        int requests = bench.effort().size(REQUESTS);
        List<Double> served = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        try (SimulatorProcess simulator = SimulatorProcess.start(bench, "--answer", "tokens:80")) {
            OwnRun own = new OwnRun(bench, simulator, requests);
            Measured pipeline = Rounds.of(
                    bench.effort().rounds(ROUNDS),
                    () -> {
                        CpuWindow window = new CpuWindow(simulator, requests);
                        own.run(window, "-j", IN_FLIGHT);
                        return window.clientMicros();
                    },
                    () -> {
                        CpuWindow window = new CpuWindow(simulator, requests);
                        Watched.run(bare(bench, simulator, requests), window);
                        served.add(window.simulatorMicros());
                        asked.add(window.clientMicros());
                        return window.clientMicros();
                    });
            return List.of(pipeline, new Measured(median(served), median(asked)));
        }
    }

    private static ProcessBuilder bare(Bench bench, SimulatorProcess simulator, int requests) throws IOException {
        String out = bench.fresh("bare.txt").toString();
        return bench.reference(
                BareClient.class, List.of(simulator.baseUrl(), Integer.toString(requests), IN_FLIGHT, "plain", out));
    }

    private static double median(List<Double> values) {
        return Rounds.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
