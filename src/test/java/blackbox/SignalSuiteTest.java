package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Suite 16 of the test plan: signals while a run sends, streams, backs off, forces and writes its reports. */
@Tag("scale")
@Timeout(5400)
@DisabledOnOs(OS.WINDOWS)
class SignalSuiteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What the plan allows. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Where others have the processors, the child has them a part of the time. */
    private static final Duration BUSY_LIMIT = Duration.ofSeconds(45);

    private static final int LONG_RUN = 100_000;

    @TempDir
    private Path temporary;

    private int runs;

    /** What a run is at when the signal comes. */
    private enum Moment {
        SENDING("fixed:40ms", List.of()),
        STREAMING("fixed:40ms", List.of("--stream")),
        FORCING("fixed:10ms", List.of("--fsync", "always")),
        BACKING_OFF("fixed:5ms", List.of()),
        REPORTING("fixed:1ms", List.of("-j", "32"));

        private final String latency;
        private final List<String> flags;

        Moment(String latency, List<String> flags) {
            this.latency = latency;
            this.flags = flags;
        }

        int rows() {
            return this == REPORTING ? 4000 : 300;
        }
    }

    /** Signals in their order, and the code that they end with. */
    private record Sent(List<String> signals, int code) {}

    private static final Sent INT = new Sent(List.of("INT"), 130);
    private static final Sent TERM = new Sent(List.of("TERM"), 143);
    private static final Sent HUP = new Sent(List.of("HUP"), 129);
    private static final Sent TWICE = new Sent(List.of("INT", "INT"), 130);

    @Test
    void everySignalEndsARunWithItsCodeAndAJournalThatGoesOn() throws Exception {
        try (SuiteLine suite = SuiteLine.begin(16, "signals", 0)) {
            for (int i = 0; i < TestScale.of(1, 20); i++) {
                signalled(Moment.SENDING, INT);
                signalled(Moment.STREAMING, TERM);
                signalled(Moment.BACKING_OFF, HUP);
                signalled(Moment.FORCING, TWICE);
                signalled(Moment.SENDING, TWICE);
                signalled(Moment.REPORTING, TERM);
                for (int n = 0; n < 6; n++) {
                    suite.count();
                }
            }
        }
    }

    private void signalled(Moment moment, Sent sent) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("case-" + ++runs));
        Path run = folder.resolve("run");
        Script script = Script.of().with("latency", moment.latency);
        if (moment == Moment.BACKING_OFF) {
            script = script.with("fault", "status:503,retry-after=30@every=10");
        }
        try (Simulator simulator = Simulator.start(script)) {
            List<String> arguments = arguments(moment, folder, simulator);
            Child child = Child.start(folder, arguments);
            awaitMoment(moment, simulator, run);
            long before = System.nanoTime();
            for (String signal : sent.signals()) {
                child.signal(signal);
                if (sent.signals().size() > 1) {
                    Child.await(() -> child.said().contains("finishing")
                            || !child.process().isAlive());
                }
            }
            boolean ended = child.process().waitFor(60, TimeUnit.SECONDS);
            String what = moment + " " + sent + "\n" + child.said();
            assertThat(ended).as(what).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).as(what).isLessThan(limit());
            assertThat(child.process().exitValue()).as(what).isEqualTo(sent.code());
            requireToGoOn(moment, arguments, run);
            AfterRun.holds(simulator, run);
        }
    }

    private static Duration limit() {
        if (!busy()) {
            return LIMIT;
        }
        System.out.println("suite 16 signals: this machine has other work, so a stop may take " + BUSY_LIMIT.toSeconds()
                + " s instead of " + LIMIT.toSeconds());
        return BUSY_LIMIT;
    }

    /** The child and the simulator have one processor each to themselves on a machine that is not. */
    private static boolean busy() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return machine.getSystemLoadAverage() > machine.getAvailableProcessors();
    }

    /** Somebody who pressed Ctrl-C at the beginning of a long run waits for its reports, and not for longer than the plan allows. */
    @Test
    @Tag("nightly")
    void ctrlCAtTheBeginningOfALongRunIsHeededInTimeToo() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:40ms"))) {
            Path run = temporary.resolve("run");
            Child child = Child.start(temporary, Child.running(temporary, LONG_RUN, simulator));
            awaitMoment(Moment.SENDING, simulator, run);
            long before = System.nanoTime();
            child.signal("INT");

            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(limit());
            assertThat(child.process().exitValue()).as(child.said()).isEqualTo(130);
            if (!busy()) {
                assertThat(Program.json(run, "summary.json")
                                .path("counts")
                                .path("skip")
                                .asInt())
                        .isGreaterThan(LONG_RUN / 2);
            }
            AfterRun.holds(simulator, run);
        }
    }

    private static List<String> arguments(Moment moment, Path folder, Simulator simulator) {
        List<String> arguments = Child.running(folder, moment.rows(), simulator);
        arguments.addAll(moment.flags);
        return arguments;
    }

    private static void awaitMoment(Moment moment, Simulator simulator, Path run) throws InterruptedException {
        if (moment == Moment.REPORTING) {
            Child.await(() -> Files.exists(run.resolve("journal.jsonl"))
                    && Program.text(run.resolve("journal.jsonl")).contains("\"kind\":\"end\""));
        } else {
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 20, PATIENCE))
                    .isTrue();
        }
    }

    private static void requireToGoOn(Moment moment, List<String> arguments, Path run) {
        if (moment == Moment.BACKING_OFF) {
            Ended read = Program.run("report", run.toString(), "--report", "json");
            assertThat(read.code()).as(read.err()).isNotEqualTo(5);
            return;
        }
        List<String> again = new ArrayList<>(arguments);
        again.add("--resume");
        Ended ended = Program.run(again.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Program.json(run, "summary.json").path("counts").path("pass").asInt())
                .isEqualTo(moment.rows());
    }
}
