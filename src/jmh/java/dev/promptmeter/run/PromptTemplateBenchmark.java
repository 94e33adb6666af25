package dev.promptmeter.run;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A prompt of 2 kB with three variables, made of its template and a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PromptTemplateBenchmark {

    private static final String RULES = "Answer in one sentence and name the rule that you follow. ".repeat(32);

    private PromptTemplate template;
    private Map<String, String> variables;

    /** Parses the template once, as a run does. */
    @Setup
    public void parse() {
        template = PromptTemplate.parse("You help {{customer}}.\n" + RULES + "\nOrder: {{order}}\n{{question}}");
        variables =
                Map.of("customer", "Ada Lovelace", "order", "4711-0815", "question", "Where is my parcel? ".repeat(8));
    }

    /** Values to text. */
    @Benchmark
    public String render() {
        return template.render(variables);
    }
}
