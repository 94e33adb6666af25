package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.score.CaseVerdict;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One repeat of one case, as far as a later run is compared with it.
 *
 * @param id which case and repeat
 * @param contentSha first 12 hex digits of the hash of its row
 * @param verdict pass, fail or error
 * @param score weighted mean of its checks, 0 to 1, at most 6 decimals; null if there is none
 * @param errorKind why it is an error; null otherwise
 * @param finishReason why the model stopped, normalised; null without an answer
 * @param source where the answer came from
 * @param measured what was measured of it
 * @param outputSha first 12 hex digits of the hash of the answer's text; null without one
 * @param cluster hash of what its row names as its cluster; null if the dataset has none
 * @param metrics its metrics by name, 0 to 1, at most 6 decimals
 */
public record BaselineRepeat(
        CaseId id,
        String contentSha,
        CaseVerdict verdict,
        @Nullable BigDecimal score,
        @Nullable String errorKind,
        @Nullable String finishReason,
        Source source,
        Measured measured,
        @Nullable String outputSha,
        @Nullable String cluster,
        SortedMap<String, BigDecimal> metrics) {

    /** The order of a baseline: dataset, row, prompt, model, repeat. */
    public static final Comparator<CaseId> ORDER = Comparator.comparing(CaseId::dataset)
            .thenComparing(CaseId::row)
            .thenComparing(CaseId::prompt)
            .thenComparing(CaseId::model)
            .thenComparing(CaseId::repeat);

    private static final String TIMEOUT = "timeout";

    /** Where an answer came from. */
    public enum Source {
        /** It was asked for, or never came. */
        ASKED,
        /** It was taken from the cache, so neither its time nor its cost is one of its run. */
        CACHED
    }

    /**
     * What was measured of one answer; a part is null where it was not.
     *
     * @param latencyMicros headline latency, microseconds
     * @param ttftMicros time to the first output, microseconds
     * @param promptTokens as stated by the endpoint
     * @param completionTokens as stated by the endpoint
     * @param costPico of all attempts, picodollars
     */
    public record Measured(
            @Nullable Long latencyMicros,
            @Nullable Long ttftMicros,
            @Nullable Long promptTokens,
            @Nullable Long completionTokens,
            @Nullable Long costPico) {}

    /** Refuses a case that was not asked, and copies the metrics. */
    public BaselineRepeat {
        if (verdict == CaseVerdict.SKIP) {
            throw new IllegalArgumentException("a baseline holds what was asked; this was skipped: " + id.text());
        }
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** {@return the same as that repeat of its case} */
    BaselineRepeat numbered(int repeat) {
        return new BaselineRepeat(
                new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), repeat),
                contentSha,
                verdict,
                score,
                errorKind,
                finishReason,
                source,
                measured,
                outputSha,
                cluster,
                metrics);
    }

    /** {@return whether our deadline ended it, so that its latency is only known to be longer} */
    public boolean timedOut() {
        return TIMEOUT.equals(errorKind);
    }
}
