package dev.promptmeter.dataset;

import dev.promptmeter.score.Scorers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** One row of a dataset, read on the way to a run, its checks parsed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CsvDatasetBenchmark {

    private static final int ROWS = 10_000;

    /** Columns of the dataset. */
    @Param({"3", "12"})
    public int columns;

    private Path file;
    private DatasetFile dataset;

    /** Writes a dataset with quoted text and scans it once. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("benchmark", ".csv");
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("__id,prompt,__expected");
            for (int i = 3; i < columns; i++) {
                out.write(",column" + i);
            }
            out.write('\n');
            for (int row = 0; row < ROWS; row++) {
                out.write("r" + row + ",\"What is \"\"" + row + "\"\" plus one, in digits, please?\",icontains: "
                        + (row + 1));
                out.write(",\"a cell, quoted\"".repeat(columns - 3));
                out.write('\n');
            }
        }
        Notation notation = new Notation(Scorers.builtIn(), (map, source, problems) -> null);
        dataset = DatasetFile.scan(DatasetSpec.builder("benchmark", file).build(), notation, row -> List.of());
    }

    /** Deletes the dataset. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** The second pass: what stands between a file and the requests. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void row(Blackhole blackhole) {
        try (RowReader rows = dataset.open()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                blackhole.consume(row);
            }
        }
    }

    /** The same file through a reader that only counts lines, for scale. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long bareLines() {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
