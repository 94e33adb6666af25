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
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Stop;
import dev.promptmeter.stats.MetricsVersion;
import dev.promptmeter.stats.StatisticsVersion;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Family;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import java.net.URI;
import java.util.ArrayList;
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
    private record Judged(@Nullable String word, List<String> caveats, Measurement measurement) {}

    /**
     * What is known of a run before it is judged.
     *
     * @param results of it
     * @param plan of it
     * @param maxErrorRate the share of errors above which it is unfit, 0 to 1
     * @param measurement whether its figures can be believed
     */
    public record Measured(Results results, RunPlan plan, double maxErrorRate, Measurement measurement) {}

    /**
     * {@return that run as others are compared with it}
     *
     * @param plan of the run, as its manifest tells it
     * @param maxErrorRate the share of errors above which it would have been unfit, 0 to 1
     */
    public static Baseline of(FinishedRun run, RunPlan plan, double maxErrorRate) {
        Judged judged = new Judged(run.verdict().word().word(), caveats(run), run.measurement());
        return of(run.results(), plan, head(run.manifest(), judged, maxErrorRate));
    }

    /**
     * {@return what changed since the baseline of that run, which need not be judged yet; empty if it has none}
     *
     * @param measured what else is known of that run
     */
    public static Optional<Comparison> compared(StoredRun run, Measured measured) {
        if (run.manifest().shard() != null) {
            // The rows of all others would be gone.
            return Optional.empty();
        }
        Judged judged = new Judged(null, List.of(), measured.measurement());
        BaselineHead head = head(run.manifest(), judged, measured.maxErrorRate());
        return run.baseline().map(before -> {
            BaselineRecorder recorder = recorded(measured.results(), measured.plan());
            return Comparison.of(before, recorder.baseline(head), recorder.tags());
        });
    }

    private static Baseline of(Results results, RunPlan plan, BaselineHead head) {
        return recorded(results, plan).baseline(head);
    }

    private static BaselineRecorder recorded(Results results, RunPlan plan) {
        var recorder = new BaselineRecorder(plan);
        results.forEach(recorder::add);
        return recorder;
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
                        MetricsVersion.NUMBER,
                        judged.word(),
                        judged.caveats(),
                        invalid(judged.measurement().against(Family.LATENCY))),
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
        List<String> caveats = new ArrayList<>();
        if (run.verdict().word() == Verdict.Word.INCONCLUSIVE) {
            caveats.add("the run could not decide: " + run.verdict().exitReason());
        }
        String unsound = invalid(run.measurement().worst());
        if (unsound != null) {
            caveats.add(unsound);
        }
        return caveats;
    }

    private static @Nullable String invalid(Optional<Doubt> worst) {
        return worst.filter(doubt -> doubt.level() == Level.INVALID)
                .map(MeasurementText::sentence)
                .orElse(null);
    }

    private static Asking asking(Manifest manifest, double maxErrorRate) {
        return new Asking(loop(manifest), manifest.concurrency(), manifest.repeat(), maxErrorRate);
    }

    private static String loop(Manifest manifest) {
        Load load = manifest.load();
        if (load instanceof Load.Adaptive) {
            return Asking.AUTO;
        }
        int clients = manifest.merged().map(Merged::clients).orElse(1);
        String from = clients == 1 ? "" : ", " + clients + " clients";
        return (load instanceof Load.Open open ? Asking.OPEN + open.arrivals().text() : "closed") + from;
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
