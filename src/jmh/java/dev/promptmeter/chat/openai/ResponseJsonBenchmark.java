package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A plain answer from its bytes to what it means. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResponseJsonBenchmark {

    /** Characters of the text. */
    @Param({"1024", "32768"})
    public int characters;

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();
    private RecordedAnswer answer;

    /** Makes an answer. */
    @Setup
    public void prepare() {
        answer = RecordedAnswers.plain(characters);
    }

    /** Bytes to meaning. */
    @Benchmark
    public Exchange read() {
        return reader.read(answer);
    }
}
