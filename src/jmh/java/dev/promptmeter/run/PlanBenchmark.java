package dev.promptmeter.run;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A whole open-loop plan of 100,000 Poisson arrivals. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {

    private static final int ARRIVALS = 100_000;

    private final Arrivals arrivals = new Arrivals(StartRate.of(1_000), new ArrivalProcess.Poisson(), 7);

    /** {@return the last planned start} */
    @Benchmark
    public long plan() {
        Arrivals.Instants instants = arrivals.instants();
        long last = 0;
        for (int i = 0; i < ARRIVALS; i++) {
            last = instants.next();
        }
        return last;
    }
}
