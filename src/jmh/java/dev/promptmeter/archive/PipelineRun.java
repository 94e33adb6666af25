package dev.promptmeter.archive;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.History;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The whole way of a case, over and over: read, rendered, sent, journalled, understood, judged by two checks, added up. */
public final class PipelineRun {

    private static final int RECORDS = 256;

    private final RunPlan plan;
    private final Manifest manifest;
    private final TallyPlan tallies;

    private PipelineRun(RunPlan plan, Manifest manifest) {
        this.plan = plan;
        this.manifest = manifest;
        this.tallies = new TallyPlan(List.of("m"), List.of("default"), List.of(), 1, Slo.NONE, Set.of());
    }

    /** {@return a run of that many cases at that endpoint, so many in flight} */
    public static PipelineRun of(ChatEndpoint endpoint, Model.Delivery delivery, int cases, int slots) {
        Model model = new Model(
                "m",
                "sim-small",
                URI.create("http://127.0.0.1:1/v1"),
                delivery,
                Map.of(),
                null,
                new Model.Wire(endpoint, new OpenAiRequestWriter(), new OpenAiAnswerReader()));
        TestPlan plan = TestPlan.asking(model)
                .rows(cases)
                .check(Check.of("icontains", "a"))
                .check(Check.of("finish-reason", "stop"))
                .slots(slots);
        return new PipelineRun(plan.plan(), Recordings.manifest(plan));
    }

    /** {@return what came of it; its folder is gone} */
    public long run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("benchmark");
        Tally tally = new Tally(tallies);
        try (RunFolder kept = RunFolder.create(folder);
                Journal journal = kept.begin(manifest, writing())) {
            Runner.Surroundings surroundings =
                    new Runner.Surroundings(manifest.runId(), journal, History.NONE, Ticker.system());
            new Runner(plan, surroundings).run(tally::add);
        } finally {
            delete(folder);
        }
        return tally.hashCode();
    }

    private static RunFolder.Writing writing() {
        return new RunFolder.Writing(Redactor.NONE, RECORDS, Fsync.GROUP, cause -> {
            throw new UncheckedIOException(cause);
        });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
