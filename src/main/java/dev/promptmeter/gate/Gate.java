package dev.promptmeter.gate;

import dev.promptmeter.summary.Selector;
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
        Severity severity,
        @Nullable Integer minSamples,
        int line) {}
