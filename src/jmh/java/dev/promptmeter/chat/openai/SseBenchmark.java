package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A streamed answer from its bytes to events and meaning; beside it, Jackson's streaming parser over the same payloads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseBenchmark {

    private static final int EVENTS = 512;

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();
    private final JsonFactory json = new JsonFactory();
    private final byte[] bytes = RecordedAnswers.stream(EVENTS);
    private final RecordedAnswer answer = RecordedAnswers.streamed(EVENTS);
    private final List<byte[]> payloads = new ArrayList<>();

    /** Cuts the payloads out for the reference. */
    @Setup
    public void cut() {
        payloads.clear();
        decode((from, to) -> payloads.add(Arrays.copyOfRange(bytes, from, to)), bytes.length);
        payloads.remove(payloads.size() - 1);
    }

    private interface Slice {
        void take(int from, int to);
    }

    private void decode(Slice slice, int piece) {
        SseDecoder decoder = new SseDecoder(new SseDecoder.Sink() {
            @Override
            public void data(byte[] data, int from, int to, long end) {
                slice.take(from, to);
            }

            @Override
            public void error(byte[] data, int from, int to, long end) {}

            @Override
            public void unclosed(byte[] data, int from, int to, long end) {}
        });
        for (int at = 0; at < bytes.length; at += piece) {
            decoder.feed(bytes, at, Math.min(bytes.length, at + piece));
        }
    }

    /** Bytes to events, in one piece. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decodeWhole(Blackhole blackhole) {
        decode((from, to) -> blackhole.consume(to - from), bytes.length);
    }

    /** Bytes to events, a kilobyte at a time. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decodeKilobytes(Blackhole blackhole) {
        decode((from, to) -> blackhole.consume(to - from), 1024);
    }

    /** Bytes to events, 7 bytes at a time. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decodeSevenBytes(Blackhole blackhole) {
        decode((from, to) -> blackhole.consume(to - from), 7);
    }

    /** Bytes to classified events, in one piece. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int classifyWhole() {
        StreamAssembly assembly = new StreamAssembly(null, new HashSet<>());
        SseDecoder decoder = new SseDecoder(assembly);
        decoder.feed(bytes, 0, bytes.length);
        decoder.finish();
        return assembly.events().size();
    }

    /** Bytes to meaning: events decoded, classified, put together, timed. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Exchange read() {
        return reader.read(answer);
    }

    /** The reference: every token of the same payloads, and nothing done with it. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void bareParser(Blackhole blackhole) {
        for (byte[] payload : payloads) {
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), payload)) {
                while (parser.nextToken() != null) {
                    blackhole.consume(parser.currentToken());
                }
            }
        }
    }
}
