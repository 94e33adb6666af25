package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.FakeTicker;
import dev.promptmeter.run.History;
import dev.promptmeter.run.ResultSink;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.run.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs of test plans in a folder, started on 14 January 2026 at 09:12:03 UTC; each step of theirs takes no time of its own. */
final class Recordings {

    static final Instant START = Instant.parse("2026-01-14T09:12:03Z");
    static final String RUN = "20260114-0912-k3f9";

    private final Path path;
    private final FakeTicker ticker = new FakeTicker();
    private Redactor redactor = Redactor.NONE;
    private ResultSink listener = result -> {};

    Recordings(Path path) {
        this.path = path;
    }

    /** {@return the same with secrets masked} */
    Recordings masking(Redactor secrets) {
        redactor = secrets;
        return this;
    }

    /** {@return the same with somebody who is told every result} */
    Recordings telling(ResultSink sink) {
        listener = sink;
        return this;
    }

    FakeTicker ticker() {
        return ticker;
    }

    RunFolder.Writing writing() {
        return new RunFolder.Writing(redactor, 16, Fsync.GROUP, cause -> {
            throw new UncheckedIOException(cause);
        });
    }

    /** {@return the results of a new run, in the order in which they came} */
    List<CaseResult> run(TestPlan plan) throws IOException, InterruptedException {
        RunPlan asked = plan.plan();
        try (RunFolder folder = RunFolder.create(path);
                Journal journal = folder.begin(manifest(plan), writing())) {
            return run(asked, journal, History.NONE, START);
        }
    }

    /** {@return the results of another start, so long after the first} */
    List<CaseResult> resume(TestPlan plan, Duration later) throws IOException, InterruptedException {
        RunPlan asked = plan.plan();
        try (RunFolder folder = RunFolder.open(path);
                Journal journal = folder.resume(manifest(plan).startedAt(START.plus(later)), writing())) {
            return run(asked, journal, folder.history(), START.plus(later));
        }
    }

    List<CaseResult> run(RunPlan plan, Journal journal, History history, Instant at) throws InterruptedException {
        List<CaseResult> seen = new ArrayList<>();
        long origin = ticker.nanos();
        Runner runner = new Runner(plan, new Runner.Surroundings(RUN, journal, history, new Shifted(ticker, origin)));
        Stop stop = runner.run(result -> {
            seen.add(result);
            listener.accept(result);
        });
        Instant now = at.plusNanos(ticker.nanos() - origin);
        if (stop == null) {
            journal.ended(now);
        } else {
            journal.stopped(now, stop);
        }
        return seen;
    }

    /** The same clock from a later origin. */
    private record Shifted(FakeTicker clock, long origin) implements Ticker {

        @Override
        public long nanos() {
            return clock.nanos() - origin;
        }

        @Override
        public void waitOn(Object monitor, long nanos) {
            clock.waitOn(monitor, nanos);
        }
    }

    /** {@return everything the journal tells of that plan, in dataset order} */
    List<CaseResult> stored(TestPlan plan) throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            return results(folder.read(), plan);
        }
    }

    static List<CaseResult> results(StoredRun stored, TestPlan plan) {
        List<CaseResult> results = new ArrayList<>();
        stored.results(plan.plan()).forEach(results::add);
        return results;
    }

    static Manifest manifest(TestPlan plan) {
        RunPlan asked = plan.plan();
        List<Manifest.ModelInfo> models = asked.datasets().get(0).models().stream()
                .map(model -> new Manifest.ModelInfo(
                        model.id(), model.name(), model.baseUri().toString(), Manifest.Delivery.PLAIN, "{}"))
                .toList();
        return new Manifest(
                RUN,
                START,
                "promptmeter 0.1.0",
                "sums",
                "Sums",
                null,
                "0".repeat(64),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("checks", asked.datasets().get(0).checks().toString()),
                List.of(new Manifest.PromptInfo("default", "0123456789ab", "{{question}}")),
                models,
                List.of(plan.info()),
                asked.load().slots(),
                asked.repeat(),
                Map.of(),
                Map.of(),
                List.of(),
                "promptmeter run sums.csv",
                null);
    }

    Path journal() {
        return path.resolve("journal.jsonl");
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(journal());
    }

    List<String> lines() throws IOException {
        return Arrays.asList(new String(bytes(), StandardCharsets.UTF_8).split("\n"));
    }

    /** {@return where in those bytes the line of that index, from 0, begins} */
    static int startOfLine(byte[] bytes, int line) {
        int at = 0;
        for (int i = 0; i < line; i++) {
            while (bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        return at;
    }
}
