package dev.promptmeter.summary;

import org.jspecify.annotations.Nullable;

/** What somebody needs of single cases, besides figures. Memory grows with the cases it is about. */
public sealed interface Kept {

    /** {@return the part of the run it is about} */
    Selector part();

    /**
     * One value of each case, over its repeats.
     *
     * @param figure a share of cases or answers, or {@code metric.NAME.mean}
     * @param part the part of the run it is about
     * @param cluster column whose equal values make one unit; null for the dataset's own, else the row
     */
    record Values(String figure, Selector part, @Nullable String cluster) implements Kept {}

    /**
     * The times of all calls.
     *
     * @param figure name of a figure of that time, such as {@code latency.p95}
     * @param part the part of the run it is about
     */
    record Calls(String figure, Selector part) implements Kept {}

    /**
     * Which cases belong to a part, each with its cluster.
     *
     * @param part the part of the run it is about
     * @param cluster column whose equal values make one unit; null for the dataset's own, else the row
     */
    record Members(Selector part, @Nullable String cluster) implements Kept {}
}
