package dev.promptmeter.bars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process that is looked at until it ends. */
final class Watched {

    private static final long MILLIS_BETWEEN = 50;
    private static final double KIBIBYTES = 1024;
    private static final int SHOWN = 600;

    private final Process process;
    private Duration cpu = Duration.ZERO;
    private double peakMebibytes;

    private Watched(Process process) {
        this.process = process;
    }

    /** Looks at a process while it lives. */
    interface Look {

        Look NONE = process -> {};

        void at(ProcessHandle process) throws IOException, InterruptedException;
    }

    /**
     * What it came to.
     *
     * @param cpu user and system, as of the last look
     * @param peakMebibytes of its resident memory; 0 where the system does not tell
     */
    record Ended(Duration wall, Duration cpu, double peakMebibytes, String output) {}

    /**
     * {@return what it came to}
     *
     * @throws IOException if it ends with another code than 0
     */
    static Ended run(ProcessBuilder builder, Look look) throws IOException, InterruptedException {
        return run(builder, look, Set.of(0));
    }

    /** As the other, where other codes are as good. */
    static Ended run(ProcessBuilder builder, Look look, Set<Integer> codes) throws IOException, InterruptedException {
        Path out = Files.createTempFile(builder.directory().toPath(), "out", ".txt");
        long begin = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        Watched watched = new Watched(process);
        try {
            watched.watch(look);
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            String output = Files.readString(out, StandardCharsets.UTF_8);
            if (!codes.contains(process.exitValue())) {
                String end = output.substring(Math.max(0, output.length() - SHOWN));
                throw new IOException(builder.command() + " ended with " + process.exitValue() + ": " + end);
            }
            return new Ended(wall, watched.cpu, watched.peakMebibytes, output);
        } finally {
            process.destroyForcibly();
            Files.delete(out);
        }
    }

    private void watch(Look look) throws IOException, InterruptedException {
        while (!process.waitFor(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
            cpu = cpu(process.toHandle(), cpu);
            peakMebibytes = Math.max(peakMebibytes, peak());
            look.at(process.toHandle());
        }
    }

    /** {@return user and system time, or the value given once it has ended} */
    static Duration cpu(ProcessHandle process, Duration otherwise) {
        return process.info().totalCpuDuration().orElse(otherwise);
    }

    private double peak() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // It has ended meanwhile, or the system keeps no such file.
            return 0;
        }
    }
}
