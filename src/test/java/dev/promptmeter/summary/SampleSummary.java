package dev.promptmeter.summary;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.run.Stop;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds summaries of which a test states only what matters to it. Everything else is that of a small run without oddities. */
public final class SampleSummary {

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<Selector, Slice> parts = new LinkedHashMap<>();
    private Counts counts = counts(19, 1, 0);
    private @Nullable Stop stop;

    /** {@return a summary of 19 passes and one fail with these figures} */
    public static SampleSummary with(Figure... figures) {
        var sample = new SampleSummary();
        sample.figures.put("errorRate", Figure.of("errorRate", Unit.SHARE, 0, 20));
        for (Figure figure : figures) {
            sample.figures.put(figure.name(), figure);
        }
        return sample;
    }

    /** {@return counts of so many repeats, one per case} */
    public static Counts counts(long pass, long fail, long error) {
        long repeats = pass + fail + error;
        return new Counts(repeats, repeats, pass, fail, error, 0, 0, 0, repeats, 0, 0, 0, 0, 0, 0);
    }

    /** {@return the same with these counts} */
    public SampleSummary counting(Counts other) {
        counts = other;
        return this;
    }

    /** {@return the same with the figures of a part} */
    public SampleSummary part(Selector selector, Counts partCounts, Figure figure) {
        parts.put(selector, new Slice(partCounts, Map.of(figure.name(), figure)));
        return this;
    }

    /** {@return the same, stopped early} */
    public SampleSummary stopped(Stop.Cause cause, String text) {
        stop = new Stop(cause, text);
        return this;
    }

    /** {@return the summary} */
    public Summary summary() {
        Map<FinishReason.Kind, Long> finishReasons = new EnumMap<>(FinishReason.Kind.class);
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            finishReasons.put(kind, kind == FinishReason.Kind.STOP ? counts.judged() : 0);
        }
        return new Summary(
                new Slice(counts, figures),
                List.of(),
                parts,
                finishReasons,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new TokenTotals(0, 0, 0, 0, 0, 0, counts.judged()),
                new CostTotals(0, 0, 0, 0, 0, Map.of(), new CostTotals.Billing(0, 0, 0L), null),
                List.of(),
                Summary.Checking.CHECKED,
                counts.repeats(),
                stop,
                JudgeTotals.NONE,
                KeptValues.NONE);
    }
}
