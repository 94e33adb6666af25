package dev.promptmeter.bars;

import dev.promptmeter.simulator.Controls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The shipped simulator in a process of its own. It ends with this process, or when it is closed. */
final class SimulatorProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";

    private final Process process;
    private final URI baseUri;
    private final Controls controls;

    private SimulatorProcess(Process process, URI baseUri) throws IOException {
        this.process = process;
        this.baseUri = baseUri;
        this.controls = Controls.of(baseUri);
    }

    static SimulatorProcess start(Bench bench, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(List.of(flags));
        Process process = bench.program(arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            process.destroy();
            throw new IOException("the simulator did not start: " + arguments);
        }
        return new SimulatorProcess(process, URI.create(line.substring(LISTENING.length())));
    }

    String baseUrl() {
        return baseUri.toString();
    }

    Duration cpu() {
        return Watched.cpu(process.toHandle(), Duration.ZERO);
    }

    /** {@return how many requests it has received since it was told to forget} */
    long requests() throws IOException {
        return JsonMapper.shared().readTree(controls.summary()).path("requests").asLong();
    }

    String ledger() throws IOException {
        return controls.ledger();
    }

    void forget() throws IOException {
        controls.forget();
    }

    @Override
    public void close() throws IOException {
        controls.close();
        process.destroy();
        process.onExit().join();
    }
}
