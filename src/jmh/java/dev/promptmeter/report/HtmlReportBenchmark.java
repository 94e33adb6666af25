package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole page of a run of 1.5 kB of text for each case; beside it, gzip of the same text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HtmlReportBenchmark {

    /** Cases of the run. */
    @Param({"1000", "10000", "100000"})
    public int cases;

    private FinishedRun run;
    private byte[] text;

    /** Makes a run, and the text that its page is about. */
    @Setup
    public void prepare() throws IOException {
        run = HtmlSamples.of(cases);
        StringBuilder all = new StringBuilder();
        run.results().forEach(result -> {
            result.row().vars().values().forEach(all::append);
            if (result.completion() != null) {
                all.append(result.completion().text());
            }
        });
        text = all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The page, its characters counted and dropped. */
    @Benchmark
    public long write() throws IOException {
        Counting out = new Counting();
        new HtmlReport().write(run, out);
        return out.characters;
    }

    /** The reference: the texts of the cases, compressed. */
    @Benchmark
    public int bareGzip() throws IOException {
        try (GZIPOutputStream zip = new GZIPOutputStream(OutputStream.nullOutputStream())) {
            zip.write(text);
        }
        return text.length;
    }

    private static final class Counting extends Writer {

        private long characters;

        @Override
        public void write(char[] buffer, int from, int length) {
            characters += length;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
