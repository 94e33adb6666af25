package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Times;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One answer encoded, checksummed and written, without a force; beside it, the same bytes written by a bare channel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {

    /** A file is cut off there, so that a benchmark fills no disk. */
    private static final long LARGEST = 64L << 20;

    /** Bytes of the answer's body. */
    @Param({"1024", "32768"})
    public int bytes;

    private Path folder;
    private DiskFile file;
    private FileChannel bare;
    private RecordedAnswer answer;
    private byte[] line;
    private long written;
    private long number;

    /** Opens both files. */
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("benchmark");
        file = Disk.SYSTEM.create(folder.resolve("journal.jsonl"));
        bare = FileChannel.open(folder.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        String text = "Your parcel has left our warehouse and is due on Monday. ".repeat(bytes / 57 + 1);
        answer = new RecordedAnswer(
                "pm-336335bc-0782af4fed75-1-1",
                false,
                null,
                "",
                200,
                Map.of("content-type", "application/json"),
                text.substring(0, bytes).getBytes(StandardCharsets.UTF_8),
                new Times(0, 0, 1_000, 2_000L, 50_000_000L, 50_100_000L, 50_200_000),
                new long[] {bytes, 50_099_000},
                Set.of());
        line = JournalLine.frame(1, AnswerRecord.encode(answer, Redactor.NONE));
    }

    /** Deletes both files. */
    @TearDown
    public void delete() throws IOException {
        file.close();
        bare.close();
        Files.delete(folder.resolve("journal.jsonl"));
        Files.delete(folder.resolve("bare"));
        Files.delete(folder);
    }

    /** Ours. */
    @Benchmark
    public long record() throws IOException {
        byte[] own = JournalLine.frame(++number, AnswerRecord.encode(answer, Redactor.NONE));
        int done = 0;
        while (done < own.length) {
            done += file.write(own, done, own.length - done);
        }
        written += own.length;
        if (written > LARGEST) {
            file.truncate(0);
            written = 0;
        }
        return written;
    }

    /** The reference: bytes that are there already, and nothing but their write. */
    @Benchmark
    public long bareWrite() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            bare.write(buffer);
        }
        if (bare.position() > LARGEST) {
            bare.truncate(0);
        }
        return bare.position();
    }
}
