package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process with little memory, otherwise as the launcher starts the program.
 *
 * @param folder its working directory, and that of what it prints
 * @param limit the flag that bounds its heap
 */
record SmallHeap(Path folder, String limit) {

    /** {@return its exit code and both of its streams in one; it must end by itself in that time} */
    Ended run(String main, Duration patience, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                limit,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(arguments);
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        return new Ended(process.exitValue(), Program.text(out), "");
    }
}
