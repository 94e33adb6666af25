package dev.promptmeter.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a simulator in another process with a client of plain sockets: what it costs and how late it is (bars S1 to S4).
 *
 * <p>The bars on cost are against a loop of {@code java.net.http}. The client here costs less than that, so a ratio within the bar is
 * a pass, and one beyond it decides nothing.
 */
public final class SelfCheck {

    private static final int REQUEST_BYTES = 900;
    private static final int ANSWER_TOKENS = 100;
    private static final int EVENTS = 512;
    private static final int EVENTS_PER_SECOND = 50;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Controls controls;
    private final InetSocketAddress address;
    private final ProcessHandle process;
    private final Size size;
    private final List<Line> lines = new ArrayList<>();

    /**
     * How much is done.
     *
     * @param each time of each part
     * @param connections for plain answers
     * @param streams that lateness is measured with
     */
    public record Size(Duration each, int connections, int streams) {

        /** Three seconds each, 64 connections, 1,000 streams. */
        public static final Size FULL = new Size(Duration.ofSeconds(3), 64, 1_000);
    }

    /**
     * One bar.
     *
     * @param name such as {@code S4}
     * @param figures what was measured, for people
     * @param passed null if what was measured decides nothing
     */
    public record Line(
            String name, String figures, @Nullable Boolean passed) {

        /** {@return the line as text} */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%-4s %-5s %s", name, passed == null ? "open" : passed ? "pass" : "MISS", figures);
        }
    }

    private SelfCheck(Controls controls, URI baseUri, ProcessHandle process, Size size) {
        this.controls = controls;
        this.address = new InetSocketAddress(baseUri.getHost(), baseUri.getPort());
        this.process = process;
        this.size = size;
    }

    /**
     * {@return one line for each bar}
     *
     * @param baseUri of the simulator, which answers as it likes
     * @param process that it runs in
     * @param progress told what is done next
     */
    public static List<Line> run(URI baseUri, ProcessHandle process, Size size, Consumer<String> progress)
            throws IOException {
        try (Controls controls = Controls.of(baseUri)) {
            SelfCheck check = new SelfCheck(controls, baseUri, process, size);
            progress.accept("plain answers");
            check.plain();
            progress.accept("streams back to back");
            check.streams();
            progress.accept("lateness of " + size.streams() + " streams");
            check.lateness();
            return List.copyOf(check.lines);
        }
    }

    private void plain() throws IOException {
        configure("0us");
        byte[] request = request(ANSWER_TOKENS, "false");
        load(request, size.connections(), size.each().dividedBy(3));
        Measured measured = load(request, size.connections(), size.each());
        lines.add(cost("S1", "a plain request", measured, measured.answers(), 0.5));
        String rate = String.format(
                Locale.ROOT,
                "%,.0f requests/s from one client on %d connections; full when more clients bring no more",
                measured.answers() * 1e9 / measured.nanos(),
                size.connections());
        lines.add(new Line("S2", rate, null));
    }

    private void streams() throws IOException {
        byte[] request = request(EVENTS, "true");
        load(request, 4, size.each().dividedBy(3));
        Measured measured = load(request, 4, size.each());
        lines.add(cost("S3", "an event written by itself", measured, measured.answers() * EVENTS, 0.7));
    }

    private void lateness() throws IOException {
        configure(1_000_000 / EVENTS_PER_SECOND + "us");
        int events = (int) Math.max(2, size.each().toMillis() * EVENTS_PER_SECOND / 1000);
        controls.forget();
        new SocketLoad(address, request(events, "true"), size.streams()).once(apartNanos());
        Json.Obj late = late(controls.summary());
        long p99 = number(late, "p99");
        long most = number(late, "max");
        ParkedLoop bare = ParkedLoop.measure(size.each().dividedBy(3));
        boolean passed = p99 <= NANOS_PER_MILLI && most <= 10 * NANOS_PER_MILLI || p99 <= 3 * bare.p99Nanos();
        String figures = String.format(
                Locale.ROOT,
                "late p99 %.2f ms, max %.2f ms at %,d streams x %d events/s (bar 1 and 10 ms, or 3 x a bare loop: p99 %.2f ms)",
                p99 / NANOS_PER_MILLI,
                most / NANOS_PER_MILLI,
                size.streams(),
                EVENTS_PER_SECOND,
                bare.p99Nanos() / NANOS_PER_MILLI);
        lines.add(new Line("S4", figures, passed));
    }

    /** Begun together, all events of all streams would be due at the same instants, and most of them late behind the others. */
    private long apartNanos() {
        long gap = 1_000_000_000L / EVENTS_PER_SECOND;
        return gap / EVENTS_PER_SECOND + gap / size.streams();
    }

    private static Json.Obj late(String summary) throws IOException {
        try {
            if (JsonReader.read(summary) instanceof Json.Obj all
                    && all.members().get("event") instanceof Json.Obj event
                    && event.members().get("lateNs") instanceof Json.Obj late) {
                return late;
            }
        } catch (BadText e) {
            throw new IOException("the simulator's summary is no JSON", e);
        }
        throw new IOException("the simulator wrote no events: " + summary);
    }

    private static long number(Json.Obj object, String name) {
        return object.members().get(name) instanceof Json.Num number ? Long.parseLong(number.text()) : Long.MAX_VALUE;
    }

    private record Measured(
            long answers,
            long nanos,
            @Nullable Duration theirs,
            @Nullable Duration ours) {}

    private Measured load(byte[] request, int connections, Duration time) throws IOException {
        Optional<Duration> theirs = process.info().totalCpuDuration();
        Optional<Duration> ours = ProcessHandle.current().info().totalCpuDuration();
        long begin = System.nanoTime();
        long answers = new SocketLoad(address, request, connections).during(time);
        long nanos = System.nanoTime() - begin;
        return new Measured(answers, nanos, spent(theirs, process), spent(ours, ProcessHandle.current()));
    }

    private static @Nullable Duration spent(Optional<Duration> before, ProcessHandle process) {
        Optional<Duration> after = process.info().totalCpuDuration();
        return before.isEmpty() || after.isEmpty() ? null : after.get().minus(before.get());
    }

    private static Line cost(String name, String what, Measured measured, long count, double bar) {
        Duration theirs = measured.theirs();
        Duration ours = measured.ours();
        if (theirs == null || ours == null || ours.isZero() || count == 0) {
            return new Line(name, "this platform does not tell the processor time of a process", null);
        }
        double ratio = (double) theirs.toNanos() / ours.toNanos();
        String figures = String.format(
                Locale.ROOT,
                "%s costs the simulator %.2f us, this client of plain sockets %.2f us: %.2f x (bar %.1f x of java.net.http)",
                what,
                theirs.toNanos() / NANOS_PER_MICRO / count,
                ours.toNanos() / NANOS_PER_MICRO / count,
                ratio,
                bar);
        return new Line(name, figures, ratio <= bar ? Boolean.TRUE : null);
    }

    private void configure(String gap) throws IOException {
        controls.configure(
                "{\"latency\":\"fixed:0us\",\"ttft\":\"fixed:" + gap + "\",\"interToken\":\"fixed:" + gap + "\"}");
    }

    /** The simulator gives back what a user says, four characters a token. */
    private byte[] request(int tokens, String stream) {
        String head = "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"system\",\"content\":\"";
        String said = "\"},{\"role\":\"user\",\"content\":\"" + "word".repeat(tokens) + "\"}]}";
        String padding = "x".repeat(Math.max(1, REQUEST_BYTES - head.length() - said.length()));
        return SocketLoad.request(address, head + padding + said);
    }
}
