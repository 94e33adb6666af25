package dev.promptmeter.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A stream laid down in a private temporary file, because a dataset is read twice. Closing deletes the file. */
public final class SpooledInput implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Path file;

    private SpooledInput(Path file) {
        this.file = file;
    }

    /**
     * Reads a stream to its end into a file that only its owner can read; the stream stays open.
     *
     * @throws DatasetException if there is more than the limit
     */
    public static SpooledInput of(InputStream in, DatasetSpec.Limits limits) throws IOException {
        Path file = Files.createTempFile("promptmeter-", ".csv");
        file.toFile().deleteOnExit();
        var spooled = new SpooledInput(file);
        try {
            spooled.copy(in, limits.fileBytes());
            return spooled;
        } catch (IOException | RuntimeException e) {
            spooled.close();
            throw e;
        }
    }

    private void copy(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > most) {
                    String text = String.format(Locale.ROOT, "more than %,d bytes (limits.fileSize)", most);
                    throw new DatasetException(List.of(Problem.of("PM-1208", Source.line("-", 0), text)));
                }
                out.write(buffer, 0, count);
            }
        }
    }

    /** {@return the file, to be read as a dataset and shown as {@code -}} */
    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
