package dev.promptmeter.gate;

import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A rule on a whole run.
 *
 * @param name shown in outputs, unique in the suite
 * @param expression as its author wrote it
 * @param figure name of the figure, as {@link dev.promptmeter.summary.Summary} knows it
 * @param selector the part of the run it is about
 * @param comparator how they are compared
 * @param bound in the figure's own unit: shares 0 to 1, nanoseconds, USD, …
 * @param boundText the bound as its author wrote it, {@code 95%}, {@code 1.5s}
 * @param severity whether it decides
 * @param minSamples values demanded; null if only the figure's own floor counts
 * @param line where it stands in the suite; 0 if it is implied or came from a flag
 */
public record Gate(
        String name,
        String expression,
        String figure,
        Selector selector,
        Comparator comparator,
        double bound,
        String boundText,
        Severity severity,
        @Nullable Integer minSamples,
        int line) {

    /**
     * {@return what came of it: the figure itself compared with the bound, or why that cannot be done}
     *
     * @throws IllegalArgumentException if the summary was made without this gate's figure
     */
    public GateResult judge(Summary summary) {
        return new PointJudgement(this, summary).result();
    }

    /** {@return the figure and its part as gates write them, {@code passRate[tag=eu]}} */
    public String subject() {
        return figure + selector;
    }
}
