package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.run.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One case through the whole pipeline with an endpoint that answers at once, in memory; files are written, nothing is sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RunnerBenchmark {

    private static final int CASES = 2_000;

    private static final byte[] BODY =
            ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"sim-small\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":\""
                            + "Your parcel is due on Monday. ".repeat(18)
                            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":412,\"completion_tokens\":96,\"total_tokens\":508}}")
                    .getBytes(StandardCharsets.UTF_8);

    /** Requests in flight. */
    @Param({"1", "64"})
    public int inFlight;

    private PipelineRun pipeline;

    /** Plans the run. */
    @Setup
    public void plan() {
        pipeline = PipelineRun.of(RunnerBenchmark::answer, Model.Delivery.PLAIN, CASES, inFlight);
    }

    private static RecordedAnswer answer(WireRequest request, Stopwatch stopwatch) {
        stopwatch.start();
        stopwatch.sent();
        stopwatch.head();
        stopwatch.buffer(stopwatch.now(), BODY.length);
        return new RecordedAnswer(
                request.id(),
                false,
                null,
                "",
                200,
                Map.of("content-type", "application/json"),
                BODY,
                stopwatch.times(),
                stopwatch.stamps(),
                Set.of());
    }

    /** A run of so many cases, shared among them. */
    @Benchmark
    @OperationsPerInvocation(CASES)
    public long oneCase() throws IOException, InterruptedException {
        return pipeline.run();
    }
}
