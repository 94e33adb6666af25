package dev.promptmeter.archive;

import dev.promptmeter.chat.HeaderLines;
import dev.promptmeter.chat.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;

/** The log of a run, {@code run.log} in its folder: for whoever looks into a fault, every secret masked. */
public final class RunLog {

    private final Path file;
    private final Redactor redactor;

    /** Takes the run's folder and what masks its secrets. */
    public RunLog(Path folder, Redactor redactor) {
        this.file = folder.resolve("run.log");
        this.redactor = redactor;
    }

    /** {@return where it is} */
    public Path file() {
        return file;
    }

    /** Adds a line with the time before it. */
    public void add(String text) {
        String line = Instant.now() + " " + HeaderLines.masked(redactor.redact(text)) + "\n";
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                Permissions.file(file))) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // A log that cannot be written must not take the run with it; its results are in the journal.
            return;
        }
    }
}
