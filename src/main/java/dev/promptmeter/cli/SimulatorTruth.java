package dev.promptmeter.cli;

import dev.promptmeter.calibrate.ClockReading;
import dev.promptmeter.calibrate.Truth;
import dev.promptmeter.simulator.Controls;
import java.io.IOException;
import java.net.URI;

/** What a simulator tells over its control routes, wherever it runs. */
final class SimulatorTruth implements Truth, AutoCloseable {

    private final URI baseUri;
    private final Controls controls;

    SimulatorTruth(URI baseUri) throws IOException {
        this.baseUri = baseUri;
        this.controls = Controls.of(baseUri);
    }

    @Override
    public URI baseUri() {
        return baseUri;
    }

    @Override
    public ClockReading clock() throws IOException {
        Controls.Clock clock = controls.clock();
        return new ClockReading(clock.before(), clock.there(), clock.after());
    }

    @Override
    public void forget() throws IOException {
        controls.forget();
    }

    @Override
    public String ledger() throws IOException {
        return controls.ledger();
    }

    @Override
    public String summary() throws IOException {
        return controls.summary();
    }

    @Override
    public void configure(String settings) throws IOException {
        controls.configure(settings);
    }

    @Override
    public void close() throws IOException {
        controls.close();
    }
}
