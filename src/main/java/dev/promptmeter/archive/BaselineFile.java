package dev.promptmeter.archive;

import dev.promptmeter.compare.Baseline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A baseline on disk, made to lie in git: sorted, one line for each case and repeat, the same bytes for the same run. */
public final class BaselineFile {

    private final Path path;

    /** Takes the file; it need not exist. */
    public BaselineFile(Path path) {
        this.path = path;
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /** {@return whether there is one} */
    public boolean exists() {
        return Files.isRegularFile(path);
    }

    /**
     * {@return the baseline in it}
     *
     * @throws BaselineException if it is none, or damaged
     * @throws StorageException if it cannot be read
     */
    public Baseline read() {
        try (BufferedReader text = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return read(text, path.toString());
        } catch (IOException e) {
            throw new StorageException("PM-5002", path + " cannot be read: " + DiskFault.said(e), e);
        }
    }

    /**
     * {@return the baseline in that text}
     *
     * @param shown what to call it in messages
     * @throws BaselineException if it is none, or damaged
     */
    public static Baseline read(Reader text, String shown) throws IOException {
        var reader = new BaselineReader(shown);
        try {
            return reader.read(text instanceof BufferedReader buffered ? buffered : new BufferedReader(text));
        } catch (CharacterCodingException e) {
            throw reader.notText();
        }
    }

    /**
     * Writes a baseline: a reader sees the old one or the new one, never a part. Folders on the way to it are made.
     *
     * @throws StorageException if it cannot be written
     */
    public void write(RunFolder.Content content) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            AtomicFile.write(path, content::writeTo);
        } catch (IOException e) {
            throw StorageException.unwritable(path, e, "");
        }
    }
}
