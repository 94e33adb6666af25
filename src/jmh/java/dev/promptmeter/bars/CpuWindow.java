package dev.promptmeter.bars;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The processor time of a client and of its simulator between a fifth and the end of its requests, so without start and reports. */
final class CpuWindow implements Watched.Look {

    private static final double BEGIN = 0.20;
    private static final double END = 0.95;
    private static final double NANOS_PER_MICRO = 1e3;

    private final SimulatorProcess simulator;
    private final int total;
    private @Nullable Sample first;
    private @Nullable Sample last;

    CpuWindow(SimulatorProcess simulator, int total) throws IOException {
        this.simulator = simulator;
        this.total = total;
        simulator.forget();
    }

    private record Sample(long requests, Duration client, Duration simulator) {}

    @Override
    public void at(ProcessHandle process) throws IOException {
        if (last != null) {
            return;
        }
        long requests = simulator.requests();
        if (first == null && requests >= BEGIN * total) {
            first = sample(requests, process);
        } else if (first != null && requests >= END * total) {
            last = sample(requests, process);
        }
    }

    private Sample sample(long requests, ProcessHandle process) {
        return new Sample(requests, Watched.cpu(process, Duration.ZERO), simulator.cpu());
    }

    /** {@return microseconds of the client for each request} */
    double clientMicros() throws IOException {
        return micros(begin().client(), end().client());
    }

    /** {@return microseconds of the simulator for each request} */
    double simulatorMicros() throws IOException {
        return micros(begin().simulator(), end().simulator());
    }

    private double micros(Duration from, Duration to) throws IOException {
        long requests = end().requests() - begin().requests();
        if (requests <= 0 || to.compareTo(from) <= 0) {
            throw new IOException("the processor time of " + total + " requests could not be told");
        }
        return to.minus(from).toNanos() / NANOS_PER_MICRO / requests;
    }

    private Sample begin() throws IOException {
        return seen(first);
    }

    private Sample end() throws IOException {
        return seen(last);
    }

    private Sample seen(@Nullable Sample sample) throws IOException {
        if (sample == null) {
            throw new IOException(total + " requests were over before they could be looked at twice");
        }
        return sample;
    }
}
