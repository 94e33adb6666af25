package dev.promptmeter.cli;

import dev.promptmeter.score.CaseVerdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is at one moment.
 *
 * @param planned repeats that there will be
 * @param total of all models
 * @param lanes one for each model
 * @param cutOff answers that were cut off by length
 * @param lastFailure the newest failure or error in one line; null if there is none
 */
record ProgressState(
        long planned,
        Lane total,
        List<Lane> lanes,
        long cutOff,
        @Nullable String lastFailure) {

    /**
     * What a run, or one of its models, has come to.
     *
     * @param model its id; empty for all together
     * @param verdicts repeats by verdict
     * @param p50 latency in nanoseconds; this and the next are null where there are too few answers
     * @param p95 latency in nanoseconds
     * @param p99 latency in nanoseconds
     * @param pico spent, in picodollars; null if the cost of an answer is unknown
     */
    record Lane(
            String model,
            Map<CaseVerdict, Long> verdicts,
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99,
            @Nullable Long pico) {

        Lane {
            verdicts = Map.copyOf(verdicts);
        }

        long count(CaseVerdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }

        long done() {
            return verdicts.values().stream().mapToLong(Long::longValue).sum();
        }

        /** {@return the share of judged repeats that passed; null if none was judged} */
        @Nullable
        Double passRate() {
            long judged = count(CaseVerdict.PASS) + count(CaseVerdict.FAIL);
            return judged == 0 ? null : (double) count(CaseVerdict.PASS) / judged;
        }
    }

    ProgressState {
        lanes = List.copyOf(lanes);
    }
}
