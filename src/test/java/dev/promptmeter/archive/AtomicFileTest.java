package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNoFileTakesTheTextAndIsNotReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        // Opened for both, a pipe waits for nobody.
        try (var reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            AtomicFile.write(pipe, out -> out.write("12 ms\n"));

            assertThat(Files.isRegularFile(pipe)).isFalse();
            assertThat(reader.readLine()).isEqualTo("12 ms");
        }
    }

    @Test
    void aFolderIsNotReplacedEither() {
        assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write("12 ms\n")))
                .isInstanceOf(IOException.class);

        assertThat(folder).isEmptyDirectory();
    }
}
