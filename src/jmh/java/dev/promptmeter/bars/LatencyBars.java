package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far reported latency is from the simulator's own, beside a bare client's (B4). */
final class LatencyBars implements Bar {

    private static final int ROUNDS = 5;
    private static final int CASES = 10_000;
    private static final List<Integer> IN_FLIGHT = List.of(64, 256);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<Definition> definitions() {
        return IN_FLIGHT.stream()
                .map(slots -> new Definition(
                        "B4",
                        "error of latency p50 / of a bare client's, " + slots + " in flight",
                        Limit.atMostTimes(1.25, "ms").plus(0.5)))
                .toList();
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        List<BarLine.Outcome> outcomes = new ArrayList<>();
        try (SimulatorProcess simulator =
                SimulatorProcess.start(bench, "--answer", "tokens:80", "--latency", "fixed:50ms")) {
            for (int slots : IN_FLIGHT) {
                outcomes.add(measure(bench, simulator, slots));
            }
        }
        return outcomes;
    }

    private static Measured measure(Bench bench, SimulatorProcess simulator, int slots)
            throws IOException, InterruptedException {
        int cases = bench.effort().size(CASES);
        OwnRun own = new OwnRun(bench, simulator, cases);
        return Rounds.of(
                bench.effort().rounds(ROUNDS),
                () -> {
                    simulator.forget();
                    own.run(Watched.Look.NONE, "-j", Integer.toString(slots));
                    return error(reported(bench.work().resolve(OwnRun.FOLDER)), served(simulator));
                },
                () -> {
                    simulator.forget();
                    Path out = bench.fresh("bare.txt");
                    List<String> arguments = List.of(
                            simulator.baseUrl(),
                            Integer.toString(cases),
                            Integer.toString(slots),
                            "plain",
                            out.toString());
                    Watched.run(bench.reference(BareClient.class, arguments), Watched.Look.NONE);
                    return error(bare(out), served(simulator));
                });
    }

    /** {@return milliseconds by the simulator's number of the request, and by the client's own name of it} */
    private static Map<String, Double> served(SimulatorProcess simulator) throws IOException {
        Map<String, Double> served = new HashMap<>();
        simulator.ledger().lines().map(JSON::readTree).forEach(entry -> {
            double millis =
                    (entry.path("lastByteNs").asLong() - entry.path("recvNs").asLong()) / NANOS_PER_MILLI;
            served.put(Long.toString(entry.path("seq").asLong()), millis);
            served.put(entry.path("clientRequestId").asString(""), millis);
        });
        return served;
    }

    private static Map<String, Double> reported(Path run) throws IOException {
        Map<String, Double> reported = new HashMap<>();
        for (String line : Files.readAllLines(run.resolve("results.jsonl"), StandardCharsets.UTF_8)) {
            JsonNode result = JSON.readTree(line);
            String id = result.at("/response/responseId").asString("");
            if (!id.isEmpty()) {
                String number = Long.toString(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)));
                reported.put(number, result.at("/timeMs/serviceMs").asDouble());
            }
        }
        return reported;
    }

    private static Map<String, Double> bare(Path file) throws IOException {
        Map<String, Double> taken = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            taken.put("bare-" + taken.size(), Long.parseLong(line) / NANOS_PER_MILLI);
        }
        return taken;
    }

    private static double error(Map<String, Double> client, Map<String, Double> server) throws IOException {
        double[] errors = client.entrySet().stream()
                .filter(each -> server.containsKey(each.getKey()))
                .mapToDouble(each -> each.getValue() - server.get(each.getKey()))
                .toArray();
        if (errors.length < client.size() || errors.length == 0) {
            throw new IOException("of " + client.size() + " requests the simulator's ledger knows " + errors.length);
        }
        return Rounds.median(errors);
    }
}
