package dev.promptmeter.chat.openai;

import dev.promptmeter.archive.PipelineRun;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Message;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;

/** One exchange over loopback, understood and timed; beside it, a bare {@code java.net.http} call of the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExchangeBenchmark {

    private static final int CASES = 500;

    /** How the answer comes. */
    @Param({"plain", "stream"})
    public String delivery;

    private final Ticker ticker = Ticker.system();
    private final OpenAiRequestWriter writer = new OpenAiRequestWriter();
    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();
    private Simulator simulator;
    private HttpClients clients;
    private OpenAiEndpoint endpoint;
    private HttpClient bare;
    private HttpRequest request;
    private ChatRequest asked;
    private boolean stream;
    private PipelineRun pipeline;

    /** Starts a simulator that answers at once. */
    @Setup
    public void start() {
        simulator =
                Simulator.start(Settings.builder().set("answer", "tokens:64").build());
        clients = new HttpClients();
        EndpointSettings settings = EndpointSettings.of(simulator.baseUri(), null);
        endpoint = new OpenAiEndpoint(settings, clients);
        stream = delivery.equals("stream");
        List<Message> messages = List.of(Message.of("user", "Where is my parcel? ".repeat(40)));
        asked = new ChatRequest("sim-small", messages, Map.of(), stream);
        Model.Delivery how = stream ? Model.Delivery.STREAM : Model.Delivery.PLAIN;
        pipeline = PipelineRun.of(endpoint, how, CASES, 1);
        bare = clients.client(settings);
        request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(writer.write(asked)))
                .build();
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        clients.close();
        simulator.close();
    }

    /** Ours: bytes made, sent, received with stamps, understood. */
    @Benchmark
    public Exchange ask() throws InterruptedException {
        long now = ticker.nanos();
        WireRequest wire = new WireRequest("pm-benchmark-1", writer.write(asked), stream);
        RecordedAnswer answer = endpoint.ask(wire, new Stopwatch(ticker::nanos, now, now));
        return reader.read(answer);
    }

    /** The whole pipeline of a case, one in flight: read, rendered, sent, journalled, understood, judged, added up. */
    @Benchmark
    @OperationsPerInvocation(CASES)
    public long pipeline() throws IOException, InterruptedException {
        return pipeline.run();
    }

    /** The reference: the same bytes sent, the answer's bytes received, nothing done with them. */
    @Benchmark
    public byte[] bareCall() throws IOException, InterruptedException {
        return bare.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
