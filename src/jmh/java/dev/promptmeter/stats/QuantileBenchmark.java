package dev.promptmeter.stats;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ranks of the 95 % interval of a p99, exact for every number of values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QuantileBenchmark {

    /** How many values there are. */
    @Param({"1000", "1000000"})
    public int values;

    private Quantile p99;

    /** Parses the quantile once. */
    @Setup
    public void prepare() {
        p99 = Quantile.of("0.99");
    }

    /** Both ranks. */
    @Benchmark
    public RankInterval interval() {
        return p99.interval(values, 0.95);
    }
}
