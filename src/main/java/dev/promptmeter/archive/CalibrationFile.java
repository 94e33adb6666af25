package dev.promptmeter.archive;

import dev.promptmeter.stats.MetricsVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the last calibration of this machine is kept: {@code calibration.json} in the folder of the runs. */
public final class CalibrationFile {

    private static final String NAME = "calibration.json";
    private static final String SCHEMA = "promptmeter.calibration/1";
    private static final int BEFORE_IT_WAS_NAMED = 1;
    private static final long LARGEST = 1L << 20;

    private CalibrationFile() {}

    /** {@return the file in that folder of runs} */
    public static Path in(Path reports) {
        return reports.resolve(NAME);
    }

    /**
     * Makes sure that a calibration can be written there, before it is measured. The folders above it are made; a file that is there stays.
     *
     * @throws StorageException if it cannot
     */
    public static void prepare(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            if (Files.isRegularFile(file) || Files.notExists(file)) {
                new AtomicFile(file).close();
            }
        } catch (IOException e) {
            throw StorageException.unwritable(file, e, "nothing was measured; -o names another file");
        }
    }

    /**
     * Writes a calibration, and the folders above it where they are missing.
     *
     * @throws StorageException if that cannot be done
     */
    public static void write(Path file, String json) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> out.write(json));
        } catch (IOException e) {
            throw StorageException.unwritable(file, e, "the figures stand above; -o names another file");
        }
    }

    /** {@return the calibration that the file holds; null if there is none, or none that this version can read} */
    public static @Nullable JsonNode read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return null;
            }
            JsonNode tree = Json.MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
            return understood(tree) ? tree : null;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** Another version may mean other things by the same names. */
    private static boolean understood(JsonNode tree) {
        return tree.path("schema").asString("").equals(SCHEMA)
                && tree.path("metricsVersion").asInt(BEFORE_IT_WAS_NAMED) == MetricsVersion.NUMBER
                && tree.path("levels").isArray();
    }
}
