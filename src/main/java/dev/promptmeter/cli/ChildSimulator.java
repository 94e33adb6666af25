package dev.promptmeter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A simulator in a process of its own, with the JVM and the classes of this one. It ends when it is closed, or with this process, however
 * that ends: it reads a pipe from here.
 */
final class ChildSimulator implements AutoCloseable {

    private static final String LISTENING = "listening on ";
    private static final long CLOSE_SECONDS = 5;

    private final Process process;
    private final Thread ending;
    private final URI baseUri;

    private ChildSimulator(Process process, Thread ending, URI baseUri) {
        this.process = process;
        this.ending = ending;
        this.baseUri = baseUri;
    }

    /**
     * {@return a simulator that listens}
     *
     * @param flags of {@code promptmeter simulate}
     * @throws CliException if it does not start
     */
    static ChildSimulator start(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ownOptions());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "simulate", "--until-eof"));
        command.addAll(flags);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread ending = new Thread(process::destroy, "promptmeter-end-simulator");
        Runtime.getRuntime().addShutdownHook(ending);
        String first = firstLine(process);
        if (!first.startsWith(LISTENING)) {
            process.destroy();
            throw new CliException(
                    "PM-2103",
                    "the simulator did not start in a process of its own; try --in-process, or: promptmeter simulate "
                            + String.join(" ", flags));
        }
        return new ChildSimulator(process, ending, URI.create(first.substring(LISTENING.length())));
    }

    /** What the launcher has chosen for this JVM holds for the other: how it compiles and collects decides how punctual it is. */
    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .toList();
    }

    private static String firstLine(Process process) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    /** {@return where it answers, up to and with {@code /v1}} */
    URI baseUri() {
        return baseUri;
    }

    /** {@return the process that it runs in} */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it, and waits until it has ended. An interrupt is kept for the caller. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook has had its turn.
            return;
        }
    }
}
