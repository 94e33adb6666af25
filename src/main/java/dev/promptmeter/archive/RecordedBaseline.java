package dev.promptmeter.archive;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.BaselineHead.JudgedBy;
import dev.promptmeter.compare.BaselineHead.Origin;
import dev.promptmeter.compare.BaselineRecorder;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.ShortHash;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Stop;
import dev.promptmeter.stats.StatisticsVersion;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A run on record as a baseline. */
public final class RecordedBaseline {

    private RecordedBaseline() {}

    /** What a run was found to be; the word is null while it is not judged. */
    private record Judged(@Nullable String word, List<String> caveats) {}

    /**
     * {@return that run as others are compared with it}
     *
     * @param plan of the run, as its manifest tells it
     * @param maxErrorRate the share of errors above which it would have been unfit, 0 to 1
     */
    public static Baseline of(FinishedRun run, RunPlan plan, double maxErrorRate) {
        Judged judged = new Judged(run.verdict().word().word(), caveats(run));
        return of(run.results(), plan, head(run.manifest(), judged, maxErrorRate));
    }

    /**
     * {@return what changed since the baseline of that run, which need not be judged yet; empty if it has none}
     *
     * @param results of the run
     * @param plan of the run
     * @param maxErrorRate the share of errors above which it is unfit, 0 to 1
     */
    public static Optional<Comparison> compared(StoredRun run, Results results, RunPlan plan, double maxErrorRate) {
        BaselineHead head = head(run.manifest(), new Judged(null, List.of()), maxErrorRate);
        return run.baseline().map(before -> Comparison.of(before, of(results, plan, head)));
    }

    private static Baseline of(Results results, RunPlan plan, BaselineHead head) {
        var recorder = new BaselineRecorder(plan);
        results.forEach(recorder::add);
        return recorder.baseline(head);
    }

    private static BaselineHead head(Manifest manifest, Judged judged, double maxErrorRate) {
        SortedMap<String, String> prompts = new TreeMap<>();
        manifest.prompts().forEach(prompt -> prompts.put(prompt.id(), prompt.sha()));
        return new BaselineHead(
                manifest.suite(),
                null,
                new Origin(
                        manifest.runId(),
                        manifest.startedAt(),
                        manifest.tool(),
                        StatisticsVersion.NUMBER,
                        judged.word(),
                        judged.caveats()),
                asking(manifest, maxErrorRate),
                manifest.models().stream().map(RecordedBaseline::model).toList(),
                prompts,
                new JudgedBy(new TreeMap<>(), new TreeMap<>()),
                List.of());
    }

    /** {@return what makes that run a doubtful baseline; usually nothing} */
    public static List<String> caveats(FinishedRun run) {
        Stop stop = run.summary().stop();
        if (stop != null) {
            return List.of("the run is not complete: " + stop.text());
        }
        return run.verdict().word() == Verdict.Word.INCONCLUSIVE
                ? List.of("the run could not decide: " + run.verdict().exitReason())
                : List.of();
    }

    private static Asking asking(Manifest manifest, double maxErrorRate) {
        return new Asking(loop(manifest.load()), manifest.concurrency(), manifest.repeat(), maxErrorRate);
    }

    private static String loop(Load load) {
        if (load instanceof Load.Open open) {
            return Asking.OPEN + open.arrivals().text();
        }
        return load instanceof Load.Adaptive ? Asking.AUTO : "closed";
    }

    private static AskedModel model(Manifest.ModelInfo model) {
        String host = URI.create(model.endpoint()).getHost();
        return new AskedModel(
                model.id(),
                model.name(),
                host == null ? model.endpoint() : host,
                ShortHash.of(model.params() + model.delivery()),
                new TreeSet<>());
    }
}
