package dev.promptmeter.bars;

import java.io.IOException;
import java.util.List;

/** What an event of a stream costs beside a client that only counts line ends (B6). */
final class StreamBar implements Bar {

    private static final int ROUNDS = 5;
    private static final int STREAMS = 2_000;
    private static final int EVENTS = 512;
    private static final String IN_FLIGHT = "4";

    @Override
    public List<Definition> definitions() {
        return List.of(new Definition(
                "B6", "CPU of a streamed event / of one whose line ends are counted", Limit.atMostTimes(1.5, "µs")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        int streams = bench.effort().size(STREAMS);
        try (SimulatorProcess simulator = SimulatorProcess.start(bench, "--answer", "tokens:" + EVENTS)) {
            OwnRun own = new OwnRun(bench, simulator, streams);
            return List.of(Rounds.of(
                    bench.effort().rounds(ROUNDS),
                    () -> {
                        CpuWindow window = new CpuWindow(simulator, streams);
                        own.run(window, "--stream", "-j", IN_FLIGHT);
                        return window.clientMicros() / EVENTS;
                    },
                    () -> {
                        CpuWindow window = new CpuWindow(simulator, streams);
                        Watched.run(bare(bench, simulator, streams), window);
                        return window.clientMicros() / EVENTS;
                    }));
        }
    }

    private static ProcessBuilder bare(Bench bench, SimulatorProcess simulator, int streams) throws IOException {
        String out = bench.fresh("bare.txt").toString();
        return bench.reference(
                BareClient.class, List.of(simulator.baseUrl(), Integer.toString(streams), IN_FLIGHT, "stream", out));
    }
}
