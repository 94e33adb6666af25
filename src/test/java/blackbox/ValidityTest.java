package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What spoils a measurement, each provoked once for real. A busy machine provokes some of it unasked, so that nothing here expects that
 * something is not found.
 */
class ValidityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private JsonNode measurement() {
        return Program.json(folder.resolve("run"), "summary.json").path("measurement");
    }

    private List<String> reasons() {
        return StreamSupport.stream(measurement().path("reasons").spliterator(), false)
                .map(reason -> reason.path("reason").asString())
                .toList();
    }

    private Ended ran(Simulator simulator, int rows, String... more) {
        return Program.run(Child.running(folder, rows, simulator, more).toArray(String[]::new));
    }

    @Test
    void answersWithoutUsageAreNamed() {
        try (Simulator simulator = Simulator.start(Script.of().with("fault", "usage:none"))) {
            Ended ended = ran(simulator, 5);

            assertThat(ended.out())
                    .containsPattern("MEASUREMENT  INVALID")
                    .contains("USAGE         INVALID for tokens: 100.0 % of answers came without usable usage"
                            + " (limit 20.0 %)");
            assertThat(reasons()).contains("USAGE");
            assertThat(measurement().path("usageMissing").asInt()).isEqualTo(5);
        }
    }

    @Test
    void aSuiteMaySetALimitWhichIsSaidWithTheVerdictAndHoldsWhenTheRunIsReadAgain() {
        try (Simulator simulator = Simulator.start(Script.of().with("fault", "usage:none"))) {
            Child.dataset(folder, 5);
            String suite = Program.file(
                    folder,
                    "suite.yaml",
                    "version: 1\nname: usage\nmodels: [ { id: m, model: m, baseUrl: \"" + simulator.baseUri()
                            + "\" } ]\ndatasets: [ { id: d, file: cases.csv } ]\nrun: { warmup: 0 }\n"
                            + "gates: [ \"errorRate <= 1%\" ]\n" + AnyMachine.LIMITS);
            String run = folder.resolve("run").toString();

            Ended ended = Program.run("run", suite, "-o", run, "--set", "validity.USAGE.invalid=off");

            assertThat(ended.out())
                    .contains(
                            "USAGE         SUSPECT for tokens: 100.0 % of answers came without usable usage (limit 1.0 %)")
                    .contains("  limits set by the suite: DISPATCH_LAG off; RATE off;", "MACHINE off;", "USAGE 1.0 %;");
            assertThat(measurement().path("verdict").asString()).isEqualTo("SUSPECT");
            assertThat(measurement().path("changedLimits").path("USAGE").asString())
                    .isEqualTo("1.0 %");
            String page = Program.text(folder.resolve("run/report.html"));
            assertThat(page).contains("limits set by the suite: DISPATCH_LAG off;");
            String summary = Program.text(folder.resolve("run/summary.json"));
            Program.run("report", run, "--report", "json,html,junit,markdown");
            for (String file : List.of("junit.xml", "summary.md")) {
                assertThat(Program.text(folder.resolve("run").resolve(file)))
                        .as(file)
                        .contains("limits set by the suite: ");
            }
            assertThat(Program.text(folder.resolve("run/summary.json"))).isEqualTo(summary);
            assertThat(Program.text(folder.resolve("run/report.html"))).isEqualTo(page);
        }
    }

    @Test
    void aRunThatSendsNothingIsNotAssessed() {
        try (Simulator simulator = Simulator.start(Script.of())) {
            String data = Program.file(folder, "given.csv", "id,prompt,__providerOutput\na,Capital?,Paris\n");
            String run = folder.resolve("run").toString();
            String url = simulator.baseUri().toString();

            Ended ended = Program.run("run", data, "-o", run, "--model", "m", "--base-url", url, "--warmup", "0");

            assertThat(ended.out()).as(ended.err()).contains("MEASUREMENT  not assessed");
            assertThat(measurement().path("verdict").isNull()).isTrue();
        }
    }

    @Test
    void theVerdictCanBeMadeAgainFromTheJournal() {
        try (Simulator simulator = Simulator.start(Script.of())) {
            ran(simulator, 30);
            String summary = Program.text(folder.resolve("run/summary.json"));
            String page = Program.text(folder.resolve("run/report.html"));

            Program.run("report", folder.resolve("run").toString());

            assertThat(Program.text(folder.resolve("run/summary.json"))).isEqualTo(summary);
            assertThat(Program.text(folder.resolve("run/report.html"))).isEqualTo(page);
            assertThat(Program.text(folder.resolve("run/journal.jsonl")))
                    .contains("\"kind\":\"machine\"", "\"stallNs\":");
        }
    }

    @Test
    @Tag("scale")
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatWasStoppedAndContinuedStoodStill() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:50ms"))) {
            Child child = Child.start(folder, Child.running(folder, 100, simulator, "-j", "2"));
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 40, PATIENCE))
                    .isTrue();
            child.signal("STOP");
            pass(Duration.ofMillis(300));
            child.signal("CONT");

            assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(reasons()).as(child.said()).containsAnyOf("STALLS", "STALL_TIME");
            assertThat(measurement().path("longestStallMs").asDouble()).isGreaterThan(250);
            assertThat(child.said()).containsPattern("MEASUREMENT  (SUSPECT|INVALID)");
            assertThat(Program.text(folder.resolve("run/report.html")))
                    .containsPattern("Measurement (SUSPECT|INVALID):");
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Ended busy(String with) throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:50ms"))) {
            List<String> arguments = new ArrayList<>(List.of(with));
            arguments.addAll(Child.running(folder, 60, simulator, "-j", "2"));
            return new SmallHeap(folder, "-Xmx512m").run(BusyProgram.class.getName(), PATIENCE, arguments);
        }
    }

    @Test
    @Tag("scale")
    void collectingMemoryOverAndOverIsNamedAsSuch() throws Exception {
        Ended ended = busy("collect");

        assertThat(reasons()).as(ended.out()).contains("GC");
        assertThat(measurement().path("gcShare").asDouble()).isGreaterThan(0.02);
        assertThat(Program.text(folder.resolve("run/journal.jsonl"))).contains("\"cause\":\"gc\"");
    }

    /** No machine makes a hundred thousand requests a second; what is asked of it is answered late, and no gate on that decides. */
    @Test
    @Tag("scale")
    void aRateThatCannotBeReachedMakesGatesOnLatencyInvalid() {
        try (Simulator simulator = Simulator.start(Script.of())) {
            Child.dataset(folder, 3_000);
            String suite = Program.file(
                    folder,
                    "suite.yaml",
                    "version: 1\nname: rate\nmodels: [ { id: m, model: m, baseUrl: \"" + simulator.baseUri()
                            + "\" } ]\n"
                            + "datasets: [ { id: d, file: cases.csv } ]\nrun: { rate: 100000/s, warmup: 0 }\n"
                            + "gates: [ \"latency.p95 < 10m\", \"errorRate <= 1%\" ]\n");

            Ended ended = Program.run("run", suite, "-o", folder.resolve("run").toString());

            assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(102);
            assertThat(reasons()).contains("RATE");
            assertThat(ended.out())
                    .containsPattern("RATE +INVALID for throughput, latency: ")
                    .containsPattern("INVALID +latency.p95 < 10m .*the measurement is INVALID: ");
            JsonNode gates = Program.json(folder.resolve("run"), "summary.json").path("gates");
            assertThat(gates.path(0).path("reason").toString()).contains("MEASUREMENT");
            assertThat(gates.path(1).path("verdict").asString()).isEqualTo("PASS");
        }
    }

    /** Where others use the processors too, it is the machine that is busy. */
    @Test
    @Tag("scale")
    void aProcessWithoutAFreeProcessorIsNamedAsSuch() throws Exception {
        Ended ended = busy("compute");

        assertThat(reasons()).as(ended.out()).containsAnyOf("CPU", "MACHINE");
    }
}
