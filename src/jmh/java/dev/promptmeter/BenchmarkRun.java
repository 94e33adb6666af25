package dev.promptmeter;

import dev.promptmeter.score.ScorerBenchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every benchmark, or those whose names match the first argument, and leaves one JSON file for each class in {@code
 * reports/jmh}, with {@code environment.json} beside them. With {@code -Djmh.quick} one short fork each, for a first look.
 */
public final class BenchmarkRun {

    private static final Path FOLDER = Path.of("reports", "jmh");
    private static final String JVM_FLAGS = "-Xmx1g";
    private static final TimeValue SECOND = TimeValue.seconds(1);

    private BenchmarkRun() {}

    /** Runs them. */
    public static void main(String[] args) throws RunnerException, IOException {
        String pattern = args.length > 0 && !args[0].isBlank() ? args[0] : ".*";
        boolean quick = System.getProperty("jmh.quick") != null && !"false".equals(System.getProperty("jmh.quick"));
        Files.createDirectories(FOLDER);
        double before = MachineFacts.load();
        for (String type : types(pattern)) {
            Path file = FOLDER.resolve(type.substring(type.lastIndexOf('.') + 1) + ".json");
            new Runner(options(quick)
                            .include("^" + type.replace(".", "\\.") + "\\.")
                            .resultFormat(ResultFormatType.JSON)
                            .result(file.toString())
                            .build())
                    .run();
        }
        Map<String, Object> environment = environment(before, quick);
        String json =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(environment);
        Files.writeString(FOLDER.resolve("environment.json"), json + "\n", StandardCharsets.UTF_8);
    }

    private static Iterable<String> types(String pattern) {
        var quiet = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        TreeSet<String> types = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().find(quiet, List.of(pattern), List.of())) {
            types.add(entry.getUsername().substring(0, entry.getUsername().lastIndexOf('.')));
        }
        return types;
    }

    private static ChainedOptionsBuilder options(boolean quick) {
        return new OptionsBuilder()
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 2 : 5)
                .measurementIterations(quick ? 3 : 10)
                .warmupTime(SECOND)
                .measurementTime(SECOND)
                .shouldFailOnError(true)
                .jvmArgs(JVM_FLAGS)
                .param("check", ScorerBenchmark.names())
                .addProfiler("gc")
                .addProfiler(CpuProfiler.class);
    }

    private static Map<String, Object> environment(double before, boolean quick) throws IOException {
        Map<String, Object> facts = MachineFacts.now();
        facts.put("flags", JVM_FLAGS);
        facts.put("loadBefore", before);
        facts.put("loadAfter", MachineFacts.load());
        facts.put("quick", quick);
        return facts;
    }
}
