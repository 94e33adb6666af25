package dev.promptmeter.compare;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.JudgedBy;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CaseChecks;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.CheckHash;
import dev.promptmeter.score.Metrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a baseline of the results of a run, which it is given in dataset order. What was skipped is left out. Not thread-safe. */
public final class BaselineRecorder {

    private static final int DECIMALS = 6;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Map<String, PlannedDataset> datasets = new HashMap<>();
    private final Map<String, CaseChecks> checks = new HashMap<>();
    private final List<BaselineRepeat> repeats = new ArrayList<>();
    private final SortedMap<String, String> scorers = new TreeMap<>();
    private final Map<String, SortedSet<String>> reported = new HashMap<>();
    private final Map<CaseId, List<String>> tags = new HashMap<>();
    private @Nullable Row row;
    private String content = "";

    /** Takes what was asked. */
    public BaselineRecorder(RunPlan plan) {
        for (PlannedDataset planned : plan.datasets()) {
            datasets.put(planned.id(), planned);
            checks.put(planned.id(), new CaseChecks(planned.checks(), planned.threshold(), planned.scorers()));
        }
    }

    /** Adds one result. */
    public void add(CaseResult result) {
        if (result.verdict() == CaseVerdict.SKIP) {
            return;
        }
        if (result.row() != row) {
            see(result.id().dataset(), result.row());
        }
        Completion completion = result.completion();
        if (completion != null && completion.model() != null) {
            reported.computeIfAbsent(result.id().model(), model -> new TreeSet<>())
                    .add(completion.model());
        }
        repeats.add(repeat(result, completion));
        if (result.id().repeat() == 1 && !result.row().tags().isEmpty()) {
            tags.put(result.id(), result.row().tags());
        }
    }

    /** {@return the tags of the rows that have any, by the first repeat of each case} */
    public Map<CaseId, List<String>> tags() {
        return Collections.unmodifiableMap(tags);
    }

    /** The results of a row come one after the other. */
    private void see(String dataset, Row next) {
        row = next;
        content = RowContent.sha(next);
        PlannedDataset planned = datasets.get(dataset);
        CaseChecks its = checks.get(dataset);
        if (planned != null && its != null) {
            its.of(next, planned.variables(next))
                    .versions()
                    .forEach((type, version) -> scorers.put(type, version(version)));
        }
    }

    /** The version of a check that a model judges names that model at length. */
    private static String version(String version) {
        int line = version.indexOf('\n');
        return line < 0 ? version : version.substring(0, line) + " by " + ShortHash.of(version);
    }

    private BaselineRepeat repeat(CaseResult result, @Nullable Completion completion) {
        String output = result.output();
        String cluster = result.row().options().cluster();
        SortedMap<String, BigDecimal> metrics = new TreeMap<>();
        Metrics.of(result.outcomes()).forEach((name, value) -> metrics.put(name, rounded(value)));
        return new BaselineRepeat(
                result.id(),
                content,
                result.verdict(),
                result.score() == null ? null : rounded(result.score()),
                result.failure() == null ? null : result.failure().word(),
                completion == null ? null : completion.finish().kind().word(),
                result.origin() == Answer.Origin.CACHED ? Source.CACHED : Source.ASKED,
                measured(result, completion),
                output == null ? null : ShortHash.of(output),
                cluster == null ? null : ShortHash.of(cluster),
                metrics);
    }

    private static BigDecimal rounded(double value) {
        BigDecimal short6 = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return short6.scale() < 0 ? short6.setScale(0) : short6;
    }

    private static Measured measured(CaseResult result, @Nullable Completion completion) {
        TokenUsage usage = completion == null ? TokenUsage.NONE : completion.usage();
        return new Measured(
                micros(result.latencyNanos()),
                micros(result.ttftNanos()),
                usage.prompt(),
                usage.completion(),
                result.cost().pico());
    }

    private static @Nullable Long micros(@Nullable Long nanos) {
        return nanos == null ? null : Long.valueOf((nanos + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO);
    }

    /** {@return the baseline of everything that was added, whose head says the rest of the run} */
    public Baseline baseline(BaselineHead head) {
        List<AskedModel> models = head.models().stream()
                .map(model -> model.answering(reported.getOrDefault(model.id(), new TreeSet<>())))
                .toList();
        SortedMap<String, String> shared = new TreeMap<>();
        datasets.forEach((id, planned) ->
                shared.put(id, ShortHash.of(CheckHash.written(planned.checks(), planned.threshold()))));
        return Baseline.of(head.with(models, new JudgedBy(shared, scorers)), repeats);
    }
}
