package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** A request from its values to the bytes that are sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestJsonBenchmark {

    /** Characters of the prompt. */
    @Param({"2048", "65536"})
    public int characters;

    private final OpenAiRequestWriter writer = new OpenAiRequestWriter();
    private ChatRequest request;

    /** Makes a request with a system message and two parameters. */
    @Setup
    public void prepare() {
        String prompt = "Where is my parcel? It was \"due\" on Monday.\n"
                .repeat(characters / 44 + 1)
                .substring(0, characters);
        Map<String, JsonNode> params = new LinkedHashMap<>();
        params.put("temperature", IntNode.valueOf(0));
        params.put("max_tokens", IntNode.valueOf(300));
        List<Message> messages = List.of(Message.of("system", "Answer briefly."), Message.of("user", prompt));
        request = new ChatRequest("ai21/jamba-1-5-mini", messages, params, false);
    }

    /** Values to bytes. */
    @Benchmark
    public byte[] write() {
        return writer.write(request);
    }
}
