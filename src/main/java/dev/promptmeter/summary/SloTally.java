package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the answers that keep what the suite promises. A clause whose figure an answer lacks does not apply to it. */
final class SloTally {

    private final Slo slo;
    private final Clause latency;
    private final Clause ttft;
    private final Clause e2e;
    private final Clause outputRate;
    private long planned;
    private long good;

    /** One clause: kept by how many of those it applies to. */
    private static final class Clause {

        private final String name;
        private final boolean promised;
        private long applies;
        private long kept;

        Clause(String name, @Nullable Number promise) {
            this.name = name;
            this.promised = promise != null;
        }

        /** {@return whether it is not broken} */
        boolean add(@Nullable Number figure, boolean holds) {
            if (!promised || figure == null) {
                return true;
            }
            applies++;
            kept += holds ? 1 : 0;
            return holds;
        }

        void merge(Clause other) {
            applies += other.applies;
            kept += other.kept;
        }

        void figureInto(List<Figure> figures) {
            if (promised) {
                figures.add(Shares.of("slo." + name, kept, applies));
            }
        }
    }

    SloTally(Slo slo) {
        this.slo = slo;
        latency = new Clause("latency", slo.latencyNanos());
        ttft = new Clause("ttft", slo.ttftNanos());
        e2e = new Clause("e2e", slo.e2eNanos());
        outputRate = new Clause("outputRate", slo.outputRate());
    }

    void add(CaseResult result) {
        if (!slo.any() || result.verdict() == CaseVerdict.SKIP) {
            return;
        }
        planned++;
        // Every clause is counted, also after one was broken.
        boolean keeps = latency.add(result.latencyNanos(), atMost(result.latencyNanos(), slo.latencyNanos()))
                & ttft.add(result.ttftNanos(), atMost(result.ttftNanos(), slo.ttftNanos()))
                & e2e.add(result.e2eNanos(), atMost(result.e2eNanos(), slo.e2eNanos()))
                & outputRate.add(Measure.OUTPUT_RATE.of(result), fastEnough(result));
        boolean passes = slo.passing() == Slo.Passing.NOT_REQUIRED || result.verdict() == CaseVerdict.PASS;
        good += keeps && passes && result.verdict() != CaseVerdict.ERROR ? 1 : 0;
    }

    private static boolean atMost(@Nullable Long value, @Nullable Long limit) {
        return value != null && limit != null && value <= limit;
    }

    private boolean fastEnough(CaseResult result) {
        Number rate = Measure.OUTPUT_RATE.of(result);
        return rate != null && slo.outputRate() != null && rate.doubleValue() >= slo.outputRate();
    }

    void merge(SloTally other) {
        planned += other.planned;
        good += other.good;
        latency.merge(other.latency);
        ttft.merge(other.ttft);
        e2e.merge(other.e2e);
        outputRate.merge(other.outputRate);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (slo.any()) {
            figures.add(Shares.of("slo.goodput", good, planned));
            latency.figureInto(figures);
            ttft.figureInto(figures);
            e2e.figureInto(figures);
            outputRate.figureInto(figures);
        }
        return figures;
    }
}
