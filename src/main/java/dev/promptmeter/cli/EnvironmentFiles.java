package dev.promptmeter.cli;

import dev.promptmeter.suite.DirectMode;
import dev.promptmeter.suite.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables from files: {@code --env-file}, then {@code .env} beside the suite. They never replace one that is already set. */
final class EnvironmentFiles {

    private EnvironmentFiles() {}

    static Environment read(String word, @Nullable String file, Map<String, String> process) {
        Environment environment = Environment.of(process);
        if (file != null) {
            environment = environment.withFile(Path.of(file));
        }
        Path beside = beside(word);
        return Files.isRegularFile(beside) ? environment.withFile(beside) : environment;
    }

    private static Path beside(String word) {
        Path folder = DirectMode.takes(word) ? null : Path.of(word).getParent();
        return folder == null ? Path.of(".env") : folder.resolve(".env");
    }

    /** {@return a warning if a file of variables that is used can be read by others} */
    static Optional<String> warning(String word, @Nullable String file) {
        for (Path path : file == null ? new Path[] {beside(word)} : new Path[] {Path.of(file), beside(word)}) {
            if (readByOthers(path)) {
                return Optional.of(
                        "PM-6104  " + path + "  can be read by others; keys are safer after: chmod 600 " + path);
            }
        }
        return Optional.empty();
    }

    private static boolean readByOthers(Path path) {
        try {
            return Files.isRegularFile(path)
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
